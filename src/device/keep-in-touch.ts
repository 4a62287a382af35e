// Decides when the device contacts the server: at once after a command or when the network returns, else with
// growing pauses.
import type { Device, Connection } from './device.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000
/** Without live updates, an open screen still asks this often. */
const QUIET_MS = 2 * 60_000

/** Starts; `stop` ends it. `ring` asks for an exchange at once, for instance when a live update arrives. */
export function keepInTouch(device: Device): { ring(): void; stop(): void } {
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  let pendingBefore = 0

  const wait = (ms: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void round(), ms)
  }

  async function round(): Promise<void> {
    const connection: Connection = await device.flush().catch(() => 'later' as const)
    if (connection === 'later') {
      failures++
      // Half the pause is random, so that the devices of a centre that comes back online do not all ask at
      // the same time.
      const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
      wait(Math.max((device.pause() ?? 0) * 1000, pause / 2 + (Math.random() * pause) / 2))
    } else {
      failures = 0
      wait(connection === 'idle' ? QUIET_MS : LONGEST_MS)
    }
  }

  const ring = () => {
    failures = 0
    wait(0)
  }
  const onVisible = () => {
    if (document.visibilityState === 'visible') ring()
  }
  const leave = device.subscribe(() => {
    void device.status().then(({ pending }) => {
      if (pending > pendingBefore && failures === 0) wait(0)
      pendingBefore = pending
    })
  })
  addEventListener('online', ring)
  document.addEventListener('visibilitychange', onVisible)
  ring()
  return {
    ring,
    stop() {
      stopped = true
      clearTimeout(timer)
      leave()
      removeEventListener('online', ring)
      document.removeEventListener('visibilitychange', onVisible)
    },
  }
}
