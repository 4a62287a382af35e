// Undoes a merge: says why, and which record each thing belongs to that was recorded meanwhile.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { ChoiceGroup } from '../../../kit/fields/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { unmergePeople, type LaterItem, type Merge } from '../operations.ts'

const TAXONOMIES = {
  need: 'needs',
  service: 'serviceKinds',
  milestone: 'milestones',
  household: 'householdRoles',
} as const

export function Undo({
  merge,
  names,
  onDone,
}: {
  merge: Merge
  names: Readonly<Record<'one' | 'other', string>>
  onDone: () => void
}) {
  const t = useMessages()
  const say = useToast()
  const title = useTitle()
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  // Two of the same name are told apart by their number.
  const same = names.one === names.other
  const options = [
    { value: merge.person.id, label: same ? `${names.one} (1)` : names.one },
    { value: merge.other.id, label: same ? `${names.other} (2)` : names.other },
  ]
  const form = useOperationForm(unmergePeople, {
    input: (given) => ({
      ...given,
      merge: merge.id,
      assign: Object.entries(chosen).map(([item, to]) => ({ item, to })),
    }),
    done: () => {
      say(t('merge.undo_done'))
      onDone()
    },
  })
  return (
    <OperationForm of={form} label={t('merge.undo')}>
      <p>{merge.later.length > 0 ? t('merge.later') : t('merge.later_none')}</p>
      {merge.later.map((item) => (
        <ChoiceGroup
          key={item.item}
          label={title(item)}
          value={chosen[item.item] ?? item.on}
          onChange={(to) => setChosen({ ...chosen, [item.item]: to })}
          options={options}
          inline
        />
      ))}
      <form.Text
        name="because"
        label={t('merge.undo_because')}
        help={t('merge.because_help')}
        missing={t('merge.because_missing')}
      />
      <Actions>
        <Button type="submit" busy={form.busy}>
          {t('merge.undo_now')}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('merge.leave')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

/** What it is, which of its kind, and when. */
function useTitle() {
  const lookup = useLookup()
  const words = usePack()
  const { date } = useFormats()
  return ({ kind, code, occurredOn, text }: LaterItem) => {
    const taxonomy = TAXONOMIES[kind.slice(0, kind.indexOf('.')) as keyof typeof TAXONOMIES] as
      | (typeof TAXONOMIES)[keyof typeof TAXONOMIES]
      | undefined
    const which = code !== null && taxonomy !== undefined ? words?.term(taxonomy, code) : undefined
    return [lookup(`fact.${kind}`, kind), which, text, date(occurredOn)].filter(Boolean).join(' · ')
  }
}
