// What the reader decided about the file, each decision to be changed.
import type { TableLayout, TableReading } from '../../../kernel/table.ts'
import { ENCODINGS, SEPARATORS } from '../../../kernel/table.ts'
import { Select } from '../../../kit/fields/Field.tsx'
import { Part } from '../../../kit/Form.tsx'
import { Columns } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'

const SIGN = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const

export function HowRead({
  of: { encoding, separator, sheet, sheets, heading, top },
  layout,
  onChange,
}: {
  of: TableReading
  layout: TableLayout
  onChange: (layout: TableLayout) => void
}) {
  const t = useMessages()
  return (
    <Part title={t('import.part_reading')} help={t('import.part_reading_help')}>
      <Columns>
        <Select
          label={t('import.heading_row')}
          value={String(heading)}
          onChange={(row) => onChange({ ...layout, heading: Number(row) })}
          options={[
            { value: '0', label: t('import.heading_none') },
            ...top.map(({ row, cells }) => ({
              value: String(row),
              label: t('import.heading_of', { row, text: cells.filter(Boolean).join(' · ').slice(0, 60) }),
            })),
          ]}
        />
        {sheets.length > 1 && (
          <Select
            label={t('import.sheet')}
            value={sheet ?? ''}
            onChange={(name) => onChange({ sheet: name })}
            options={sheets.map(({ name, hidden }) => ({
              value: name,
              label: hidden ? t('import.sheet_hidden', { name }) : name,
            }))}
          />
        )}
        {separator && (
          <Select
            label={t('import.separator')}
            value={separator}
            onChange={(given) => {
              const chosen = SEPARATORS.find((each) => each === given)
              if (chosen) onChange({ ...layout, separator: chosen })
            }}
            options={SEPARATORS.map((value) => ({ value, label: t(`import.separator.${SIGN[value]}`) }))}
          />
        )}
        {encoding && (
          <Select
            label={t('import.encoding')}
            value={encoding}
            onChange={(given) => {
              const chosen = ENCODINGS.find((each) => each === given)
              if (chosen) onChange({ ...layout, encoding: chosen })
            }}
            options={ENCODINGS.map((value) => ({ value, label: t(`import.encoding.${value}`) }))}
          />
        )}
      </Columns>
    </Part>
  )
}
