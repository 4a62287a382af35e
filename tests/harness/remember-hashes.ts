// Password hashes cost in tests what they cost in production, and thousands are of the same password with the same salt:
// the staff of a file share one. Each is computed once in a process; the result is the same.
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

type Options = { N?: number; r?: number; p?: number; maxmem?: number }
type Done = (error: Error | null, key: Buffer) => void
type Scrypt = (password: string, salt: string, length: number, options: Options, done?: Done) => void

const REMEMBERED = Symbol.for('arraigo.hashes')

if (!(REMEMBERED in globalThis)) {
  Object.assign(globalThis, { [REMEMBERED]: true })
  const compute = crypto.scrypt as unknown as Scrypt
  const known = new Map<string, Buffer>()
  const remembering: Scrypt = (password, salt, length, options, done) => {
    // Without a cost it is no password: a test that keeps a thread busy.
    if (!done) return compute(password, salt, length, options)
    const { N, r, p } = options
    const key = JSON.stringify([password, salt, length, N, r, p])
    const found = known.get(key)
    // Copies, because who receives one may write into it.
    if (found) return void setImmediate(done, null, Buffer.from(found))
    compute(password, salt, length, options, (error, derived) => {
      if (!error) known.set(key, Buffer.from(derived))
      done(error, derived)
    })
  }
  Object.assign(crypto, { scrypt: remembering })
  syncBuiltinESMExports()
}
