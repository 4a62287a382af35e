// The register as it stands in the file, and above each column what it holds: a table as wide as the window at a
// desk, a card for each column on a phone. Under the headings the first rows as they will be understood.
import { memo, useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { Combobox } from '../../../kit/fields/Combobox.tsx'
import { Select, SearchField, type Option } from '../../../kit/fields/Field.tsx'
import { Icon } from '../../../kit/drawings/Icon.tsx'
import { Inline } from '../../../kit/Layout.tsx'
import { plain } from '../../../kit/letters.ts'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { useMedia } from '../../../kit/useMedia.ts'
import { cellOf, flawsOf, type Cell, type Flaw, type PreviewedRow } from './columns.ts'
import './register.css'

/** From here on the columns stand side by side. */
const WIDE = '(min-width: 48rem)'
/** Columns that are drawn at once: a spreadsheet may have two thousand. */
const AT_ONCE = 80
/** With more columns one looks for them. */
const MANY = 12
/** Values of a column on its card. */
const ON_CARD = 4

type Register = {
  columns: readonly string[]
  rows: readonly PreviewedRow[]
  targets: Readonly<Record<string, string>>
  flaws: ReadonlyMap<string, string>
  options: readonly Option[]
  onChoose: (column: string, target: string) => void
}

const WHICH = ['all', 'taken', 'left', 'flawed'] as const

export function RegisterTable(register: Register) {
  const t = useMessages()
  const wide = useMedia(WIDE)
  const [find, setFind] = useState('')
  const [which, setWhich] = useState<(typeof WHICH)[number]>('all')
  const [most, setMost] = useState(AT_ONCE)
  const { columns, rows, targets, flaws } = register
  const flawed = new Set([
    ...flaws.keys(),
    ...rows.flatMap((row) => flawsOf(row).map(({ column }) => column)),
  ])
  const found = columns.flatMap((column, index) => {
    const fits = {
      all: true,
      taken: Boolean(targets[column]),
      left: !targets[column],
      flawed: flawed.has(column),
    }
    return fits[which] && plain(column).includes(plain(find.trim())) ? [{ column, index }] : []
  })
  const shown = { ...register, shown: found.slice(0, most) }
  return (
    <>
      {columns.length > MANY && (
        <div className="register-tools">
          <SearchField label={t('import.find_column')} value={find} onChange={setFind} />
          <Select
            label={t('import.columns_shown')}
            value={which}
            onChange={setWhich}
            options={WHICH.map((value) => ({ value, label: t(`import.columns_shown.${value}`) }))}
          />
        </div>
      )}
      {found.length === 0 ? <p className="soft">{t('import.no_column')}</p> : null}
      {found.length > 0 && (wide ? <Columns {...shown} /> : <Cards {...shown} />)}
      {found.length > most && (
        <Inline>
          <Button onClick={() => setMost(most + AT_ONCE)}>
            {t('import.more_columns', { count: Math.min(AT_ONCE, found.length - most) })}
          </Button>
        </Inline>
      )}
    </>
  )
}

type Shown = Register & { shown: readonly { column: string; index: number }[] }

function Columns({ shown, rows, targets, flaws, options, onChoose }: Shown) {
  const t = useMessages()
  const say = { words: usePack(), formats: useFormats() }
  return (
    // A container that scrolls must be focusable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="register-frame" aria-label={t('import.part_columns')} tabIndex={0}>
      <table className="register">
        <caption className="unseen">{t('import.part_columns')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            {shown.map(({ column }) => (
              <th key={column} scope="col">
                <Choice
                  column={column}
                  target={targets[column] ?? ''}
                  reason={flaws.get(column)}
                  options={options}
                  onChoose={onChoose}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <th scope="row">
                <div className="register-row">
                  {row.row} <Verdict row={row} />
                </div>
                {flawsOf(row)
                  .filter(({ column }) => column === null)
                  .map((flaw) => (
                    <FlawText key={flaw.reason} flaw={flaw} />
                  ))}
              </th>
              {shown.map(({ column, index }) => (
                <td key={column}>
                  <CellText cell={cellOf(row, column, index, say)} isTaken={Boolean(targets[column])} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cards({ shown, rows, targets, flaws, options, onChoose }: Shown) {
  const t = useMessages()
  const say = { words: usePack(), formats: useFormats() }
  return (
    <ul className="register-cards" aria-label={t('import.part_columns')}>
      {shown.map(({ column, index }) => {
        const cells = rows.map((row) => ({ row: row.row, ...cellOf(row, column, index, say) }))
        // What is wrong is seen first, then what is there.
        const ordered = cells
          .filter(({ original, flaw }) => original !== '' || flaw)
          .toSorted((a, b) => Number(Boolean(b.flaw)) - Number(Boolean(a.flaw)) || a.row - b.row)
        return (
          <li key={column} className="register-card">
            <Choice
              column={column}
              target={targets[column] ?? ''}
              reason={flaws.get(column)}
              options={options}
              onChoose={onChoose}
            />
            <ul>
              {ordered.slice(0, ON_CARD).map((cell) => (
                <li key={cell.row}>
                  <span className="soft">{t('import.row_of', { row: cell.row })}</span>{' '}
                  <CellText cell={cell} isTaken={Boolean(targets[column])} />
                </li>
              ))}
            </ul>
            {ordered.length === 0 && <p className="soft">{t('import.column_empty')}</p>}
          </li>
        )
      })}
    </ul>
  )
}

/** Drawn again only when its own column changes: there may be sixty of them. */
const Choice = memo(function Choice({
  column,
  target,
  reason,
  options,
  onChoose,
}: {
  column: string
  target: string
  reason: string | undefined
  options: readonly Option[]
  onChoose: (column: string, target: string) => void
}) {
  const t = useMessages()
  const lookup = useLookup()
  return (
    <Combobox
      label={column}
      clearable
      empty={t('import.leave_out')}
      value={target}
      onChange={(chosen) => onChoose(column, chosen)}
      options={options}
      {...(reason !== undefined && { error: lookup(`import.reason.${reason}`) })}
    />
  )
})

function CellText({ cell: { original, understood, flaw }, isTaken }: { cell: Cell; isTaken: boolean }) {
  const t = useMessages()
  const text = understood ?? original
  return (
    <>
      <bdi className={isTaken && understood !== undefined ? undefined : 'soft'}>{text}</bdi>
      {understood !== undefined && understood !== original && (
        <span className="register-original">{t('import.in_file', { text: original })}</span>
      )}
      {flaw && <FlawText flaw={flaw} />}
    </>
  )
}

function FlawText({ flaw: { reason, about } }: { flaw: Flaw }) {
  const lookup = useLookup()
  return (
    <span className="register-flaw">
      <Icon name="alert" />
      <span>
        {lookup(`import.reason.${reason}`, lookup(`problem.${reason}`, reason), { row: about ?? 0 })}
      </span>
    </span>
  )
}

function Verdict({ row: { problem, leftOut } }: { row: PreviewedRow }) {
  const t = useMessages()
  if (problem !== null) return <StatusPill tone="now">{t('import.row_refused')}</StatusPill>
  if (leftOut.length > 0) return <StatusPill tone="open">{t('import.row_partly')}</StatusPill>
  return <StatusPill tone="good">{t('import.row_good')}</StatusPill>
}
