// Asks whether an earlier attempt of a form was done after all, and says so: which fields hold something else now, and
// how to go on. Loaded only after an answer was lost.
import { useEffect, useRef } from 'react'
import { Problem } from '../../kernel/problem.ts'
import { Button } from '../controls/Button.tsx'
import { Actions } from '../Form.tsx'
import { useMessages } from '../messages.tsx'
import { send } from '../request.ts'
import { Notice } from '../State.tsx'
import type { Register } from './context.ts'
import type { Changed, Saved } from './form.ts'
import { valueAt } from './schema.ts'

export default function SavedBefore({
  saved: { fields, corrects },
  onGoOn,
}: {
  saved: Saved
  onGoOn: (isCorrecting: boolean) => void
}) {
  const t = useMessages()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1}>
      <Notice tone="sun" title={t('kit.form.saved_before')}>
        <p>{t(corrects ? 'kit.form.saved_before_corrects' : 'kit.form.saved_before_help')}</p>
        <ul>
          {fields.map(({ name, label, now }) => (
            <li key={name}>{t('kit.form.line', { label, text: now || t('kit.form.emptied') })}</li>
          ))}
        </ul>
        <Actions>
          {corrects && (
            <Button kind="primary" onClick={() => onGoOn(true)}>
              {t('kit.form.correct_saved')}
            </Button>
          )}
          <Button kind={corrects ? 'plain' : 'primary'} onClick={() => onGoOn(false)}>
            {t('kit.form.go_on_saved')}
          </Button>
        </Actions>
      </Notice>
    </div>
  )
}

/** The drawn fields whose values differ, in the order of the screen. */
export const changedSince = (register: Register, before: unknown, now: unknown): Changed[] =>
  register
    .all()
    .filter(({ name }) => {
      const [was, is] = [before, now].map((values) => JSON.stringify(valueAt(values, name.split('.')) ?? ''))
      return was !== is
    })
    .map(({ name, label, id }) => ({ name, label, now: shownIn(id) }))

/** What a control shows: its text, or the labels of what is chosen in it. */
function shownIn(id: string): string {
  const at = document.getElementById(id)
  const controls = at?.matches('input, select, textarea')
    ? [at]
    : [...(at?.querySelectorAll('input, select, textarea') ?? [])]
  return controls
    .flatMap((one) => {
      if (one instanceof HTMLSelectElement) return [...one.selectedOptions].map(({ text }) => text)
      if (one instanceof HTMLTextAreaElement) return [one.value]
      if (!(one instanceof HTMLInputElement)) return []
      if (one.type !== 'radio' && one.type !== 'checkbox') return [one.value]
      return one.checked ? [...(one.labels ?? [])].map(({ textContent }) => textContent.trim()) : []
    })
    .filter((text) => text !== '')
    .join(' · ')
}

/** Milliseconds for the answer to what became of a command. */
const LONGEST_MS = 90_000

/** Asks the server whether it did a command, without doing it. @throws Unreachable, Broken */
export async function askWasDone(command: string, text: string, key: string): Promise<boolean> {
  try {
    const { status } = await send(`/api/${command}`, {
      json: JSON.parse(text),
      headers: { 'idempotency-key': key, 'idempotency-replay': 'only' },
      signal: AbortSignal.timeout(LONGEST_MS),
    })
    return status !== 204
  } catch (error) {
    // It was refused, or will be.
    if (error instanceof Problem) return false
    throw error
  }
}
