// The places of the pack with what holds them and their P-codes: to look one up, to print, and as a file with HXL tags that
// other registers and reports of the response are joined by.
import { useMemo, useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { Tree, type Branch } from '../../../kit/controls/Tree.tsx'
import { SearchField } from '../../../kit/fields/Field.tsx'
import { Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { PackAwaited, usePack, type Words } from '../../../kit/pack.tsx'
import { saveTable } from '../../../kit/save-table.ts'
import { EmptyState, Notice } from '../../../kit/State.tsx'
import { Table } from '../../../kit/Table.tsx'
import type { Term } from '../../../kernel/packs/pack.ts'
import { levelOf, pathOf, pcodeOf, placesFound } from '../../../kernel/packs/pack-places.ts'
import { useLinked } from '../../../kit/route.tsx'
import './place-codes.css'

/** Rows on the screen; nobody reads a longer list, and the file has all. */
const SHOWN = 200
/** Chosen in the tree instead of a place. */
const ALL = 'all'

export default function PlaceCodes() {
  const words = usePack()
  return words ? <Places words={words} /> : <PackAwaited />
}

function Places({ words }: { words: Words }) {
  const t = useMessages()
  const { number } = useFormats()
  const [sought, setSought] = useState('')
  const [chosen, setChosen] = useLinked('within', ALL)
  const { places } = words.pack.taxonomies
  const branches = useMemo(() => branchesOf(words), [words])
  const holder = branches.length > 0 && places.some(({ code }) => code === chosen) ? chosen : ALL
  const found = placesFound(places, sought).filter(
    ({ code }) => holder === ALL || pathOf(places, code).some((each) => each.code === holder),
  )
  const rows = found.slice(0, SHOWN).map(({ code, label, retired }) => {
    const [, ...holders] = pathOf(places, code)
    return {
      code,
      name: words.say(label),
      retired,
      within: holders.map((holder) => words.say(holder.label)).join(', '),
      pcode: pcodeOf(code),
    }
  })
  return (
    <Page>
      <PageHeader
        title={t('place.title')}
        lead={t('place.lead')}
        actions={
          <>
            <Button icon="print" onClick={() => print()}>
              {t('kit.print')}
            </Button>
            <Button onClick={() => saveTable(tableOf(words, t), `${t('place.title')}.csv`)}>
              {t('place.file')}
            </Button>
          </>
        }
      />
      <Stack>
        <div className="screen-only">
          <SearchField label={t('place.search')} value={sought} onChange={setSought} first />
        </div>
        <p role="status">{t('place.count', { count: found.length, of: number(places.length) })}</p>
        <div className="place-columns" data-tree={branches.length > 0 || undefined}>
          {branches.length > 0 && (
            <div className="place-tree screen-only">
              <Tree
                label={t('place.tree')}
                branches={[{ key: ALL, label: t('place.all'), detail: number(places.length) }, ...branches]}
                chosen={holder}
                open={pathOf(places, holder).map(({ code }) => code)}
                onChoose={setChosen}
              />
            </div>
          )}
          <Stack>
            {rows.length === 0 ? (
              <EmptyState title={t('place.none')}>{t('place.none_help')}</EmptyState>
            ) : (
              <Table
                caption={t('place.title')}
                rows={rows}
                rowKey={({ code }) => code}
                columns={[
                  {
                    key: 'name',
                    title: t('place.name'),
                    names: true,
                    cell: ({ name, retired }) => (retired ? t('place.retired', { name }) : name),
                  },
                  { key: 'within', title: t('place.within'), cell: ({ within }) => within },
                  {
                    key: 'pcode',
                    title: t('place.pcode'),
                    cell: ({ pcode, code }) => <bdi>{pcode ?? code}</bdi>,
                  },
                ]}
              />
            )}
            {found.length > SHOWN && <Notice>{t('place.more', { count: found.length - SHOWN })}</Notice>}
          </Stack>
        </div>
      </Stack>
    </Page>
  )
}

/** The places that hold others, with those that they hold; none where no place holds another. */
function branchesOf({ pack, say }: Words): Branch[] {
  const { places } = pack.taxonomies
  const held = Map.groupBy(places, ({ parent = '' }) => parent)
  /** The place and all that it holds: as many as are listed once it is chosen. */
  const count = ({ code }: Term): number => (held.get(code) ?? []).reduce((sum, one) => sum + count(one), 1)
  const branch = (place: Term): Branch => {
    const { code, label } = place
    const within = held.get(code) ?? []
    return {
      key: code,
      label: say(label),
      ...(within.length > 0 && { detail: String(count(place)), branches: within.map(branch) }),
    }
  }
  const known = new Set(places.map(({ code }) => code))
  const tops = places.filter(({ parent }) => parent === undefined || !known.has(parent))
  return tops.length < places.length ? tops.map(branch) : []
}

/** All places, with headings in the user's language and the tags of the HXL standard 1.1 beneath. */
function tableOf({ pack, say }: Words, t: ReturnType<typeof useMessages>) {
  const { places } = pack.taxonomies
  return [
    [t('place.name'), t('place.pcode'), t('place.level'), t('place.within'), t('place.within_pcode')],
    ['#adm+name', '#adm+code', '#geo+admin_level', '#adm+name+parent', '#adm+code+parent'],
    ...places.map(({ code, label }) => {
      const [, holder] = pathOf(places, code)
      return [
        say(label),
        pcodeOf(code) ?? code,
        levelOf(places, code),
        holder && say(holder.label),
        holder && (pcodeOf(holder.code) ?? holder.code),
      ]
    }),
  ]
}
