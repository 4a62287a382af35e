// The home screen: the greeting, and the worklist of the user with what capabilities tell in cards of their own.
import { useState } from 'react'
import { LinkButton } from '../kit/controls/Button.tsx'
import { Columns, Page, PageHeader } from '../kit/Layout.tsx'
import { useFormats, useMessages } from '../kit/messages.tsx'
import { SlotView, useSlot, type SlotContent } from '../kit/route.tsx'
import { isFor, useSession } from '../kit/session.tsx'
import { Worklist } from '../serve/worklist/screens/Worklist.tsx'
import { workParts } from './manifest/work.tsx'

const partOfDay = (hour: number) => (hour < 12 ? 'morning' : hour < 19 ? 'afternoon' : 'evening')

/** The hour of the day on the clock of the centre. */
const hourIn = (moment: Date, timeZone: string | undefined) =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(moment))

export default function Home() {
  const t = useMessages()
  const session = useSession()
  const { day } = useFormats()
  const [now] = useState(() => new Date())
  const mine = (content: SlotContent) => isFor(session?.actor, content)
  const cards = useSlot('home').filter(mine)
  const own = useSlot('home.role').filter(
    (content) => mine(content) && session?.actor.roles.includes(content.key),
  )
  const beside = useSlot('home.aside').filter(mine)
  const drawn = (contents: readonly SlotContent[]) =>
    contents.map((content) => <SlotView key={content.key} content={content} props={{}} />)
  const first = session?.user.name.split(' ')[0] ?? ''
  return (
    <div className="today">
      <Page>
        <PageHeader
          over={day(now)}
          title={t('kit.greeting', { hour: partOfDay(hourIn(now, session?.actor.timeZone)), name: first })}
          actions={
            // Whoever stands at the door begins with whoever comes in.
            session?.actor.roles.includes('front_desk') && (
              <LinkButton href="/welcome" kind="primary" icon="add">
                {t('person.welcome')}
              </LinkButton>
            )
          }
        />
        <Worklist
          parts={workParts}
          hasOwn={own.length > 0}
          notices={(kinds) => (
            <Columns>
              {drawn(own)}
              {/* A card whose key is a kind of work is drawn while there is such work; the others ask by themselves. */}
              {drawn(cards.filter(({ key }) => !key.includes('.') || kinds.has(key)))}
            </Columns>
          )}
          aside={beside.length > 0 && <div className="screen-only">{drawn(beside)}</div>}
        />
      </Page>
    </div>
  )
}
