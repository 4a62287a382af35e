// Addresses that others wrote down: which are asked, and that names, redirects and spellings lead nowhere else.
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSocketServer, type AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { isNetwork, isPublic, mayAsk, publicFetch, type Outbound } from './outbound.ts'

const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections()
})

async function listening(answer: RequestListener): Promise<{ port: number; hits: () => number }> {
  let hits = 0
  const server = createServer((request, response) => {
    hits += 1
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  return { port: (server.address() as AddressInfo).port, hits: () => hits }
}

const from = (names: Record<string, string[]>, allowed: string[] = []): Outbound => ({
  addresses: async (name) => (names[name] ?? []).map((address) => ({ address, family: 4 })),
  texts: async () => [],
  allowed,
})
const asking = { method: 'GET', headers: {} }

test.each([
  '127.0.0.1',
  '0.0.0.0',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '192.0.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'fec0::1',
  'ff02::1',
  'nowhere',
])('%s is not public', (address) => {
  expect(isPublic(address)).toBe(false)
})

test.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
  expect(isPublic(address)).toBe(true)
})

test('an allowed network opens its own addresses and no others, however they are written', () => {
  const { allowed } = from({}, ['10.2.0.0/16', '127.0.0.1'])
  expect(['10.2.3.4', '127.0.0.1', '::ffff:10.2.3.4'].every((one) => mayAsk({ allowed }, one))).toBe(true)
  expect(['10.3.0.1', '127.0.0.2', '::1'].some((one) => mayAsk({ allowed }, one))).toBe(false)
  expect(['10.0.0.0/8', 'fd00::/8', '::1'].every(isNetwork)).toBe(true)
  expect(['intranet.example', '10.0.0.0/99', '*'].some(isNetwork)).toBe(false)
})

test('a name is asked only when every address it has is public or allowed', async () => {
  const inner = await listening((_, response) => response.end('{}'))
  const names = { 'in.example': ['127.0.0.1'], 'both.example': ['8.8.8.8', '127.0.0.1'] }
  for (const host of [
    'in.example',
    'both.example',
    'none.example',
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0x7f.1',
  ]) {
    await expect(publicFetch(from(names))(`http://${host}:${inner.port}/`, asking), host).rejects.toThrow(
      'fetch failed',
    )
  }
  expect(inner.hits()).toBe(0)
  const allowed = publicFetch(from(names, ['127.0.0.1']))
  const answer = await allowed(`http://in.example:${inner.port}/`, asking)
  expect([answer.status, await answer.json()]).toEqual([200, {}])
  expect(inner.hits()).toBe(1)
})

test('a redirect is answered as it stands and never followed', async () => {
  const inner = await listening((_, response) => response.end('inner'))
  const outer = await listening((_, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${inner.port}/` }).end(),
  )
  const answer = await publicFetch(from({ 'out.example': ['127.0.0.1'] }, ['127.0.0.1']))(
    `http://out.example:${outer.port}/`,
    asking,
  )
  expect([answer.status, inner.hits()]).toEqual([302, 0])
})

test('what is sent arrives, an answer without end is cut off, and patience is the caller’s', async () => {
  const bodies: string[] = []
  const server = await listening((request, response) => {
    if (request.url === '/endless') {
      const more = () => {
        if (!response.destroyed && response.write('x'.repeat(65_536))) setImmediate(more)
        else response.once('drain', more)
      }
      more()
      return
    }
    if (request.url === '/silent') return
    request.on('data', (part: Buffer) => bodies.push(part.toString()))
    request.on('end', () => response.end('done'))
  })
  const ask = publicFetch(from({}, ['127.0.0.1']))
  const at = (path: string) => `http://127.0.0.1:${server.port}${path}`
  const body = new URLSearchParams({ code: 'a b' })
  expect(await (await ask(at('/'), { method: 'POST', headers: {}, body })).text()).toBe('done')
  expect(bodies).toEqual(['code=a+b'])
  await expect(ask(at('/endless'), asking)).rejects.toThrow('fetch failed')
  const stop = new AbortController()
  const silent = ask(at('/silent'), { ...asking, signal: stop.signal })
  stop.abort(new Error('enough'))
  await expect(silent).rejects.toThrow('enough')
})

test.each([
  ['a status that no answer may have', '999 Odd\r\nContent-Length: 2\r\n\r\nok'],
  ['one below all others', '099 Odd\r\nContent-Length: 2\r\n\r\nok'],
  ['another protocol', '101 Switching\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'],
  ['another protocol without its name', '101 Switching\r\nContent-Length: 2\r\n\r\nok'],
  ['a body cut short', '200 OK\r\nContent-Length: 100\r\n\r\nok'],
  ['no HTTP', 'x\r\n\r\n'],
])('%s is a failed connection, and ends nothing else', async (_, text) => {
  const server = createSocketServer((socket) =>
    socket.on('error', () => {}).once('data', () => socket.end(`HTTP/1.1 ${text}`)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const asked = publicFetch(from({}, ['127.0.0.1']))(`http://127.0.0.1:${port}/`, {
    ...asking,
    signal: AbortSignal.timeout(3000),
  })
  await expect(asked.finally(() => server.close())).rejects.toThrow('fetch failed')
})
