// Who saw or received data of the person, day by day, in plain words; filtered while typing.
import { useState } from 'react'
import { SearchField } from '../../../kit/fields/Field.tsx'
import { Card, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { EmptyState } from '../../../kit/State.tsx'
import type { OwnView, Look } from '../operations.ts'

/** Without accents and capitals: people in a hurry do not type them. */
const folded = (text: string, locale: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase(locale)

export function Seen({ view }: { view: OwnView }) {
  const t = useMessages()
  const { locale } = useLocale()
  const [wanted, setWanted] = useState('')
  const holds = (one: Look) =>
    folded(
      [
        one.who ?? t(one.self ? 'own.you' : 'own.the_house'),
        one.organisation,
        one.recipient,
        one.what,
        ...one.parts,
      ].join(' '),
      locale,
    ).includes(folded(wanted.trim(), locale))
  const days = view.seen
    .map(({ day, sights }) => ({ day, sights: sights.filter(holds) }))
    .filter(({ sights }) => sights.length > 0)
  if (view.seen.length === 0) return <EmptyState title={t('own.nobody_looked')} drawing="shade" />
  return (
    <Stack>
      <p>{t('own.seen_lead')}</p>
      <SearchField label={t('own.search')} value={wanted} onChange={setWanted} />
      {days.length === 0 && <EmptyState title={t('own.nobody_found')} drawing="shade" />}
      {days.map(({ day, sights }) => (
        <Day key={day} day={day} sights={sights} />
      ))}
      {view.more && <p className="soft">{t('own.older')}</p>}
    </Stack>
  )
}

function Day({ day, sights }: OwnView['seen'][number]) {
  const formats = useFormats()
  return (
    <Card title={formats.date(day)}>
      <List label={formats.date(day)}>
        {sights.map((one) => (
          <OneLook key={`${one.last} ${one.who} ${one.what} ${one.recipient}`} sight={one} />
        ))}
      </List>
    </Card>
  )
}

function OneLook({ sight: one }: { sight: Look }) {
  const t = useMessages()
  const formats = useFormats()
  return (
    <ListRow
      icon={one.self ? 'person' : one.recipient === null ? 'eye' : 'send'}
      title={<bdi>{one.self ? t('own.you') : (one.who ?? t('own.the_house'))}</bdi>}
      detail={
        <>
          {!one.self && one.organisation !== null && (
            <>
              <bdi>{one.organisation}</bdi>
              <br />
            </>
          )}
          {[one.what, one.recipient !== null && t('own.handed_to', { name: one.recipient })]
            .filter(Boolean)
            .join(' · ')}
          <br />
          {formats.list(one.parts)}
          {one.consented && <> · {t('own.with_consent')}</>}
          {one.times > 1 && <> · {t('own.times', { count: one.times })}</>}
        </>
      }
      end={<time dateTime={one.last}>{formats.time(one.last)}</time>}
    />
  )
}
