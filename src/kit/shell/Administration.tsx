// The index of Administration: every screen in it that the user may open, by what it is about, with one line
// that says what it is for.
import { useState } from 'react'
import { SearchField } from '../fields/Field.tsx'
import { Card, Columns, List, ListRow, Page, PageHeader } from '../Layout.tsx'
import { useMessages } from '../messages.tsx'
import { EmptyState } from '../State.tsx'
import { usePlaces } from './navigation.tsx'
import { PARTS, type Nav } from './places.ts'
import { plain } from '../letters.ts'

type Entry = Extract<Nav, { place: 'administration' }>

export default function Administration() {
  const t = useMessages()
  const [text, setText] = useState('')
  const screens = usePlaces().find(({ place }) => place === 'administration')?.screens ?? []
  const entries = screens.map(({ path, title, nav }) => {
    const { part, purpose } = nav as Entry
    return { path, icon: nav.icon, part, title: t(title), purpose: t(purpose) }
  })
  const wanted = plain(text.trim())
  const found = entries.filter(({ title, purpose }) => plain(`${title} ${purpose}`).includes(wanted))
  return (
    <Page>
      <PageHeader title={t('kit.place.administration')} lead={t('kit.administration.lead')} />
      <SearchField label={t('kit.administration.find')} value={text} onChange={setText} />
      {wanted !== '' && (
        <p role="status" className="soft">
          {t('kit.palette.count', { count: found.length })}
        </p>
      )}
      {entries.length === 0 && <EmptyState title={t('kit.administration.none')} drawing="shade" />}
      <Columns of="flow">
        {PARTS.map((part) => {
          const here = found.filter((entry) => entry.part === part)
          const title = t(`kit.administration.${part}`)
          return here.length === 0 ? null : (
            <Card key={part} title={title}>
              <List label={title}>
                {here.map((entry) => (
                  <ListRow
                    key={entry.path}
                    href={entry.path}
                    icon={entry.icon}
                    title={entry.title}
                    detail={entry.purpose}
                  />
                ))}
              </List>
            </Card>
          )
        })}
      </Columns>
    </Page>
  )
}
