// A reverse proxy in a process of its own, which does what docs/deploy.md asks of one: passes everything on as it comes,
// headers and long answers included, and says 502 in HTML while nobody answers behind it.
import { createServer, request } from 'node:http'

const [port, upstream] = process.argv.slice(2).map(Number)
/** As long as `proxy_read_timeout`. */
const READ_TIMEOUT_MS = 3_600_000
const BAD_GATEWAY =
  '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n'

createServer((incoming, response) => {
  const { method, url: path, headers, socket } = incoming
  const passed = {
    ...headers,
    connection: 'close',
    'x-forwarded-for': socket.remoteAddress,
    'x-forwarded-proto': 'https',
  }
  const outgoing = request({ host: '127.0.0.1', port: upstream, method, path, headers: passed }, (answer) => {
    const { connection: _ofThatConnection, ...kept } = answer.headers
    response.writeHead(answer.statusCode ?? 502, kept)
    response.flushHeaders()
    answer.pipe(response)
    answer.on('error', () => response.destroy())
  })
  outgoing.setTimeout(READ_TIMEOUT_MS, () => outgoing.destroy())
  outgoing.on('error', () => {
    if (response.headersSent) response.destroy()
    else response.writeHead(502, { 'content-type': 'text/html' }).end(BAD_GATEWAY)
  })
  response.on('close', () => outgoing.destroy())
  incoming.pipe(outgoing)
}).listen(port, '127.0.0.1')
