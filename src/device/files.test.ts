// Files on a device: sealed with the draft or the command that has them, and uploaded before that command is sent.
import 'fake-indexeddb/auto'
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import { ANSWER_MARK, API_VERSION } from '../kernel/answer-mark.ts'
import type { Actor } from '../kernel/actor.ts'
import { storeName } from '../kernel/device-sync.ts'
import type { Envelope } from '../kernel/envelope.ts'
import { done, openDatabase } from './database.ts'
import { openDevice } from './device.ts'
import { dataKey } from './seal.ts'

const id = (last: number) => `00000000-0000-7000-8000-0000000000${String(last).padStart(2, '0')}`
const key = await dataKey(crypto.getRandomValues(new Uint8Array(32)))
const plot = id(90)
const command = { name: 'plot.photograph', offline: true, input: z.unknown() } as never
const picture = () => new File([new Uint8Array([137, 80, 78, 71, 0, 255])], 'plot.png', { type: 'image/png' })

type Heard = { path: string; bytes?: number[]; request?: { commands: Envelope[] } }

/** A server that answers uploads as the test says, and applies every command. */
function server(heard: Heard[], upload: () => Response) {
  const headers = { [ANSWER_MARK]: API_VERSION }
  return async (path: string, { body }: RequestInit): Promise<Response> => {
    if (path.startsWith('/api/attachments')) {
      heard.push({ path, bytes: [...new Uint8Array(await (body as Blob).arrayBuffer())] })
      return upload()
    }
    const request = JSON.parse(body as string) as { commands: Envelope[] }
    heard.push({ path, request })
    const answer = {
      database: id(99),
      outcomes: request.commands.map((one) => ({ id: one.id, outcome: 'applied', output: {} })),
      expected: 1 + Math.max(0, ...request.commands.map((one) => one.seq)),
      packRelease: 'p',
      changes: { reset: false, documents: [], withdrawn: [] },
      cursor: 'c',
      more: false,
    }
    return Response.json(answer, { headers })
  }
}
const ok = () => Response.json({}, { headers: { [ANSWER_MARK]: API_VERSION } })
const refusal = (status: number, code: string) => () =>
  Response.json({ code, status }, { status, headers: { [ANSWER_MARK]: API_VERSION } })

const open = (user: number, send: (path: string, init: RequestInit) => Promise<Response>) =>
  openDevice({ actor: { user: id(user), organisation: id(2) } as Actor, capabilities: [], key, send })

test('a file waits sealed with its command, and is uploaded before it once there is a network', async () => {
  const heard: Heard[] = []
  let isThere = false
  const send = server(heard, ok)
  const device = await open(10, (path, init) => (isThere ? send(path, init) : Promise.reject(new Error())))
  await device.enqueue(command, { plot, because: 'dry' }, { persons: [plot] })
  const photograph = await device.enqueue(command, { plot, picture: picture() }, { persons: [plot] })
  await device.enqueue(command, { plot, because: 'wet' }, { persons: [plot] })
  expect(await device.flush()).toBe('later')
  const database = await openDatabase(storeName({ user: id(10), organisation: id(2) }), undefined)
  const rows = await done<{ bytes: ArrayBuffer }[]>(database.transaction('row').objectStore('row').getAll())
  database.close()
  expect(rows.map(({ bytes }) => new TextDecoder('latin1').decode(bytes)).join()).not.toContain('plot.png')
  device.close()

  // As after a battery that died.
  isThere = true
  const again = await open(10, (path, init) => (isThere ? send(path, init) : Promise.reject(new Error())))
  expect(await again.flush()).toBe('idle')
  const upload = heard.find(({ path }) => path.startsWith('/api/attachments'))
  const about = new URLSearchParams(upload?.path.split('?')[1])
  expect(upload?.bytes).toEqual([137, 80, 78, 71, 0, 255])
  expect(about.get('person')).toBe(plot)
  const sent = heard.flatMap(({ request }) => request?.commands ?? [])
  expect(sent.map(({ input }) => input)).toEqual([
    { plot, because: 'dry' },
    { plot, picture: about.get('id') },
    { plot, because: 'wet' },
  ])
  // What was made before the file is sent before it: it may register the person.
  expect(heard.findIndex(({ request }) => request?.commands.length === 1)).toBeLessThan(
    heard.indexOf(upload as Heard),
  )
  expect((await again.entry(photograph))?.files).toBeUndefined()
  again.close()
})

test('a repeated upload has the same id, and the command waits until the file is there', async () => {
  const heard: Heard[] = []
  let answer: () => Response = () => new Response('<h1>Sign in to the hotel</h1>')
  const device = await open(
    11,
    server(heard, () => answer()),
  )
  await device.enqueue(command, { plot, picture: picture() }, { persons: [plot] })
  expect(await device.flush()).toBe('later')
  answer = refusal(401, 'session.ended')
  expect(await device.flush()).toBe('signed_out')
  expect((await device.status()).pending).toBe(1)
  expect(heard.some(({ request }) => (request?.commands.length ?? 0) > 0)).toBe(false)
  answer = ok
  expect(await device.flush()).toBe('idle')
  const uploads = heard.filter(({ path }) => path.startsWith('/api/attachments'))
  expect(uploads).toHaveLength(3)
  expect(new Set(uploads.map(({ path }) => path)).size).toBe(1)
  device.close()
})

test('a file that the server refuses is decided about by a person, and the rest can go without it', async () => {
  const heard: Heard[] = []
  const device = await open(12, server(heard, refusal(422, 'attachment.wrong_type')))
  const photograph = await device.enqueue(command, { plot, picture: picture() }, { persons: [plot] })
  await device.enqueue(command, { plot, because: 'wet' }, { persons: [plot] })
  await device.flush()
  expect(await device.attention()).toMatchObject([
    { id: photograph, problem: { code: 'attachment.wrong_type' } },
  ])
  const next = await device.resend(photograph)
  expect(await device.flush()).toBe('idle')
  expect(await device.entry(next)).toMatchObject({ state: 'applied', input: { plot } })
  expect((await device.entry(photograph))?.files).toBeUndefined()
  device.close()
})

test('a draft keeps its files, and gives them back as files', async () => {
  const device = await open(13, server([], ok))
  const form = 'plot.photograph'
  await device.drafts.keep({ form, values: { note: 'x', nothing: null, picture: picture() } })
  device.close()
  const again = await open(13, server([], ok))
  const [draft] = await again.drafts.list(form)
  const values = draft?.values as { note: string; nothing: null; picture: File }
  expect(values).toMatchObject({ note: 'x', nothing: null })
  expect(values.picture).toBeInstanceOf(File)
  expect(values.picture.name).toBe('plot.png')
  expect(values.picture.type).toBe('image/png')
  expect([...new Uint8Array(await values.picture.arrayBuffer())]).toEqual([137, 80, 78, 71, 0, 255])
  void again.drafts.keep({ form, values: { picture: picture() } })
  await again.drafts.erase(form)
  expect(await again.drafts.list(form)).toEqual([])
  again.close()
})
