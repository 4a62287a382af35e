// People registered in each month: the chart with its table, on the overview and on the home screen of analysts.
import { Chart } from '../../../kit/chart/Chart.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { Table } from '../../../kit/Table.tsx'
import type { Overview } from '../operations.ts'

export function ByMonth({ months }: { months: Overview['people']['byMonth'] }) {
  const t = useMessages()
  const formats = useFormats()
  return (
    <Chart
      title={t('report.by_month')}
      bars={months.map(({ month }) => ({ key: month, label: formats.shortMonth(`${month}-01`) }))}
      series={[{ key: 'people', label: t('report.unit') }]}
      points={months.map(({ month, count }) => ({ at: month, series: 'people', value: count }))}
    >
      <Table
        caption={t('report.by_month')}
        captionSeen
        rows={months}
        rowKey={({ month }) => month}
        columns={[
          {
            key: 'month',
            title: t('report.month'),
            names: true,
            cell: ({ month }) => formats.month(`${month}-01`),
          },
          {
            key: 'count',
            title: t('report.unit'),
            figure: true,
            cell: ({ count }) => (count === null ? t('report.few') : formats.number(count)),
          },
        ]}
      />
    </Chart>
  )
}
