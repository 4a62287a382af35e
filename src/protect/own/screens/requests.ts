// The requests of the person's own page: to its own route, with a cookie that no script sees; nothing is kept
// on the device.
import type { Href } from '../../../kernel/paths.ts'
import { request } from '../../../kit/request.ts'
import type { UiLocale } from '../../../kit/messages.tsx'
import type { OwnView } from '../operations.ts'

/**
 * The view this page belongs to, from its first answer on: after another code in another tab it sends nothing
 * more.
 */
let view: string | undefined

const at = <Output>(name: string, body: object) =>
  request<Output>(`/api/own/${name}${view === undefined ? '' : `?view=${view}`}`, { json: body })

export const enter = (code: string) => {
  view = undefined
  return at<{ until: string }>('enter', { code })
}
export async function look(locale: UiLocale): Promise<OwnView> {
  const seen = await at<OwnView>('look', { locale })
  view = seen.view
  return seen
}
export const withdraw = (id: string) => at<object>('withdraw', { id })
export const confirm = (id: string) => at<object>('confirm', { id })
export const askCorrection = (asked: { id: string; about: string; wrong: string; proposed: string }) =>
  at<object>('ask_correction', asked)
export const askErasure = (id: string, words: string) =>
  at<object>('ask_erasure', { id, ...(words && { words }) })
export const finish = () => at<object>('finish', {})

/** Plain links: the browser saves the file, and sends the cookie by itself. */
export const fileAt = (form: 'json' | 'page', locale: UiLocale): Href =>
  `/api/own/download/${form}?locale=${locale}${view === undefined ? '' : `&view=${view}`}`

/** A code in the address (from the QR code); removed from it, so that no history keeps it. */
export function codeInAddress(): string {
  const code = location.hash.slice(1)
  if (code !== '') history.replaceState(null, '', location.pathname)
  return /^\d{16}$/u.test(code) ? code : ''
}
