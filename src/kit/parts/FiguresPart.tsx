// Large figures, a chart with its table, the root line, and a printed sheet.
import { BarChart, DateText, Stat } from '../Figures.tsx'
import { PrintSheet } from '../print/PrintSheet.tsx'
import { Card, Columns, FactRow, Facts, Stack } from '../Layout.tsx'
import { useFormats } from '../messages.tsx'
import { RootLine, type RootNode } from '../drawings/RootLine.tsx'
import { useSamples } from './samples.ts'

export function FiguresPart() {
  const s = useSamples()
  const { number } = useFormats()
  const nodes: RootNode[] = [
    { key: '1', date: '2025-12-04', title: s.arrived, detail: s.arrived_detail, icon: 'leaf' },
    {
      key: '2',
      date: '2025-12-09',
      title: s.sent_to,
      branch: {
        label: s.branch,
        returns: true,
        nodes: [
          { key: 'a', date: '2025-12-10', title: s.taken },
          { key: 'b', date: '2025-12-18', title: s.served },
        ],
      },
    },
    { key: '3', date: '2026-03-04', title: s.missing, state: 'now' },
    { key: '4', date: '2026-03-16', title: s.kept, state: 'later' },
  ]
  return (
    <Stack>
      <Columns of={4}>
        <Stat figure={number(23)} label={s.welcomed} detail={s.today} />
        <Stat figure={number(118)} label={s.open_referrals} href="/administration/parts" />
        <Stat figure={number(7)} label={s.to_answer} href="/administration/parts" now />
        <Stat figure={number(4)} label={s.past} href="/administration/parts" late />
      </Columns>
      <Columns>
        <Card>
          <BarChart
            title={s.needs_by}
            unit={s.people}
            bars={[
              { key: 'papers', label: s.papers, value: 142 },
              { key: 'work', label: s.work, value: 96 },
              { key: 'food', label: s.food, value: 17 },
            ]}
          />
        </Card>
        <Card title={s.story} icon="leaf">
          <RootLine label={s.story} nodes={nodes} />
        </Card>
      </Columns>
      <PrintSheet issuer={s.branch} date={<DateText date="2026-03-04" />} foot={s.notice}>
        <h2>{s.legal}</h2>
        <Facts>
          <FactRow label={s.name}>{s.person}</FactRow>
          <FactRow label={s.needs}>{s.plot}</FactRow>
        </Facts>
      </PrintSheet>
    </Stack>
  )
}
