// The home screen: today's work, one card from each capability that has something for this user's role.
import { useState } from 'react'
import { useAllAnswered } from '../kit/data.tsx'
import { EmptyState, Loading } from '../kit/State.tsx'
import { Columns, Page, PageHeader } from '../kit/Layout.tsx'
import { useFormats, useMessages } from '../kit/messages.tsx'
import { SlotView, useSlot } from '../kit/route.tsx'
import { isFor, useSession } from '../kit/session.tsx'

const partOfDay = (hour: number) => (hour < 12 ? 'morning' : hour < 19 ? 'afternoon' : 'evening')

export default function Home() {
  const t = useMessages()
  const session = useSession()
  const { day } = useFormats()
  const [now] = useState(() => new Date())
  const cards = useSlot('home').filter((content) => isFor(session?.actor, content))
  const isAnswered = useAllAnswered()
  const first = session?.user.name.split(' ')[0] ?? ''
  return (
    <Page>
      <PageHeader
        over={day(now)}
        title={t('kit.greeting', { hour: partOfDay(now.getHours()), name: first })}
        lead={t('kit.home.lead')}
      />
      <Columns of="flow">
        {cards.map((content) => (
          <SlotView key={content.key} content={content} props={{}} waiting={<Loading lines={3} />} />
        ))}
      </Columns>
      {/* A card with nothing to show draws nothing: this is seen while the columns are empty (layout.css). */}
      {isAnswered && (
        <EmptyState title={t('kit.home.empty')} drawing="shade">
          {t('kit.home.empty_help')}
        </EmptyState>
      )}
    </Page>
  )
}
