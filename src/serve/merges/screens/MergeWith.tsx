// Two records side by side before they are merged: what each says, and which of the two will be read.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { Table } from '../../../kit/Table.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { grouped } from '../../../kit/Telephone.tsx'
import { getPerson, spokenName, type Person } from '../../record/operations.ts'
import { mergePeople } from '../operations.ts'

type Pair = { person: string; other: string; onClose: () => void }

export function MergeWith({ person, other, onClose }: Pair) {
  const [one, second] = [useAsk(getPerson, { id: person }), useAsk(getPerson, { id: other })]
  return (
    <Answer of={one}>
      {(kept) => (
        <Answer of={second}>{(merged) => <Both kept={kept} merged={merged} onClose={onClose} />}</Answer>
      )}
    </Answer>
  )
}

function Both({ kept, merged, onClose }: { kept: Person; merged: Person; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const [id] = useState(newId)
  const name = (one: Person) => spokenName(one) ?? t('person.no_name')
  const form = useOperationForm(mergePeople, {
    input: (given) => ({ ...given, id, person: kept.id, other: merged.id }),
    done: () => {
      say(t('merge.done'))
      onClose()
    },
  })
  return (
    <>
      <Notice title={t('merge.before')}>{t('merge.before_help')}</Notice>
      <Compared kept={kept} merged={merged} names={[name(kept), name(merged)]} />
      <OperationForm of={form} label={t('merge.another')}>
        <form.Text
          name="because"
          label={t('merge.because')}
          help={t('merge.because_help')}
          missing={t('merge.because_missing')}
        />
        <Actions>
          <Button type="submit" busy={form.busy}>
            {t('merge.same')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('merge.choose_other')}
          </Button>
        </Actions>
      </OperationForm>
    </>
  )
}

type Field = { key: string; title: string; of: (person: Person) => string }

function useFields(): Field[] {
  const t = useMessages()
  const words = usePack()
  const { date, list } = useFormats()
  const born = ({ born: known }: Person) => {
    if (known === null) return ''
    if ('date' in known) return date(known.date)
    return 'year' in known ? String(known.year) : t('merge.age', { age: known.age })
  }
  const term = (taxonomy: 'sexes' | 'places' | 'statuses', code: string | null) =>
    code === null ? '' : (words?.term(taxonomy, code) ?? code)
  const standing = <One extends { retired: string | boolean | null }>(all: readonly One[]) =>
    all.filter(({ retired }) => retired === null || retired === false)
  return [
    { key: 'called', title: t('person.field.called'), of: ({ called }) => called ?? '' },
    { key: 'given', title: t('person.field.givenNames'), of: ({ givenNames }) => givenNames ?? '' },
    { key: 'first', title: t('person.field.firstSurname'), of: ({ firstSurname }) => firstSurname ?? '' },
    { key: 'second', title: t('person.field.secondSurname'), of: ({ secondSurname }) => secondSurname ?? '' },
    { key: 'born', title: t('person.field.born'), of: born },
    { key: 'sex', title: t('person.field.sex'), of: ({ sex }) => term('sexes', sex) },
    { key: 'place', title: t('person.field.place'), of: ({ place }) => term('places', place) },
    {
      key: 'documents',
      title: t('identifier.title'),
      of: ({ identifiers }) => list(standing(identifiers).map(({ number }) => number)),
    },
    {
      key: 'contacts',
      title: t('merge.contacts'),
      of: ({ contacts }) => list(standing(contacts).map(({ value }) => grouped(value))),
    },
  ]
}

/** Of these both are read. */
const LISTS = ['documents', 'contacts']

function Compared({
  kept,
  merged,
  names,
}: {
  kept: Person
  merged: Person
  names: readonly [string, string]
}) {
  const t = useMessages()
  const rows = useFields()
    .map((field) => ({ ...field, one: field.of(kept), other: field.of(merged) }))
    .filter(({ one, other }) => one !== '' || other !== '')
  const stays = ({ key, one, other }: (typeof rows)[number]) => {
    if (one === other) return t('merge.stays.same')
    if (LISTS.includes(key) && one !== '' && other !== '') return t('merge.stays.both')
    return one === '' ? t('merge.stays.other') : t('merge.stays.kept')
  }
  return (
    <Table
      caption={t('merge.compared')}
      columns={[
        { key: 'field', title: t('merge.field'), names: true, cell: ({ title }) => title },
        { key: 'one', title: t('merge.kept', { name: names[0] }), cell: ({ one }) => <bdi>{one}</bdi> },
        {
          key: 'other',
          title: t('merge.merged', { name: names[1] }),
          cell: ({ other }) => <bdi>{other}</bdi>,
        },
        { key: 'stays', title: t('merge.stays'), cell: stays },
      ]}
      rows={rows}
      rowKey={({ key }) => key}
    />
  )
}
