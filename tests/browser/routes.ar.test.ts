// Every route of the web application in Arabic: axe, missing words, sideways scrolling.
import { everyRoute } from './routes.ts'

everyRoute('ar')
