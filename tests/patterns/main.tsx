// The page of parts without a server, to look at while a part is being changed: npx vite tests/patterns.
import { createRoot } from 'react-dom/client'
import type { MessageKey } from '../../src/kernel/messages.ts'
import '../../src/kit/fonts.css'
import { DataProvider, queryClient } from '../../src/kit/data.tsx'
import { BareFrame, Frame } from '../../src/kit/Frame.tsx'
import type { IconName } from '../../src/kit/drawings/Icon.tsx'
import { Messages } from '../../src/kit/messages.tsx'
import { SlotsProvider, startRouting, useAddress, type Route } from '../../src/kit/route.tsx'
import { SessionProvider, type Session } from '../../src/kit/session.tsx'
import { grantsOf } from '../../src/kernel/roles.ts'
import { startTexts, type Texts, type UiLocale } from '../../src/kit/texts.ts'
import { ToastProvider } from '../../src/kit/controls/Toast.tsx'
import Parts from '../../src/kit/parts/Parts.tsx'
import { RoutesProvider } from '../../src/kit/shell/navigation.tsx'
import { Palette } from '../../src/kit/shell/Palette.tsx'
import type { Place } from '../../src/kit/shell/places.ts'

const kit = import.meta.glob<Texts>('../../src/kit/messages/*.json', { import: 'default', eager: true })
const texts = (locale: UiLocale): Texts => kit[`../../src/kit/messages/${locale}.json`] ?? {}

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
const shown = (
  path: string,
  title: MessageKey,
  place: Exclude<Place, 'administration'>,
  icon: IconName,
  order: number,
): Route => ({ path, title, load: never, nav: { place, icon, order } }) as Route

const routes: Route[] = [
  shown('/', 'kit.place.today', 'today', 'home', 10),
  shown('/people', 'kit.place.people', 'people', 'people', 10),
  shown('/overview', 'kit.place.figures', 'figures', 'chart', 10),
  shown('/services', 'kit.place.services', 'services', 'directory', 10),
]

function Book() {
  const { path, search } = useAddress()
  if (path === '/bare')
    return (
      <BareFrame panel>
        <Parts />
      </BareFrame>
    )
  return (
    <Frame field={path === '/field'} ended={false} onSignOut={() => undefined}>
      <Parts />
      {search.has('palette') && <Palette namesHidden={false} onClose={() => undefined} />}
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
