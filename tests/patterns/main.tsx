// The pattern book: every component of the kit with invented texts, to look at while the kit is being
// changed.
import { createRoot } from 'react-dom/client'
import type { MessageKey } from '../../src/kernel/messages.ts'
import '../../src/kit/fonts.css'
import { DataProvider, queryClient } from '../../src/kit/data.tsx'
import { BareFrame, Frame } from '../../src/kit/Frame.tsx'
import type { IconName } from '../../src/kit/Icon.tsx'
import { Messages, type Texts, type UiLocale } from '../../src/kit/messages.tsx'
import { SlotsProvider, startRouting, useAddress, type Route } from '../../src/kit/route.tsx'
import { SessionProvider, type Session } from '../../src/kit/session.tsx'
import { grantsOf } from '../../src/kernel/roles.ts'
import { ToastProvider } from '../../src/kit/Toast.tsx'
import { RoutesProvider } from '../../src/kit/shell/navigation.tsx'
import { Palette } from '../../src/kit/shell/Palette.tsx'
import type { Place } from '../../src/kit/shell/places.ts'
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
  place: Exclude<Place, 'administration'>,
  icon: IconName,
  order: number,
): Route => ({ path, title, load: never, nav: { place, icon, order } }) as Route

// Two screens in one place stand side by side; the pages are drawn at the addresses of `pages.tsx`.
const routes: Route[] = [
  nav('/', 'kit.place.today', 'today', 'home', 10),
  nav('/record', 'word.people', 'people', 'people', 10),
  nav('/form', 'word.welcome', 'people', 'add', 20),
  nav('/list', 'word.referrals', 'work', 'referral', 10),
  nav('/figures', 'word.figures', 'figures', 'chart', 10),
  nav('/table', 'word.claims', 'results', 'coin', 10),
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
    <Frame field={path === '/form'} ended={false} onSignOut={() => undefined}>
      <View />
      {search.has('palette') && <Palette namesHidden={false} onClose={() => undefined} />}
    </Frame>
  )
}

const wanted = new URLSearchParams(location.search)
const locale = (wanted.get('locale') ?? 'es') as UiLocale
startRouting()
createRoot(document.querySelector('#root') as HTMLElement).render(
  <Messages locale={locale} texts={texts(locale)} load={(next) => Promise.resolve(texts(next))}>
    <SessionProvider session={session}>
      <DataProvider client={queryClient()} signedIn={false}>
        <SlotsProvider slots={[]}>
          <RoutesProvider routes={routes}>
            <ToastProvider>
              <Book />
            </ToastProvider>
          </RoutesProvider>
        </SlotsProvider>
      </DataProvider>
    </SessionProvider>
  </Messages>,
)
