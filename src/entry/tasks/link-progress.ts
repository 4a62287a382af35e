// How far a comparison of many records is, for whoever waits for it.
import type { TaskContext } from '../task.ts'

/** Says how far it is, a tenth at a time. */
export function byTenths(tell: TaskContext['tell']): (done: number, all: number) => void {
  let said = 0
  return (done, all) => {
    const tenths = Math.floor((10 * done) / Math.max(all, 1))
    if (tenths > said) tell(`${10 * tenths} %`)
    said = Math.max(said, tenths)
  }
}
