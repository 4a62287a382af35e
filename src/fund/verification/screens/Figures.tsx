// What the verifier decided in a year, by month, outcome, organisation and place.
import { say } from '../../../kernel/pack.ts'
import { Button } from '../../../kit/Button.tsx'
import { Chart } from '../../../kit/chart/Chart.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Select } from '../../../kit/Field.tsx'
import { BarChart, Stat } from '../../../kit/Figures.tsx'
import { Card, Columns, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { saveTable } from '../../../kit/save-table.ts'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { Table, type Column } from '../../../kit/Table.tsx'
import { verificationFigures, type VerificationFigures } from '../operations.ts'

const DECIDED = ['accepted', 'rejected', 'returned'] as const
type Counted = Record<(typeof DECIDED)[number], number>

export default function Figures() {
  const t = useMessages()
  const [chosen, choose] = useLinked('year', '')
  const year = /^2[01]\d\d$/u.test(chosen) ? Number(chosen) : undefined
  const asked = useAsk(
    verificationFigures,
    { ...(year !== undefined && { year }) },
    { refreshOn: ['verification'], keep: true },
  )
  return (
    <Page>
      <PageHeader
        title={t('verification.figures')}
        lead={t('verification.figures_lead')}
        actions={asked.data && <Export figures={asked.data} />}
      />
      <Answer of={asked} lines={10}>
        {(figures) => (
          <>
            {figures.years.length > 1 && (
              <div className="screen-only">
                <Select
                  label={t('verification.year')}
                  value={String(figures.year)}
                  onChange={choose}
                  options={figures.years.map((one) => ({ value: String(one), label: String(one) }))}
                />
              </div>
            )}
            {figures.byMonth.length === 0 ? (
              <EmptyState
                title={t('verification.figures_none', { year: String(figures.year) })}
                drawing="seed"
              />
            ) : (
              <Shown figures={figures} />
            )}
          </>
        )}
      </Answer>
    </Page>
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

function Export({ figures }: { figures: VerificationFigures }) {
  const t = useMessages()
  const save = () =>
    saveTable(
      [
        ['month', ...DECIDED],
        ...figures.byMonth.map((row) => [row.month, ...DECIDED.map((key) => row[key])]),
      ],
      `${t('verification.figures')} ${figures.year}.csv`,
    )
  return (
    <>
      <Button icon="print" onClick={() => print()}>
        {t('kit.print')}
      </Button>
      <Button icon="down" onClick={save}>
        {t('verification.export')}
      </Button>
    </>
  )
}
