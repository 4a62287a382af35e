// A port for a server that a test starts. One that the system assigns and gets back could be assigned to
// another connection before the server opens it.
import { createServer } from 'node:net'

/**
 * Below the ports that systems assign to outgoing connections (RFC 6335, 6), and a different range for each
 * process.
 */
const FIRST = 16_384
const MANY = 16_384
let taken = 0

export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + ((process.pid * 16 + taken++) % MANY)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
