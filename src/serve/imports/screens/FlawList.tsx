// What is wrong in the rows of a register and what to do about it: by row and column, narrowed to one kind, as a file.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { Select, SearchField } from '../../../kit/fields/Field.tsx'
import { Card, Inline } from '../../../kit/Layout.tsx'
import { ListFile } from '../../../kit/list/ListFile.tsx'
import { useAskPages } from '../../../kit/list/pages.ts'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { Failed, Loading, StatusPill } from '../../../kit/State.tsx'
import { Table } from '../../../kit/Table.tsx'
import type { OutputOf } from '../../../kernel/command.ts'
import { listImportFlaws } from '../operations.ts'
import { remedyOf } from '../rules/remedies.ts'
import './register.css'

type Answered = OutputOf<typeof listImportFlaws>
type Found = Answered['flaws'][number]
type Kind = NonNullable<Answered['kinds']>[number]

const keyOf = ({ column, reason, refused }: Kind) => JSON.stringify([column, reason, refused])

export function FlawList({ id }: { id: string }) {
  const t = useMessages()
  const lookup = useLookup()
  const { number } = useFormats()
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState('')
  const first = useAskPages(listImportFlaws, () => ({ id, count: true, limit: 1 }), ['import'])
  const kinds = first.pages?.[0]?.kinds ?? []
  const kind = kinds.find((each) => keyOf(each) === chosen)
  const sought = {
    id,
    ...(words.trim() !== '' && { words: words.trim().slice(0, 100) }),
    ...(kind && {
      reason: kind.reason,
      refused: kind.refused,
      ...(kind.column !== null && { column: kind.column }),
    }),
  }
  const asked = useAskPages(
    listImportFlaws,
    (after) => ({ ...sought, limit: 100, ...(after === undefined ? { count: true } : { after }) }),
    ['import'],
  )
  const flaws = asked.pages?.flatMap((page) => page.flaws)
  const total = asked.pages?.[0]?.total ?? 0
  const say = (of: { reason: string; about?: number | undefined }) =>
    lookup(`import.reason.${of.reason}`, lookup(`problem.${of.reason}`, of.reason), { row: of.about ?? 0 })
  return (
    <Card title={t('import.flaws')}>
      <div className="register-tools">
        <Select
          label={t('import.flaw_kind')}
          value={kind ? chosen : ''}
          onChange={setChosen}
          clearable
          empty={t('import.every_kind')}
          options={kinds.map((each) => ({
            value: keyOf(each),
            label: t('import.kind', {
              column: each.column ?? t('import.whole_row'),
              reason: say(each),
              flaws: number(each.flaws),
            }),
          }))}
        />
        <SearchField label={t('import.find_flaw')} value={words} onChange={setWords} />
      </div>
      {asked.problem && <Failed problem={asked.problem} again={asked.again} />}
      {!flaws && asked.loading && <Loading />}
      {flaws && (
        <>
          <Inline>
            <span>{t('import.flaw_count', { count: total })}</span>
            <ListFile of={listImportFlaws} sought={sought} total={total} />
          </Inline>
          {flaws.length > 0 && (
            <Table
              caption={t('import.flaws')}
              columns={[
                { key: 'row', title: t('import.row'), names: true, cell: ({ row }: Found) => number(row) },
                { key: 'column', title: t('import.column'), cell: ({ column }) => <bdi>{column}</bdi> },
                { key: 'reason', title: t('import.reason_short'), cell: say },
                {
                  key: 'remedy',
                  title: t('import.remedy'),
                  cell: ({ reason, refused }) => t(`import.remedy.${remedyOf(reason, refused)}`),
                },
                {
                  key: 'taken',
                  title: t('import.taken'),
                  cell: ({ refused }) => (
                    <StatusPill tone={refused ? 'now' : 'open'}>
                      {t(refused ? 'import.taken.no' : 'import.taken.partly')}
                    </StatusPill>
                  ),
                },
              ]}
              rows={flaws}
              rowKey={({ row, column }) => `${row} ${column}`}
            />
          )}
          {asked.more && (
            <Inline>
              <Button busy={asked.reading} onClick={asked.more}>
                {t('import.more_flaws')}
              </Button>
            </Inline>
          )}
        </>
      )}
    </Card>
  )
}
