// Every route of the web application in English: axe, missing words, sideways scrolling.
import { everyRoute } from './routes.ts'

everyRoute('en')
