// Every route of the web application in Spanish: axe, missing words, sideways scrolling.
import { everyRoute } from './routes.ts'

everyRoute('es')
