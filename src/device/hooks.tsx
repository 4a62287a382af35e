// The device in a screen: what is kept here, read again whenever something here changes.
import { createContext, use, useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import type { Device } from './device.ts'

const Context = createContext<Device | undefined>(undefined)
const KeeperContext = createContext<Keeper | undefined>(undefined)

/** Begins and ends the keeping of people on this device; `entry` hands it in. */
export type Keeper = {
  /** Keeps people here from now on, under this PIN. @throws Problem, or when the network is away */
  keep(pin: string): Promise<void>
  /** False when the PIN it had is another. @throws when the network is away */
  changePin(before: string, pin: string): Promise<boolean>
  lock(): void
  /** Erases what is kept here, sent or not. */
  forget(): Promise<void>
}

export function DeviceProvider({
  device,
  keeper,
  children,
}: {
  device: Device | undefined
  keeper: Keeper | undefined
  children: ReactNode
}) {
  return (
    <Context value={device}>
      <KeeperContext value={keeper}>{children}</KeeperContext>
    </Context>
  )
}

/** Undefined where the browser lets nothing be kept. */
export function useKeeper(): Keeper | undefined {
  return use(KeeperContext)
}

/** Undefined where nobody is kept. */
export function useDevice(): Device | undefined {
  return use(Context)
}

/** `const status = useKept((device) => device.status())`; undefined until it is read. */
export function useKept<T>(read: (device: Device) => Promise<T>): T | undefined {
  const device = use(Context)
  const [kept, setKept] = useState<T>()
  const look = useEffectEvent((from: Device) => void read(from).then(setKept, () => {}))
  useEffect(() => {
    if (!device) return
    look(device)
    return device.subscribe(() => look(device))
  }, [device])
  return kept
}
