// Tests which addresses entered by users are requested, and that names, redirects and spellings cannot lead
// elsewhere.
import { createSocket, type Socket } from 'node:dgram'
import { scrypt } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSocketServer, type AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { isNetwork, isPublic, mayAsk, outbound, publicFetch, type Outbound } from './outbound.ts'

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

test('an allowed network allows its own addresses and no others, however they are written', () => {
  const { allowed } = from({}, ['10.2.0.0/16', '127.0.0.1'])
  expect(['10.2.3.4', '127.0.0.1', '::ffff:10.2.3.4'].every((one) => mayAsk({ allowed }, one))).toBe(true)
  expect(['10.3.0.1', '127.0.0.2', '::1'].some((one) => mayAsk({ allowed }, one))).toBe(false)
  expect(['10.0.0.0/8', 'fd00::/8', '::1'].every(isNetwork)).toBe(true)
  expect(['intranet.example', '10.0.0.0/99', '*'].some(isNetwork)).toBe(false)
})

test('a name is requested only when every address it has is public or allowed', async () => {
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

test('a redirect is returned and never followed', async () => {
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

test('a request arrives, an endless response is cut off, and the caller can abort', async () => {
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

/**
 * A name server that holds every query until the test makes it answer: with an address, or that there is no
 * such name.
 */
async function nameServer() {
  const socket: Socket = createSocket('udp4')
  const held: (() => void)[] = []
  let heard = () => {}
  const say = (question: Buffer, port: number, address?: string) => {
    const isFour = question.at(-3) === 1
    const known = address !== undefined && isFour
    const head = Buffer.from(question)
    head.writeUInt16BE(address === undefined ? 0x8183 : 0x8180, 2)
    head.writeUInt16BE(known ? 1 : 0, 6)
    head.writeUInt16BE(0, 10)
    const record = Buffer.from([
      0xc0,
      12,
      0,
      1,
      0,
      1,
      0,
      0,
      0,
      1,
      0,
      4,
      ...(address ?? '').split('.').map(Number),
    ])
    socket.send(known ? Buffer.concat([head, record]) : head, port)
  }
  let answer: string | undefined
  socket.on('message', (message, { port }) => {
    // Without the part after the question (EDNS).
    let end = 12
    while (message[end] !== 0) end += (message[end] ?? 0) + 1
    const question = message.subarray(0, end + 5)
    held.push(() => say(question, port, answer))
    heard()
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    at: `127.0.0.1:${socket.address().port}`,
    close: () => socket.close(),
    /** Resolves when this many queries wait. */
    waiting: (count: number) =>
      new Promise<void>((resolve) => {
        heard = () => held.length >= count && resolve()
        heard()
      }),
    answerAll(address?: string) {
      answer = address
      for (const one of held.splice(0)) one()
    },
  }
}

test('a password is hashed while sixteen names wait for a server that does not answer', async () => {
  const server = await nameServer()
  const from = outbound([], { servers: [server.at], hosts: '/nowhere' })
  let ended = 0
  const asked = Array.from({ length: 16 }, (_, place) =>
    from.addresses(`name${place}.example`).finally(() => ended++),
  )
  await server.waiting(32)
  await promisify(scrypt)('three green watering cans', 'salt', 64)
  expect(ended).toBe(0)
  server.answerAll('192.0.2.1')
  expect(await Promise.all(asked)).toEqual(
    Array.from({ length: 16 }, () => [{ address: '192.0.2.1', family: 4 }]),
  )
  server.close()
})

test('the machine’s own list of hosts comes first, and of names that only the system knows one is looked up at a time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-hosts-'))
  const hosts = join(folder, 'hosts')
  await writeFile(hosts, '# ours\n127.0.0.1 localhost Login.example # and more\n::1\tlocalhost\n')
  const server = await nameServer()
  const asking: string[] = []
  let most = 0
  let running = 0
  const from = outbound([], {
    servers: [server.at],
    hosts,
    async system(name) {
      asking.push(name)
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      return [{ address: '10.0.0.1', family: 4 }]
    },
  })
  expect(await from.addresses('localhost')).toEqual([
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ])
  expect(await from.addresses('login.EXAMPLE')).toEqual([{ address: '127.0.0.1', family: 4 }])
  const asked = ['short', 'shorter', 'short'].map((name) => from.addresses(name))
  await server.waiting(6)
  server.answerAll()
  expect(await Promise.all(asked)).toEqual(asked.map(() => [{ address: '10.0.0.1', family: 4 }]))
  expect(asking.slice(0, 2).sort()).toEqual(['short', 'shorter'])
  expect(most).toBe(1)
  server.close()
  await rm(folder, { recursive: true })
})
