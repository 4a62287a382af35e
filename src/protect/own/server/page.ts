// The own view to take home: a file for programs, and one self-contained page to read and to print.
import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import type { MessageKey } from '../../../kernel/messages.ts'
import { messagesIn, type Translate, type MessageLocale } from '../../../platform/messages.ts'
import type { OwnView, Look } from '../operations.ts'
import { dayIn, instantIn } from './wording.ts'

type Made = { made: string; locale: MessageLocale }
type File = { name: string; type: string; text: string }

/** Increased when the form changes; `docs/own-view.md` documents it. */
const FORM = 'arraigo.own/1'

/**
 * The matters that no file made with a code contains; the same list for everybody, so that it reveals
 * nothing.
 */
const NEVER_BY_CODE = [
  'violence',
  'trafficking',
  'unaccompanied_child',
  'health',
  'asylum',
  'free_words',
] as const

export function fileOf(
  { view: _v, until: _u, secondsLeft: _s, timeZone: _z, ...view }: OwnView,
  { made, locale }: Made,
): File {
  const file = { form: FORM, made, language: locale, notShownByCode: NEVER_BY_CODE, ...view }
  return {
    name: `arraigo-${made.slice(0, 10)}.json`,
    type: 'application/json; charset=utf-8',
    text: `${JSON.stringify(file, null, 2)}\n`,
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Escapes text for HTML. */
const safe = (text: string): string => text.replaceAll(/[&<>"']/gu, (sign) => SIGNS[sign] ?? sign)

const STYLE = `
  body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem; color: #1f2421; }
  h1 { font-size: 1.7rem; line-height: 1.2; } h2 { font-size: 1.3rem; margin-top: 2.2rem; }
  h3 { font-size: 1.05rem; margin: 1.2rem 0 .2rem; } dl { margin: 0 0 .8rem; padding: .6rem 0; border-top: 1px solid #bbb; }
  dt { color: #55605a; font-size: .95rem; } dd { margin: 0 0 .4rem; } ul { padding-inline-start: 1.2rem; }
  @media print { body { font-size: 11pt; max-width: none; padding: 0; } dl, li { break-inside: avoid; } }`

/** No script runs and nothing is fetched, wherever the page is opened. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

export async function pageOf(
  view: OwnView,
  { made, locale, actor }: Made & { actor: Pick<Actor, 'timeZone'> },
): Promise<File> {
  const words = await messagesIn(locale)
  const t = (key: MessageKey, values?: Parameters<Translate>[1]) => safe(words(key, values) ?? key)
  const day = (on: string) => safe(dayIn({ locale }, on))
  const at = (instant: string) => safe(instantIn({ locale, timeZone: actor.timeZone }, instant))
  const several = new Intl.ListFormat(locale, { type: 'conjunction' })
  const pair = (label: string, value: string) => `<dt>${label}</dt><dd>${value}</dd>`
  const list = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
  const part = (title: string, body: string) => `<section><h2>${title}</h2>${body}</section>`

  const sight = (one: Look) =>
    [
      one.self ? t('own.you') : safe(one.who ?? words('own.the_house') ?? ''),
      safe(one.organisation ?? ''),
      safe(one.what),
      safe(several.format(one.parts)),
      one.recipient === null ? '' : t('own.handed_to', { name: one.recipient }),
      one.consented ? t('own.with_consent') : '',
      one.times > 1 ? t('own.times', { count: one.times }) : '',
    ]
      .filter(Boolean)
      .join(' · ')

  const seen = view.seen
    .map(({ day: on, sights }) => `<h3>${day(on)}</h3>${list(sights.map(sight))}`)
    .join('')
  const held = view.sections.map((section) =>
    part(
      safe(section.title),
      section.entries
        .map(({ lines }) => {
          const said = lines.map(({ label, values }) => pair(safe(label), values.map(safe).join('<br>')))
          return `<dl>${said.join('')}</dl>`
        })
        .join(''),
    ),
  )
  const consents = view.consents.map(
    (one) =>
      `${safe(one.purpose)} · ${safe(one.recipient)} · ${safe(
        several.format(one.parts.filter((part) => !one.refusedSince?.includes(part))),
      )} · ${t(`consent.standing.${one.standing}`)}${
        one.until ? ` · ${t('own.until', { day: dayIn({ locale }, one.until) })}` : ''
      }${one.refusedSince ? ` · ${t('consent.refused_since', { parts: several.format(one.refusedSince) })}` : ''}`,
  )
  const corrections = view.corrections.map(
    (one) =>
      `<dl>${pair(t('own.correction.about'), safe(one.about))}${pair(t('own.correction.wrong'), safe(one.wrong))}${pair(
        t('own.correction.proposed'),
        safe(one.proposed),
      )}${pair(t('own.label.standing'), t(`correction.state.${one.state}`))}${
        one.answer === null ? '' : pair(t('own.label.answer'), safe(one.answer))
      }</dl>`,
  )
  const title = t('own.title')
  const text = `<!doctype html>
<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="referrer" content="no-referrer"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1>
<p>${safe(view.organisation)} · ${at(made)}</p>
<p>${t('own.not_here')}</p>
${held.join('\n')}
${part(t('own.consents'), consents.length > 0 ? list(consents) : `<p>${t('own.no_consents')}</p>`)}
${corrections.length > 0 ? part(t('own.corrections'), corrections.join('')) : ''}
${part(t('own.seen'), seen || `<p>${t('own.nobody_looked')}</p>`)}
</body></html>
`
  return { name: `arraigo-${made.slice(0, 10)}.html`, type: 'text/html; charset=utf-8', text }
}
