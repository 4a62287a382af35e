// Who interpreted while something was read or told, in any form that writes it down: somebody of the list, a relative or
// somebody else. What is sensitive is better not interpreted by a relative, nor by whoever has signed nothing.
import { useState } from 'react'
import { Select, TextField } from '../../../kit/fields/Field.tsx'
import { useWritten } from '../../../kit/form/fields.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Notice } from '../../../kit/State.tsx'
import { dateIn } from '../../../kernel/time.ts'
import { interpretersFor, type InterpretedKind } from '../operations.ts'
import { matching, promiseOf } from '../rules/availability.ts'
import { useNow } from './now.ts'

/** The form has the fields `interpretedBy` where this stands. */
export default function InterpreterAsked({
  person,
  sensitive = false,
}: {
  person: string
  sensitive?: boolean
}) {
  const t = useMessages()
  const { timeZone } = useActor()
  const now = useNow()
  const today = dateIn(now, timeZone)
  const asked = useAsk(interpretersFor, { person })
  const [name = '', setName] = useWritten<string | undefined>('interpreter')
  const [kind, setKind] = useWritten<InterpretedKind | undefined>('interpreterKind')
  const [chosen, setChosen] = useState('')

  const { interpreters = [], languages = [] } = asked.data ?? {}
  const first = matching(interpreters, languages, { instant: now, timeZone, today })
  const listed = [...first, ...interpreters.filter(({ id }) => !first.some((one) => one.id === id))]
  // A draft holds the name and the capacity, not who of the list it was.
  const one =
    listed.find(({ id }) => id === chosen) ?? listed.find((each) => each.name === name && each.kind === kind)
  const isOutside = one === undefined && (kind === 'relative' || kind === 'other' || name !== '')
  const value = one?.id ?? (isOutside ? (kind === 'relative' ? 'relative' : 'other') : '')

  function choose(next: string) {
    const found = listed.find(({ id }) => id === next)
    setChosen(found?.id ?? '')
    setName(found?.name ?? '')
    setKind(found?.kind ?? (next === 'relative' || next === 'other' ? next : undefined))
  }

  const isUnsigned = one && promiseOf(one.confidentialUntil, today) !== 'signed'
  return (
    <>
      <Select
        label={t('interpreter.asked')}
        help={t('interpreter.asked_help')}
        optional
        clearable
        empty={t('interpreter.asked_nobody')}
        value={value}
        onChange={choose}
        options={[
          ...listed.map(({ id, name }) => ({
            value: id as string,
            label: name,
            group: t('interpreter.asked_list'),
          })),
          { value: 'relative', label: t('interpreter.relative'), group: t('interpreter.asked_others') },
          { value: 'other', label: t('interpreter.other'), group: t('interpreter.asked_others') },
        ]}
      />
      {isOutside && (
        <TextField
          label={t('interpreter.their_name')}
          optional
          value={name}
          onChange={setName}
          maxLength={120}
        />
      )}
      {value === 'relative' && (
        <Notice tone="sun" title={t('interpreter.relative_warning')}>
          {t('interpreter.relative_why')}
        </Notice>
      )}
      {sensitive && isUnsigned && <Notice tone="sun">{t('interpreter.unsigned_warning')}</Notice>}
    </>
  )
}
