// Maps the columns of a register, and previews the first rows as they would be imported.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import type { TableLayout } from '../../../kernel/table.ts'
import { Button } from '../../../kit/Button.tsx'
import { Combobox } from '../../../kit/Combobox.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { useGiven, useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Part } from '../../../kit/Form.tsx'
import { Stack } from '../../../kit/Layout.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, Notice, StatusPill } from '../../../kit/State.tsx'
import { Table } from '../../../kit/Table.tsx'
import { listImportWords, previewImport, startImport, type Mapping } from '../operations.ts'
import * as policy from '../policy.ts'
import { CODED, Target, DateOrder } from '../rules/mapping.ts'
import { HowRead } from './HowRead.tsx'
import { firstValues, WordsOfColumn, type Values, type WordsOf } from './WordsOfColumn.tsx'

type Preview = Pick<OutputOf<typeof previewImport>, 'columns' | 'remembered' | 'before' | 'reading'>

export function MappingForm({ id }: { id: string }) {
  const [layout, setLayout] = useState<TableLayout>({})
  const first = useAsk(previewImport, { id, layout })
  return (
    <Answer of={first}>
      {(preview) => <Choosing key={preview.columns.join()} {...{ id, preview, layout, setLayout }} />}
    </Answer>
  )
}

function Choosing({
  id,
  preview,
  layout,
  setLayout,
}: {
  id: string
  preview: Preview
  layout: TableLayout
  setLayout: (layout: TableLayout) => void
}) {
  const t = useMessages()
  const words = usePack()
  const disabledReason = useMay(policy.bring)
  const known =
    preview.remembered.find((each) => each.source === preview.before) ??
    preview.remembered.find((each) => each.columns.some(({ column }) => preview.columns.includes(column)))
  const [targets, setTargets] = useState<Record<string, string>>(() =>
    Object.fromEntries(preview.columns.map((column) => [column, targetOf(column, known)])),
  )
  const [chosen, setChosen] = useState<Record<string, Values>>({})

  const targeted = preview.columns.flatMap((column) => {
    const target = Target.safeParse(targets[column])
    return target.success ? [{ column, target: target.data }] : []
  })
  const coded = targeted.filter(({ target }) => CODED[target])
  const asked = useAsk(listImportWords, { id, columns: coded, layout }, { keep: true })
  const strange = (asked.data?.columns ?? []).filter((each) =>
    coded.some(({ column, target }) => column === each.column && target === each.target),
  )
  const valuesOf = (each: WordsOf): Values => {
    const before = known?.columns.find(
      ({ column, target }) => column === each.column && target === each.target,
    )
    return chosen[keyOf(each)] ?? firstValues(each, before?.values)
  }
  const columns = targeted.map((each) => {
    const words = strange.find(({ column }) => column === each.column)
    const values = words && valuesOf(words)
    return { ...each, ...(values && Object.keys(values).length > 0 && { values }) }
  })
  const decided = Object.keys(layout).length > 0 && { layout }
  const bringsStatus = columns.some(({ target }) => target === 'migration_status')
  const form = useOperationForm(startImport, {
    initial: {
      id,
      mapping: {
        source: preview.before ?? known?.source ?? '',
        dates: known?.dates ?? 'dmy',
        documentType: known?.documentType ?? '',
        statusPurpose: known?.statusPurpose ?? '',
      },
    },
    input({ mapping: { statusPurpose, ...given } = {}, ...rest }) {
      return { ...rest, mapping: { ...given, ...(bringsStatus && { statusPurpose }), ...decided, columns } }
    },
    rules: () => (columns.length > 0 ? [] : [{ at: 'mapping.columns', text: t('import.columns_missing') }]),
    unsaved: false,
  })
  const { mapping: given } = useGiven(form)
  const mapping: Mapping = {
    source: given?.source ?? '-',
    dates: given?.dates ?? 'dmy',
    ...(given?.documentType && { documentType: given.documentType }),
    ...(bringsStatus && given?.statusPurpose && { statusPurpose: given.statusPurpose }),
    ...decided,
    columns,
  }

  return (
    <OperationForm of={form}>
      <HowRead of={preview.reading} layout={layout} onChange={setLayout} />
      <Part title={t('import.part_source')}>
        {preview.before !== null && (
          <Notice tone="now" title={t('import.came_before', { source: preview.before })}>
            {t('import.came_before_help')}
          </Notice>
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
      </Part>
      <Part title={t('import.part_columns')} help={t('import.part_columns_help')}>
        {preview.columns
          .filter((column) => column !== '')
          .map((column) => (
            <Combobox
              key={column}
              label={column}
              optional
              width="medium"
              empty={t('import.leave_out')}
              value={targets[column] ?? ''}
              onChange={(target) => setTargets({ ...targets, [column]: target })}
              options={Target.options.map((value) => ({ value, label: t(`import.target.${value}`) }))}
            />
          ))}
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
        </Part>
      )}
      <Part title={t('import.part_preview')}>
        {columns.length > 0 && <FirstRows id={id} mapping={mapping} />}
      </Part>
      <Actions sticky>
        <Button
          type="submit"
          kind="primary"
          wide
          busy={form.busy || asked.loading}
          disabledReason={disabledReason}
        >
          {t('import.start')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

const keyOf = ({ column, target }: { column: string; target: Target }) => `${target} ${column}`

/** The remembered target of a column, or the one its heading suggests. */
function targetOf(column: string, known: Mapping | undefined): string {
  const before = known?.columns.find((each) => each.column === column)
  if (before) return before.target
  const heading = column.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return SUGGESTED.find(([pattern]) => pattern.test(heading))?.[1] ?? ''
}

/** What headings of registers are usually called, in Spanish and English. */
const SUGGESTED: readonly [RegExp, Target][] = [
  [/^(nombres?|given|first name)/u, 'given_names'],
  [/(primer apellido|first surname|^apellido ?1|last name)/u, 'first_surname'],
  [/(segundo apellido|second surname|apellido ?2)/u, 'second_surname'],
  [/^apellidos/u, 'surnames'],
  [/(fecha.*nac|^nacimiento|^nacio\b|birth ?date|date of birth)/u, 'birth_date'],
  [/^(edad|age)\b/u, 'age'],
  [/^(sexo|sex)\b/u, 'sex'],
  [/^(genero|gender)\b/u, 'gender'],
  [/(nacionalidad|nationality)/u, 'nationality'],
  [/(tipo.*doc|document type)/u, 'document_type'],
  [/(numero.*doc|^documento|document number|cedula)/u, 'document_number'],
  [/(telefono|celular|phone|movil)/u, 'phone'],
  [/(correo|e-?mail)/u, 'email'],
  [/^(id|codigo|code|folio|consecutivo)\b/u, 'reference'],
]

function FirstRows({ id, mapping }: { id: string; mapping: Mapping }) {
  const t = useMessages()
  const asked = useAsk(previewImport, { id, mapping }, { keep: true })
  return (
    <Answer of={asked}>
      {({ columns, rows }) => {
        const wrong = rows.filter((row) => row.problem !== null).length
        const shown = mapping.columns.map(({ column }) => column)
        return (
          <Stack>
            <Notice tone={wrong > 0 ? 'now' : 'good'}>
              {t('import.preview_result', { rows: rows.length, wrong })}
            </Notice>
            <Table
              caption={t('import.part_preview')}
              columns={[
                { key: 'row', title: t('import.row'), names: true, cell: (item: Previewed) => item.row },
                ...shown.map((column) => ({
                  key: column,
                  title: column,
                  cell: (item: Previewed) => (
                    <bdi>{textOf(item, column) ?? item.cells[columns.indexOf(column)] ?? ''}</bdi>
                  ),
                })),
                {
                  key: 'problem',
                  title: t('import.reason'),
                  cell: (item: Previewed) => <Verdict row={item} />,
                },
              ]}
              rows={rows}
              rowKey={(item) => String(item.row)}
            />
            <Flaws rows={rows} />
          </Stack>
        )
      }}
    </Answer>
  )
}

/** What a cell is understood as; codes are left as the file has them. */
function textOf({ understood }: Previewed, column: string): string | undefined {
  const found = understood.filter((each) => each.column === column && !CODED[each.target])
  return found.length === 0 ? undefined : found.flatMap(({ values }) => values).join(' · ')
}

type Previewed = OutputOf<typeof previewImport>['rows'][number]

function Verdict({ row: { problem, leftOut } }: { row: Previewed }) {
  const t = useMessages()
  if (problem !== null) return <StatusPill tone="now">{t('import.row_refused')}</StatusPill>
  return leftOut.length > 0 ? (
    <StatusPill tone="open">{t('import.row_partly')}</StatusPill>
  ) : (
    <StatusPill tone="good">{t('import.row_good')}</StatusPill>
  )
}

/** Why rows are refused, and what is left out of others: sentences, which have no room in a cell. */
function Flaws({ rows }: { rows: readonly Previewed[] }) {
  const t = useMessages()
  const lookup = useLookup()
  const flaws = rows.flatMap(({ row, problem, leftOut }) =>
    (problem === null ? leftOut : [problem]).map((flaw) => ({ row, ...flaw })),
  )
  if (flaws.length === 0) return null
  return (
    <ul>
      {flaws.map(({ row, column, reason, about }) => (
        <li key={`${row} ${column} ${reason}`}>
          {t('import.row')} {row}
          {column && (
            <>
              {' · '}
              <bdi>{column}</bdi>
            </>
          )}
          : {lookup(`import.reason.${reason}`, undefined, { row: about ?? 0 })}
        </li>
      ))}
    </ul>
  )
}
