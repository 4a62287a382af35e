// Sends and fetches attachments as one actor, through their own door and into a folder of the test's.
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { attachmentRoutes } from '../../src/platform/attachments.ts'
import { api } from '../../src/platform/http.ts'
import type { TestNetwork } from './network.ts'

/** The smallest photograph there is. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export function filesOf({ house, newId }: TestNetwork, folder: string, actor: Actor) {
  const app = api(house, async () => actor, [attachmentRoutes(folder)])
  return {
    async upload(person: Id, body: Buffer = PNG, name = 'Rosa Díaz.png', id = newId()) {
      const query = new URLSearchParams({ id, person, name })
      return {
        id,
        response: await app.request(`/api/attachments?${query}`, {
          method: 'POST',
          body: new Uint8Array(body),
        }),
      }
    },
    download: (id: Id) => app.request(`/api/attachments/${id}`),
  }
}
