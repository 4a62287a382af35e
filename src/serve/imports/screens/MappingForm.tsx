// Says what each column of a register holds, beside its first rows as they would be imported.
import { useCallback, useMemo, useRef, useState, type RefObject } from 'react'
import type { TableLayout } from '../../../kernel/table.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Select } from '../../../kit/fields/Field.tsx'
import { useGiven, useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Part } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, Failed, Notice } from '../../../kit/State.tsx'
import {
  beginImportCheck,
  listImportWords,
  previewImport,
  type Choices,
  type Mapping,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { CODED, DateOrder, Target } from '../rules/mapping.ts'
import { firstTargets, flawsOfColumns, targetedColumns, type Preview } from './columns.ts'
import { HowRead } from './HowRead.tsx'
import { useKeptChoices } from './kept-choices.ts'
import { RegisterTable } from './RegisterTable.tsx'
import { firstValues, WordsOfColumn, type Values, type WordsOf } from './WordsOfColumn.tsx'

/** Chosen instead of a source whose mapping is remembered. */
const NONE = ''
/** Columns that are kept; more are never taken in. */
const MOST_COLUMNS = 500

export function MappingForm({
  id,
  chosen,
  onChecked,
}: {
  id: string
  /** What was chosen for this file before. */
  chosen: Choices | undefined
  /** All rows are being read with what was chosen. */
  onChecked: (attempt: number) => void
}) {
  const [layout, setLayout] = useState<TableLayout | undefined>(chosen && (chosen.layout ?? {}))
  const [like, setLike] = useState<string>()
  const lastRef = useRef<string>(undefined)
  const first = useAsk(previewImport, { id, recall: true, ...(layout && { layout }) })
  return (
    <Answer of={first}>
      {(preview) => {
        const source = like ?? preview.recalled
        const remembered = preview.remembered.find((each) => each.source === source)
        const isOfThis = like === undefined && chosen !== undefined
        const known = isOfThis ? chosen : remembered
        return (
          <Choosing
            key={`${preview.columns.join()} ${source}`}
            {...{ id, preview, known, isOfThis, lastRef, onChecked, setLayout }}
            layout={layout ?? known?.layout ?? {}}
            onLike={(chosen) => {
              setLike(chosen)
              setLayout(preview.remembered.find((each) => each.source === chosen)?.layout ?? {})
            }}
          />
        )
      }}
    </Answer>
  )
}

function Choosing({
  id,
  preview,
  known,
  isOfThis,
  lastRef,
  layout,
  setLayout,
  onLike,
  onChecked,
}: {
  id: string
  preview: Preview
  onChecked: (attempt: number) => void
  /** How this register is read so far, or one of the same source was. */
  known: Choices | undefined
  isOfThis: boolean
  lastRef: RefObject<string | undefined>
  layout: TableLayout
  setLayout: (layout: TableLayout) => void
  onLike: (source: string) => void
}) {
  const t = useMessages()
  const words = usePack()
  const disabledReason = useMay(policy.bring)
  const [targets, setTargets] = useState(() => firstTargets(preview.columns, known, isOfThis))
  const onChoose = useCallback(
    (column: string, target: string) => setTargets((before) => ({ ...before, [column]: target })),
    [],
  )
  const options = useMemo(
    () => Target.options.map((value) => ({ value, label: t(`import.target.${value}`) })),
    [t],
  )
  const [chosen, setChosen] = useState(() => (isOfThis && known ? valuesIn(known) : {}))

  const targeted = targetedColumns(preview.columns, targets)
  const coded = targeted.filter(({ target }) => CODED[target])
  const asked = useAsk(listImportWords, { id, columns: coded, layout }, { keep: true })
  const strange = (asked.data?.columns ?? []).filter((each) =>
    coded.some(({ column, target }) => column === each.column && target === each.target),
  )
  const before = known ? valuesIn(known) : {}
  const valuesOf = (each: WordsOf): Values => chosen[keyOf(each)] ?? firstValues(each, before[keyOf(each)])
  const columns = targeted.map((each) => {
    const words = strange.find(({ column }) => column === each.column)
    const values = words && valuesOf(words)
    return { ...each, ...(values && Object.keys(values).length > 0 && { values }) }
  })
  const decided = Object.keys(layout).length > 0 && { layout }
  const bringsStatus = columns.some(({ target }) => target === 'migration_status')
  /** Of each column of the file; until its words were looked up, as they were before. */
  const choices = preview.columns.map((column) => {
    const target = targeted.find((each) => each.column === column)?.target ?? null
    const words = strange.find((each) => each.column === column)
    const key = target && keyOf({ column, target })
    const values = words ? valuesOf(words) : key !== null ? (chosen[key] ?? before[key]) : undefined
    return { column, target, ...(values && { values }) }
  })
  const form = useOperationForm(beginImportCheck, {
    initial: {
      id,
      mapping: {
        source: known?.source ?? preview.before ?? '',
        dates: known?.dates ?? 'dmy',
        documentType: known?.documentType ?? '',
        statusPurpose: known?.statusPurpose ?? '',
      },
    },
    input({ mapping: { statusPurpose, ...given } = {}, ...rest }) {
      return { ...rest, mapping: { ...given, ...(bringsStatus && { statusPurpose }), ...decided, columns } }
    },
    rules: () => (columns.length > 0 ? [] : [{ at: 'mapping.columns', text: t('import.columns_missing') }]),
    // What is chosen is kept with the import itself, and remembered for the source once the register is imported.
    unsaved: false,
    done(result) {
      if (result.state !== 'done') return
      keeping.drop()
      onChecked(result.output.attempt)
    },
  })
  const { mapping: given } = useGiven(form)
  const mapping: Mapping = {
    // What the rows become does not depend on it.
    source: '-',
    dates: given?.dates ?? 'dmy',
    ...(given?.documentType && { documentType: given.documentType }),
    ...(bringsStatus && given?.statusPurpose && { statusPurpose: given.statusPurpose }),
    ...decided,
    columns,
  }
  const source = given?.source?.trim()
  const keeping = useKeptChoices(
    id,
    JSON.stringify([targets, chosen, given, layout, known?.source]),
    { ...mapping, source: source === '' ? undefined : source, columns: choices.slice(0, MOST_COLUMNS) },
    lastRef,
  )
  const read = useAsk(previewImport, columns.length > 0 ? { id, mapping } : null, { keep: true })
  const rows = columns.length > 0 && read.data ? read.data.rows : preview.rows
  const wrong = rows.filter(({ problem }) => problem !== null).length

  return (
    <OperationForm of={form}>
      <HowRead of={preview.reading} layout={layout} onChange={setLayout} />
      <Part title={t('import.part_source')}>
        {preview.before !== null && (
          <Notice tone="now" title={t('import.came_before', { source: preview.before })}>
            {t('import.came_before_help')}
          </Notice>
        )}
        {known && preview.remembered.some(({ source }) => source === known.source) && (
          <Notice title={t('import.recalled', { source: known.source })}>{t('import.recalled_help')}</Notice>
        )}
        {preview.remembered.length > 0 && (
          <Select
            label={t('import.read_like')}
            value={known?.source ?? NONE}
            onChange={onLike}
            clearable
            empty={t('import.read_like_none')}
            options={preview.remembered.map(({ source }) => ({ value: source, label: source }))}
          />
        )}
        <form.Text
          name="mapping.source"
          label={t('import.source')}
          help={t('import.source_help')}
          missing={t('import.source_missing')}
        />
        <form.Choice
          name="mapping.dates"
          label={t('import.dates')}
          inline
          options={DateOrder.options.map((value) => ({
            value,
            label: t(`import.dates.${value}`),
          }))}
        />
        <form.Combobox
          name="mapping.documentType"
          label={t('import.document_type')}
          help={t('import.document_type_help')}
          options={words?.options('identifierTypes') ?? []}
        />
        {bringsStatus && (
          <form.Select
            name="mapping.statusPurpose"
            label={t('import.status_purpose')}
            help={t('import.status_purpose_help')}
            required
            missing={t('import.reason.status_purpose_missing')}
            options={(words?.pack.statusPurposes ?? []).map(({ code, label }) => ({
              value: code,
              label: words?.say(label) ?? code,
            }))}
          />
        )}
      </Part>
      <div className="register-part" aria-busy={read.loading}>
        <h2>{t('import.part_columns')}</h2>
        <p className="soft">{t('import.part_columns_help')}</p>
        {keeping.isKept && <p className="soft">{t('import.kept')}</p>}
        <LeftOut columns={preview.columns} targets={targets} />
        {read.problem && <Failed problem={read.problem} again={read.again} />}
        {columns.length > 0 && read.data && (
          <Notice tone={wrong > 0 ? 'now' : 'good'}>
            {t('import.preview_result', { rows: rows.length, wrong })}
          </Notice>
        )}
        <RegisterTable
          columns={preview.columns}
          rows={rows}
          targets={targets}
          flaws={flawsOfColumns(mapping, preview.columns, words?.pack)}
          options={options}
          onChoose={onChoose}
        />
      </div>
      {strange.some(({ words }) => words.length > 0) && (
        <Part title={t('import.part_words')} help={t('import.part_words_help')}>
          {strange.map((each) => (
            <WordsOfColumn
              key={keyOf(each)}
              of={each}
              values={valuesOf(each)}
              onChange={(values) => setChosen({ ...chosen, [keyOf(each)]: values })}
            />
          ))}
          {asked.data?.only !== undefined && (
            <Notice>{t('import.words_only', { rows: asked.data.only })}</Notice>
          )}
        </Part>
      )}
      <Actions sticky>
        <Button
          type="submit"
          kind="primary"
          wide
          busy={form.busy || asked.loading}
          disabledReason={disabledReason}
        >
          {t('import.check_all')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

/** Left-out columns that are named. */
const NAMED = 8

/** Which columns of the file are not taken in, so that none is forgotten. */
function LeftOut({
  columns,
  targets,
}: {
  columns: readonly string[]
  targets: Readonly<Record<string, string>>
}) {
  const t = useMessages()
  const left = columns.filter((column) => !targets[column])
  if (left.length === 0) return <p>{t('import.columns_all', { count: columns.length })}</p>
  return (
    <p>
      {t('import.columns_left', { left: left.length, count: columns.length })}{' '}
      {left.slice(0, NAMED).map((column, index) => (
        <span key={column}>
          {index > 0 && ' · '}
          <bdi>{column}</bdi>
        </span>
      ))}
      {left.length > NAMED && ` · ${t('import.columns_left_more', { more: left.length - NAMED })}`}
    </p>
  )
}

const keyOf = ({ column, target }: { column: string; target: Target }) => `${target} ${column}`

/** What was said of the words of each column. */
const valuesIn = ({ columns }: Choices): Readonly<Record<string, Values>> =>
  Object.fromEntries(
    columns.flatMap(({ column, target, values }) =>
      target && values ? [[keyOf({ column, target }), values]] : [],
    ),
  )
