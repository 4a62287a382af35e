// The pattern book: every component of the kit with invented texts, to look at while the kit is being
// changed.
import { createRoot } from 'react-dom/client'
import type { MessageKey } from '../../src/kernel/messages.ts'
import '../../src/kit/fonts.css'
import { DataProvider, queryClient } from '../../src/kit/data.tsx'
import { BareFrame, Frame } from '../../src/kit/Frame.tsx'
import { Messages } from '../../src/kit/messages.tsx'
import { SlotsProvider, startRouting, useAddress, type Route } from '../../src/kit/route.tsx'
import { SessionProvider, type Session } from '../../src/kit/session.tsx'
import { grantsOf } from '../../src/kernel/roles.ts'
import { startTexts, type Texts, type UiLocale } from '../../src/kit/texts.ts'
import { ToastProvider } from '../../src/kit/Toast.tsx'
import Palette from '../../src/kit/Palette.tsx'
import { PAGES } from './pages.tsx'
import { WORDS } from './words.tsx'

const kit = import.meta.glob<Texts>('../../src/kit/messages/*.json', { import: 'default', eager: true })
const texts = (locale: UiLocale): Texts => ({
  ...kit[`../../src/kit/messages/${locale}.json`],
  ...WORDS[locale],
})

const id = '01990000-0000-7000-8000-000000000001'
const session: Session = {
  user: { id, name: 'Ana Lucía Epieyú', email: 'ana@example.org' },
  actor: {
    user: id,
    name: 'Ana Lucía Epieyú',
    organisation: id,
    organisationName: 'Centro de integración de Riohacha',
    organisationClass: 'public',
    roles: ['front_desk', 'case_manager'],
    grants: grantsOf(['front_desk', 'case_manager']),
    locale: 'es',
    timeZone: 'America/Bogota',
    scope: 'organisation',
  },
  organisations: [{ id, name: 'Centro de integración de Riohacha' }],
}

const never = () => Promise.reject(new Error('not in the pattern book'))
const nav = (
  path: string,
  title: MessageKey,
  section: 'serve' | 'understand' | 'fund' | 'administration',
  icon: NonNullable<Route['nav']>['icon'],
  order: number,
): Route => ({ path, title, load: never, nav: { section, icon, order } })

const routes: Route[] = [
  nav('/', 'kit.home', 'serve', 'home', 0),
  nav('/form', 'word.welcome', 'serve', 'add', 10),
  nav('/record', 'word.people', 'serve', 'people', 11),
  nav('/list', 'word.referrals', 'serve', 'referral', 30),
  nav('/states', 'word.events', 'serve', 'event', 50),
  nav('/figures', 'word.figures', 'understand', 'chart', 60),
  nav('/table', 'word.claims', 'fund', 'coin', 70),
  nav('/print', 'word.settings', 'administration', 'settings', 90),
]

function Book() {
  const { path, search } = useAddress()
  const View = PAGES[path] ?? PAGES['/']
  if (View === undefined) return null
  if (path === '/bare')
    return (
      <BareFrame panel>
        <View />
      </BareFrame>
    )
  return (
    <Frame
      routes={routes}
      field={path === '/form'}
      ended={false}
      onSignOut={() => undefined}
      onSearch={() => undefined}
    >
      <View />
      {search.has('palette') && <Palette routes={routes} onClose={() => undefined} />}
    </Frame>
  )
}

const wanted = new URLSearchParams(location.search)
const locale = (wanted.get('locale') ?? 'es') as UiLocale
startRouting()
await startTexts((next) => Promise.resolve(texts(next)), locale)
createRoot(document.querySelector('#root') as HTMLElement).render(
  <Messages locale={locale}>
    <SessionProvider session={session}>
      <DataProvider client={queryClient()} signedIn={false}>
        <SlotsProvider slots={[]}>
          <ToastProvider>
            <Book />
          </ToastProvider>
        </SlotsProvider>
      </DataProvider>
    </SessionProvider>
  </Messages>,
)
