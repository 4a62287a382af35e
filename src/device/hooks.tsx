// The device in a screen: what is kept here, read again whenever something here changes.
import { createContext, use, useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import type { Device } from './device.ts'

const Context = createContext<Device | undefined>(undefined)

export function DeviceProvider({ device, children }: { device: Device | undefined; children: ReactNode }) {
  return <Context value={device}>{children}</Context>
}

/** Undefined where the browser lets nothing be kept. */
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
