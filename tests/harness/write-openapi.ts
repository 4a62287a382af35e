// `npm run openapi`: writes openapi.json anew, from the operations of every capability.
import { writeFile } from 'node:fs/promises'
import { openApiText } from './openapi-text.ts'

const text = openApiText()
await writeFile('openapi.json', text)
console.log(`openapi.json: ${Object.keys((JSON.parse(text) as { paths: object }).paths).length} operations`)
