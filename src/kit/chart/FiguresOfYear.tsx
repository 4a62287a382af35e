// A screen of figures of one year: its title, the choice of the year, and what there is, or that there is nothing.
import type { ReactNode } from 'react'
import { Button } from '../controls/Button.tsx'
import type { Asked } from '../data.tsx'
import { Select } from '../fields/Field.tsx'
import { Page, PageHeader } from '../Layout.tsx'
import { useMessages } from '../messages.tsx'
import { useLinked } from '../route.tsx'
import { saveTable } from '../save-table.ts'
import { Answer, EmptyState } from '../State.tsx'

type OfYear = { year: number; years: readonly number[] }

/** The year in the address, as the input of a query, and the way to choose another. */
export function useYear(): [{ year?: number }, (year: string) => void] {
  const [chosen, choose] = useLinked('year', '')
  return [/^2[01]\d\d$/u.test(chosen) ? { year: Number(chosen) } : {}, choose]
}

export function FiguresOfYear<Figures extends OfYear>({
  title,
  lead,
  of: asked,
  choose,
  yearLabel,
  none,
  exportLabel,
  table,
  children,
}: {
  title: string
  lead: string
  of: Asked<Figures>
  choose: (year: string) => void
  yearLabel: string
  /** What is said of a year without figures; undefined of one that has some. */
  none: (figures: Figures) => string | undefined
  exportLabel: string
  /** What the CSV file has. */
  table: (figures: Figures) => Parameters<typeof saveTable>[0]
  children: (figures: Figures) => ReactNode
}) {
  const t = useMessages()
  const shown = asked.data
  return (
    <Page>
      <PageHeader
        title={title}
        lead={lead}
        actions={
          shown && (
            <>
              <Button icon="print" onClick={() => print()}>
                {t('kit.print')}
              </Button>
              <Button onClick={() => saveTable(table(shown), `${title} ${shown.year}.csv`)}>
                {exportLabel}
              </Button>
            </>
          )
        }
      />
      <Answer of={asked} lines={10}>
        {(figures) => {
          const nothing = none(figures)
          return (
            <>
              {figures.years.length > 1 && (
                <div className="screen-only">
                  <Select
                    label={yearLabel}
                    value={String(figures.year)}
                    onChange={choose}
                    options={figures.years.map((one) => ({ value: String(one), label: String(one) }))}
                  />
                </div>
              )}
              {nothing === undefined ? children(figures) : <EmptyState title={nothing} drawing="seed" />}
            </>
          )
        }}
      </Answer>
    </Page>
  )
}
