// Rows in every state, a table to be read, a table to choose from, and pairs of a name and a value.
import { useState } from 'react'
import { DataTable } from '../controls/DataTable.tsx'
import { DateText, Money } from '../Figures.tsx'
import { Card, Columns, Disclosure, FactRow, Facts, List, ListRow, Stack } from '../Layout.tsx'
import { useFormats } from '../messages.tsx'
import { StatusPill } from '../State.tsx'
import { Table } from '../Table.tsx'
import { TONES, useSamples } from './samples.ts'

const ROWS = [
  { id: 'R-0192', who: 'person', on: '2026-02-11', amount: 1850000, tone: 'good' },
  { id: 'R-0193', who: 'other_person', on: '2026-02-12', amount: 920000, tone: 'now' },
  { id: 'R-0194', who: 'third_person', on: '2026-02-28', amount: 1850000, tone: 'late' },
] as const
type Row = (typeof ROWS)[number]

export function ListsPart() {
  const s = useSamples()
  const formats = useFormats()
  const [chosen, setChosen] = useState<string[]>(['R-0193'])
  const columns = [
    {
      key: 'who',
      title: s.name,
      names: true,
      cell: (row: Row) => s[row.who],
      sortBy: (row: Row) => s[row.who],
    },
    {
      key: 'on',
      title: s.wanted_by,
      cell: (row: Row) => <DateText date={row.on} short />,
      sortBy: (row: Row) => row.on,
    },
    {
      key: 'tone',
      title: s.states,
      cell: (row: Row) => <StatusPill tone={row.tone}>{s[row.tone]}</StatusPill>,
    },
    {
      key: 'amount',
      title: s.pay,
      figure: true,
      cell: (row: Row) => <Money value={{ amount: String(row.amount), currency: 'COP' }} />,
      sortBy: (row: Row) => row.amount,
    },
  ]
  return (
    <Stack>
      <Columns>
        <List label={s.lists}>
          {TONES.map((tone) => (
            <ListRow
              key={tone}
              href="/administration/parts"
              icon="referral"
              title={s.legal}
              detail={tone === 'late' ? s.late_by : s.from}
              now={tone === 'now'}
              late={tone === 'late'}
              end={<StatusPill tone={tone}>{s[tone]}</StatusPill>}
            />
          ))}
        </List>
        <Card title={s.person} icon="person">
          <Facts>
            <FactRow label={s.born}>
              <DateText date="1991-07-09" />
            </FactRow>
            <FactRow label={s.status}>{s.permit}</FactRow>
            <FactRow label={s.phone} />
          </Facts>
          <Disclosure label={s.details}>
            <p>{s.notice}</p>
          </Disclosure>
        </Card>
      </Columns>
      <Table
        caption={s.lists}
        captionSeen
        columns={columns}
        rows={ROWS}
        rowKey={(row) => row.id}
        foot={{ who: s.total, amount: <Money value={{ amount: '4620000', currency: 'COP' }} /> }}
      />
      <DataTable
        caption={s.chosen}
        columns={columns}
        rows={ROWS}
        rowKey={(row) => row.id}
        rowName={(row) => s[row.who]}
        chosen={chosen}
        onChoose={setChosen}
        sort={{ column: 'who', down: false }}
      />
      <p className="soft">
        {s.chosen}: {formats.number(chosen.length)}
      </p>
    </Stack>
  )
}
