// The grants of a role, in words and as a form: one row for each verb, by how much it reveals of a person.
import { Select } from '../../../kit/Field.tsx'
import { Part } from '../../../kit/Form.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import { Table } from '../../../kit/Table.tsx'
import { INFORMATION_CLASSES } from '../../../kernel/information.ts'
import { VERBS, type Grant, type Scope } from '../../../kernel/roles.ts'
import { scopesFor } from '../rules.ts'

const keyOf = ({ verb, purpose }: Grant) => `${verb} ${purpose}`
const ORDER = [...VERBS.keys()]
const inOrder = (grants: readonly Grant[]) =>
  grants.toSorted((a, b) => ORDER.indexOf(a.verb) - ORDER.indexOf(b.verb))
const CLASSES = [...INFORMATION_CLASSES].reverse()

/** Grants to read: verb, whose records, class, purpose. */
export function GrantTable({ grants }: { grants: readonly Grant[] }) {
  const t = useMessages()
  const lookup = useLookup()
  return (
    <Table
      caption={t('role.grants')}
      columns={[
        {
          key: 'verb',
          title: t('role.may'),
          names: true,
          cell: ({ verb }: Grant) => lookup(`verb.${verb}`, verb),
        },
        { key: 'scope', title: t('role.scope'), cell: ({ scope }: Grant) => t(`scope.${scope}`) },
        {
          key: 'class',
          title: t('role.class'),
          cell: (grant: Grant) => t(`information.${grant.class}`),
        },
        {
          key: 'purpose',
          title: t('role.purpose'),
          cell: ({ purpose }: Grant) => t(`role.purpose.${purpose}`),
        },
      ]}
      rows={inOrder(grants)}
      rowKey={keyOf}
    />
  )
}

/** Grants to edit: each offered verb is not held, or held on these records. */
export function GrantFields({
  offered,
  value,
  onChange,
}: {
  offered: readonly Grant[]
  value: readonly Grant[]
  onChange: (grants: Grant[]) => void
}) {
  const t = useMessages()
  const lookup = useLookup()
  const held = new Map(value.map((grant) => [keyOf(grant), grant]))
  function set(most: Grant, scope: Scope | 'none') {
    const others = value.filter((grant) => keyOf(grant) !== keyOf(most))
    onChange(scope === 'none' ? others : [...others, { ...most, scope }])
  }
  return CLASSES.map((one) => {
    const lines = offered.filter((grant) => grant.class === one)
    if (lines.length === 0) return null
    return (
      <Part key={one} title={t(`information.${one}`)} help={t(`information.${one}.help`)}>
        {lines.map((most) => (
          <Select<Scope | 'none'>
            key={keyOf(most)}
            label={lookup(`verb.${most.verb}`, most.verb)}
            {...(most.purpose === 'oversight' && { help: t('role.purpose.oversight') })}
            value={held.get(keyOf(most))?.scope ?? 'none'}
            onChange={(scope) => set(most, scope)}
            options={[
              { value: 'none' as const, label: t('role.not_held') },
              ...scopesFor(most).map((scope) => ({ value: scope, label: t(`scope.${scope}`) })),
            ]}
          />
        ))}
      </Part>
    )
  })
}
