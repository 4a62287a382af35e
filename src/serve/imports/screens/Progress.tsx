// How far the rows of a register are read or taken in, how fast, and how long it still takes; and what became of them.
import { Stat } from '../../../kit/Figures.tsx'
import { Columns } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'

export function Progress({
  rows,
  done,
  rate,
  isOver,
}: {
  rows: number | null
  done: number
  /** Rows a second. */
  rate: number | null
  isOver: boolean
}) {
  const t = useMessages()
  const { number } = useFormats()
  const left = rows === null || rate === null || isOver ? undefined : Math.ceil((rows - done) / rate)
  return (
    <>
      <label className="field">
        <span className="field-label">
          {rows === null
            ? t('import.counting')
            : t('import.progress', { done: number(done), rows: number(rows) })}
        </span>
        <progress
          className="progress"
          max={Math.max(rows ?? 1, done, 1)}
          {...(rows !== null && { value: done })}
        />
      </label>
      {rate !== null && (
        <p className="soft">
          {t('import.rate', { rate: number(rate, { maximumFractionDigits: rate < 10 ? 1 : 0 }) })}
          {left !== undefined && left > 0 && ` · ${leftText(left)}`}
        </p>
      )}
    </>
  )

  function leftText(seconds: number): string {
    return seconds < 90
      ? t('import.seconds_left', { seconds })
      : t('import.minutes_left', { minutes: Math.ceil(seconds / 60) })
  }
}

export function ImportCounts({
  of: { imported, known, partly, refused },
}: {
  of: { imported: number; known: number; partly: number; refused: number }
}) {
  const t = useMessages()
  const { number } = useFormats()
  return (
    <Columns of={partly > 0 ? 4 : 3}>
      <Stat figure={number(imported)} label={t('import.imported')} />
      <Stat figure={number(known)} label={t('import.known')} />
      {partly > 0 && <Stat figure={number(partly)} label={t('import.partly')} now />}
      <Stat figure={number(refused)} label={t('import.refused')} now={refused > 0} />
    </Columns>
  )
}
