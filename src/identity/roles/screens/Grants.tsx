// The grants of a role, in words: one row for each verb.
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import { EmptyState } from '../../../kit/State.tsx'
import { Table } from '../../../kit/Table.tsx'
import { VERBS, type Grant } from '../../../kernel/roles.ts'

const keyOf = ({ verb, purpose }: Grant) => `${verb} ${purpose}`
const ORDER = [...VERBS.keys()]
const inOrder = (grants: readonly Grant[]) =>
  grants.toSorted((a, b) => ORDER.indexOf(a.verb) - ORDER.indexOf(b.verb))

/** Grants to read: verb, whose records, class, purpose. */
export function GrantTable({ grants }: { grants: readonly Grant[] }) {
  const t = useMessages()
  const lookup = useLookup()
  if (grants.length === 0) return <EmptyState title={t('role.no_grants')} drawing="entrance" />
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
