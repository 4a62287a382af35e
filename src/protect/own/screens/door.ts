// How the person's own page asks and acts: at its own door, with a cookie that no script sees; nothing is kept on the device.
import { newId } from '../../../kit/data.tsx'
import { knockAt } from '../../../kit/door.ts'
import type { UiLocale } from '../../../kit/messages.tsx'
import type { OwnView } from '../contract.ts'

const at = <Output>(name: string, body: object) => knockAt<Output>(`/api/own/${name}`, body)

export const enter = (code: string) => at<{ until: string }>('enter', { code })
export const look = (locale: UiLocale) => at<OwnView>('look', { locale })
export const withdraw = (id: string) => at<object>('withdraw', { id })
export const askCorrection = (asked: { about: string; wrong: string; proposed: string }) =>
  at<object>('ask_correction', { id: newId(), ...asked })
export const askErasure = (words: string) =>
  at<object>('ask_erasure', { id: newId(), ...(words && { words }) })
export const finish = () => at<object>('finish', {})

/** Plain links: the browser saves the file, and sends the cookie by itself. */
export const fileAt = (form: 'json' | 'page', locale: UiLocale) =>
  `/api/own/download/${form}?locale=${locale}`

/** A code that came with the address (from the square code); taken out of it, so that no history keeps it. */
export function codeInAddress(): string {
  const code = location.hash.slice(1)
  if (code !== '') history.replaceState(null, '', location.pathname)
  return /^\d{16}$/u.test(code) ? code : ''
}
