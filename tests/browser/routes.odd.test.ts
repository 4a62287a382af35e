// The second, fourth and so on of all routes, in each language: axe, missing words, sideways scrolling.
import { everyRoute } from './routes.ts'

everyRoute(1)
