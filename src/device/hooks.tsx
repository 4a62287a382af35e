// React hooks for the device: read from its store, and read again after each change.
import { createContext, use, useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import type { Device } from './device.ts'

const Context = createContext<Device | undefined>(undefined)
const KeeperContext = createContext<Keeper | undefined>(undefined)

/** Starts and stops storing people on this device; `src/entry` provides it. */
export type Keeper = {
  /**
   * Stores people here from now on, locked with this PIN.
   * @throws Problem, or an error when there is no network
   */
  keep(pin: string): Promise<void>
  /** Returns false when `before` is not the current PIN. @throws when there is no network */
  changePin(before: string, pin: string): Promise<boolean>
  lock(): void
  /** Erases everything stored here, sent or not. */
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

/** Undefined where the browser has no storage for it. */
export function useKeeper(): Keeper | undefined {
  return use(KeeperContext)
}

/** Undefined while no people are stored here. */
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
