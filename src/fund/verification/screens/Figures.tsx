// What the verifier decided in a year, by month, outcome, organisation and place.
import { say } from '../../../kernel/packs/pack.ts'
import { Chart } from '../../../kit/chart/Chart.tsx'
import { FiguresOfYear, useYear } from '../../../kit/chart/FiguresOfYear.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { BarChart, Stat } from '../../../kit/Figures.tsx'
import { Card, Columns, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Table, type Column } from '../../../kit/Table.tsx'
import { verificationFigures, type VerificationFigures } from '../operations.ts'

const DECIDED = ['accepted', 'rejected', 'returned'] as const
type Counted = Record<(typeof DECIDED)[number], number>

export default function Figures() {
  const t = useMessages()
  const [year, choose] = useYear()
  return (
    <FiguresOfYear
      title={t('verification.figures')}
      lead={t('verification.figures_lead')}
      of={useAsk(verificationFigures, year, { refreshOn: ['verification'], keep: true })}
      choose={choose}
      yearLabel={t('verification.year')}
      none={({ byMonth, year: of }) =>
        byMonth.length === 0 ? t('verification.figures_none', { year: String(of) }) : undefined
      }
      exportLabel={t('verification.export')}
      table={({ byMonth }) => [
        ['month', ...DECIDED],
        ...byMonth.map((row) => [row.month, ...DECIDED.map((key) => row[key])]),
      ]}
    >
      {(figures) => <Shown figures={figures} />}
    </FiguresOfYear>
  )
}

function Shown({ figures }: { figures: VerificationFigures }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { month: monthName, number, shortMonth } = useFormats()
  const words = usePack()
  const series = DECIDED.map((key) => ({ key, label: t(`verification.counted.${key}`) }))
  const counts = <Row extends Counted>(): Column<Row>[] =>
    series.map(({ key, label }) => ({ key, title: label, figure: true, cell: (row) => number(row[key]) }))
  const monthOf = (month: string) => monthName(`${month}-01`)
  return (
    <Stack>
      <Columns of={3}>
        {series.map(({ key, label }) => (
          <Stat key={key} figure={number(figures[key])} label={label} detail={String(figures.year)} />
        ))}
      </Columns>
      <Card title={t('verification.chart')} icon="chart">
        <Chart
          title={t('verification.chart')}
          bars={figures.byMonth.map(({ month }) => ({
            key: month,
            label: shortMonth(`${month}-01`),
          }))}
          series={series}
          points={figures.byMonth.flatMap((row) =>
            DECIDED.map((key) => ({ at: row.month, series: key, value: row[key] })),
          )}
        >
          <Table
            caption={t('verification.by_month')}
            rows={figures.byMonth}
            rowKey={({ month }) => month}
            columns={[
              {
                key: 'month',
                title: t('verification.month'),
                names: true,
                cell: ({ month }) => monthOf(month),
              },
              ...counts<VerificationFigures['byMonth'][number]>(),
            ]}
          />
        </Chart>
      </Card>
      <Card>
        <Table
          captionSeen
          caption={t('verification.by_outcome')}
          rows={figures.byOutcome}
          rowKey={({ outcome }) => outcome.code}
          columns={[
            {
              key: 'outcome',
              title: t('verification.claimed'),
              names: true,
              cell: ({ outcome }) => say(outcome.label, locale),
            },
            ...counts<VerificationFigures['byOutcome'][number]>(),
          ]}
        />
      </Card>
      <Card>
        <Table
          captionSeen
          caption={t('verification.by_provider')}
          rows={figures.byProvider}
          rowKey={({ provider }) => provider}
          columns={[
            {
              key: 'provider',
              title: t('verification.provider'),
              names: true,
              cell: ({ provider }) => <bdi>{provider}</bdi>,
            },
            ...counts<VerificationFigures['byProvider'][number]>(),
          ]}
        />
      </Card>
      {figures.byPlace.length > 0 && (
        <Card>
          <BarChart
            title={t('verification.by_place')}
            unit={t('verification.counted.accepted')}
            bars={figures.byPlace.map(({ place, accepted }) => ({
              key: place,
              label: place === '' ? t('verification.place_unknown') : (words?.term('places', place) ?? place),
              value: accepted,
            }))}
          />
          <p className="soft">{t('verification.by_place_help')}</p>
        </Card>
      )}
    </Stack>
  )
}
