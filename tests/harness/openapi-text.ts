// The API's document as stored in openapi.json: made from the operations alone, without a database.
import { authRoutesOf, capabilities } from '../../src/entry/capabilities.ts'
import { buildApp } from '../../src/platform/app.ts'
import { openApi } from '../../src/platform/http/openapi.ts'

export function openApiText(): string {
  const nothing = {} as Parameters<typeof buildApp>[1]
  return `${JSON.stringify(openApi(buildApp(capabilities, nothing), authRoutesOf(capabilities)), null, 2)}\n`
}
