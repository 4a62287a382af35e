// What was bought in a year, for whoever pays and whoever is paid: by month, contract, outcome and place.
import { addMonths } from '../../../kernel/time.ts'
import { say } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Chart } from '../../../kit/chart/Chart.tsx'
import { FiguresOfYear, useYear } from '../../../kit/chart/FiguresOfYear.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { BarChart, Money, Stat } from '../../../kit/Figures.tsx'
import { Card, Columns, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Table } from '../../../kit/Table.tsx'
import { statementFigures, type StatementFigures } from '../operations.ts'

/** Most series that a chart tells apart; the others are one. */
const SERIES = 3

export default function Figures() {
  const t = useMessages()
  const { locale } = useLocale()
  const [year, choose] = useYear()
  return (
    <FiguresOfYear
      title={t('statement.figures')}
      lead={t('statement.figures_lead')}
      of={useAsk(statementFigures, year, { refreshOn: ['statement', 'payment'], keep: true })}
      choose={choose}
      yearLabel={t('statement.year')}
      none={({ byContract, year: of }) =>
        byContract.length === 0 ? t('statement.figures_none', { year: String(of) }) : undefined
      }
      exportLabel={t('statement.export')}
      table={(figures) => [
        ['month', 'contract', 'outcomes', 'stated', 'currency'],
        ...figures.byMonth.map(({ month, contract, outcomes, stated }) => [
          month,
          contractNames(figures, locale).get(contract),
          outcomes,
          stated.amount,
          stated.currency,
        ]),
      ]}
    >
      {(figures) => <Shown figures={figures} />}
    </FiguresOfYear>
  )
}

/** The name of each contract where there are several: what is paid, and the other side. */
const contractNames = ({ byContract }: StatementFigures, locale: string) =>
  new Map(
    byContract.map(({ contract, title, provider }) => [contract, `${say(title, locale)} · ${provider.name}`]),
  )

function Shown({ figures }: { figures: StatementFigures }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { money, month: monthName, number, shortMonth } = useFormats()
  const words = usePack()
  const names = contractNames(figures, locale)
  const nameOf = (contract: string) => names.get(contract) ?? ''
  const largest = figures.byContract
    .toSorted((a, b) => b.outcomes - a.outcomes)
    .map(({ contract }) => contract)
  const own = largest.length > SERIES + 1 ? largest.slice(0, SERIES) : largest
  const series = [
    ...own.map((key) => ({ key, label: nameOf(key) })),
    ...(own.length < largest.length ? [{ key: 'others', label: t('statement.other_contracts') }] : []),
  ]
  const months = monthsOf(figures)
  const monthOf = (month: string) => monthName(`${month}-01`)
  const countOf = (month: string, key?: string) =>
    figures.byMonth
      .filter((row) => row.month === month)
      .filter(({ contract }) => key === undefined || (own.includes(contract) ? contract : 'others') === key)
      .reduce((all, { outcomes }) => all + outcomes, 0)
  return (
    <Stack>
      <Columns of={3}>
        <Stat figure={number(figures.outcomes)} label={t('statement.bought')} detail={String(figures.year)} />
        {figures.money.map(({ stated }) => (
          <Stat key={stated.currency} figure={money(stated)} label={t('statement.stated')} />
        ))}
        {figures.money.map(({ paid }) => (
          <Stat key={paid.currency} figure={money(paid)} label={t('statement.paid_sum')} />
        ))}
      </Columns>
      <Card title={t('statement.chart')} icon="chart">
        <Chart
          title={t('statement.chart')}
          bars={months.map((key) => ({
            key,
            label: shortMonth(`${key}-01`),
          }))}
          series={series}
          points={months.flatMap((at) =>
            series.map(({ key }) => ({ at, series: key, value: countOf(at, key) })),
          )}
        >
          <Table
            caption={t('statement.by_month')}
            rows={months}
            rowKey={(month) => month}
            columns={[
              { key: 'month', title: t('statement.month'), names: true, cell: monthOf },
              ...series.map(({ key, label }) => ({
                key,
                title: label,
                figure: true,
                cell: (month: string) => number(countOf(month, key)),
              })),
              {
                key: 'all',
                title: t('statement.total'),
                figure: true,
                cell: (month) => number(countOf(month)),
              },
            ]}
          />
        </Chart>
      </Card>
      <Card>
        <Table
          captionSeen
          caption={t('statement.by_contract')}
          rows={figures.byContract}
          rowKey={({ contract }) => contract}
          columns={[
            {
              key: 'contract',
              title: t('contract.one'),
              names: true,
              cell: ({ contract }) => (
                <a href={hrefTo('/contracts/:contract', { contract })}>
                  <bdi>{nameOf(contract)}</bdi>
                </a>
              ),
            },
            {
              key: 'outcomes',
              title: t('statement.bought'),
              figure: true,
              cell: ({ outcomes }) => number(outcomes),
            },
            {
              key: 'stated',
              title: t('statement.stated'),
              figure: true,
              cell: ({ stated }) => <Money value={stated} />,
            },
          ]}
        />
      </Card>
      <Columns>
        <Card>
          <BarChart
            title={t('statement.by_outcome')}
            unit={t('statement.bought')}
            bars={figures.byOutcome.map(({ outcome, label, outcomes }) => ({
              key: outcome,
              label: say(label, locale),
              value: outcomes,
            }))}
          />
        </Card>
        <Card>
          {figures.byPlace.length === 0 ? (
            <>
              <h2>{t('statement.by_place')}</h2>
              <p className="soft">{t('statement.by_place_none')}</p>
            </>
          ) : (
            <>
              <BarChart
                title={t('statement.by_place')}
                unit={t('statement.bought')}
                bars={figures.byPlace.map(({ place, outcomes }) => ({
                  key: place,
                  label:
                    place === '' ? t('statement.place_unknown') : (words?.term('places', place) ?? place),
                  value: outcomes,
                }))}
              />
              <p className="soft">{t('statement.by_place_help')}</p>
            </>
          )}
        </Card>
      </Columns>
    </Stack>
  )
}

/** Every month from the first to the last, so that one without a result is seen. */
function monthsOf({ byMonth }: StatementFigures): string[] {
  const months = byMonth.map(({ month }) => month).toSorted()
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return []
  const all: string[] = []
  for (let day = `${first}-01`; day.slice(0, 7) <= last; day = addMonths(day, 1)) all.push(day.slice(0, 7))
  return all
}
