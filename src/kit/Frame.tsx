// The frame of every screen: the green navigation bar by role, the skip link, language and light, and the
// device's status.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button, IconButton, LinkButton } from './Button.tsx'
import { useOnline } from './data.tsx'
import { Downloads } from './Downloads.tsx'
import { Icon } from './Icon.tsx'
import { Mark, Wordmark } from './Mark.tsx'
import { LOCALE_NAMES, LOCALES, useLocale, useMessages, type UiLocale } from './messages.tsx'
import { remember } from './remember.ts'
import { useAddress, type Route, SECTIONS } from './route.tsx'
import { isFor, useSession } from './session.tsx'

const LIGHTS = ['auto', 'light', 'dark'] as const
export type Light = (typeof LIGHTS)[number]
const LIGHT = 'arraigo.light'

/** The colour scheme: light, dark, or the device's. */
export function useLight(): [Light, (light: Light) => void] {
  const [light, setLight] = useState<Light>(() => (localStorage.getItem(LIGHT) as Light | null) ?? 'auto')
  useEffect(() => {
    if (light === 'auto') delete document.documentElement.dataset['light']
    else document.documentElement.dataset['light'] = light
    remember(LIGHT, light)
  }, [light])
  return [light, setLight]
}

/** Chooses the language; each is listed by its own name. */
export function LanguageChoice() {
  const t = useMessages()
  const { locale, setLocale } = useLocale()
  return (
    <label className="frame-choice">
      <Icon name="globe" />
      <span className="unseen">{t('kit.language')}</span>
      <select value={locale} onChange={(event) => setLocale(event.target.value as UiLocale)}>
        {LOCALES.map((each) => (
          <option key={each} value={each} lang={each}>
            {LOCALE_NAMES[each]}
          </option>
        ))}
      </select>
    </label>
  )
}

function LightChoice() {
  const t = useMessages()
  const [light, setLight] = useLight()
  return (
    <label className="frame-choice">
      <Icon name="eye" />
      <span className="unseen">{t('kit.light')}</span>
      <select value={light} onChange={(event) => setLight(event.target.value as Light)}>
        {LIGHTS.map((each) => (
          <option key={each} value={each}>
            {t(`kit.light.${each}`)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The routes in the navigation that the actor may use, by section, then by `order`. */
export function useNavigation(
  routes: readonly Route[],
): readonly (Route & { nav: NonNullable<Route['nav']> })[] {
  const actor = useSession()?.actor
  return routes
    .filter((route) => route.nav !== undefined)
    .map((route) => ({ ...route, nav: route.nav as NonNullable<Route['nav']> }))
    .filter((route) => actor !== undefined && isFor(actor, route))
    .sort(
      (a, b) =>
        SECTIONS.indexOf(a.nav.section) - SECTIONS.indexOf(b.nav.section) || a.nav.order - b.nav.order,
    )
}

function NavLink({
  route,
  className,
}: {
  route: ReturnType<typeof useNavigation>[number]
  className: string
}) {
  const t = useMessages()
  const { path } = useAddress()
  const here = route.path === '/' ? path === '/' : path === route.path || path.startsWith(`${route.path}/`)
  return (
    <a href={route.path} className={className} aria-current={here ? 'page' : undefined}>
      <Icon name={route.nav.icon} />
      <span>{t(route.title)}</span>
    </a>
  )
}

/** Hides every name on a screen that others can see: Ctrl+B, or a button. */
function useBlur(): [boolean, (hidden: boolean) => void] {
  const [hidden, setHidden] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'b' || event.shiftKey) return
      event.preventDefault()
      setHidden((before) => !before)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return [hidden, setHidden]
}

/**
 * On a phone: a bar at the bottom with the first four routes and `more`. On a desktop: a bar at the side.
 * `status` is where the device shows what waits to be sent; `onSignOut` ends the session; `onSearch` opens
 * the palette.
 */
export function Frame({
  routes,
  field,
  status,
  ended,
  keeps = true,
  onLock,
  onSignOut,
  onSearch,
  children,
}: {
  routes: readonly Route[]
  /** The screen is for phones in field work: bigger type. */
  field: boolean
  status?: ReactNode
  /** The session has ended: the screen's content is kept, hidden, until its user signs in again. */
  ended: boolean
  /** Commands made without a network are stored on this device. */
  keeps?: boolean
  /** Locks the screen at once; undefined where nothing is stored. */
  onLock?: (() => void) | undefined
  onSignOut: () => void
  onSearch: () => void
  children: ReactNode
}) {
  const t = useMessages()
  const session = useSession()
  const online = useOnline()
  const { path } = useAddress()
  const navigation = useNavigation(routes)
  const [hidden, setHidden] = useBlur()
  // The address where the menu was opened: it closes on any other.
  const [moreAt, setMoreAt] = useState<string>()
  const main = useRef<HTMLElement>(null)
  const covered = hidden || ended
  const more = moreAt === path && !covered
  // Sorted by `order` across sections, so that the main work of a role comes first.
  const first = navigation.toSorted((a, b) => a.nav.order - b.nav.order).slice(0, 4)

  return (
    <div className={`frame${field ? ' field-frame' : ''}`}>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {t('kit.skip_to_content')}
      </a>
      <header className="panel screen-only">
        <a href="/" className="panel-sign">
          <Wordmark />
          <span className="unseen">{t('kit.home')}</span>
        </a>
        {session && <p className="panel-place">{session.actor.organisationName}</p>}
        <span className="panel-tools">
          <IconButton icon="search" label={t('kit.search_anything')} onClick={onSearch} />
          <IconButton
            icon="hidden"
            label={t('kit.hide_names')}
            pressed={hidden}
            onClick={() => setHidden(!hidden)}
          />
        </span>
        <nav className="rail" aria-label={t('kit.navigation')}>
          {SECTIONS.map((section) => {
            const members = navigation.filter((route) => route.nav.section === section)
            return members.length === 0 ? null : (
              <div key={section} className="rail-section">
                <p>{t(`kit.section.${section}`)}</p>
                {members.map((route) => (
                  <NavLink key={route.path} route={route} className="rail-link" />
                ))}
              </div>
            )
          })}
        </nav>
        <div className="panel-foot">
          {session && <p className="panel-name">{session.user.name}</p>}
          <LanguageChoice />
          <LightChoice />
          {onLock && (
            <button type="button" className="rail-link" onClick={onLock}>
              <Icon name="lock" />
              <span>{t('kit.lock')}</span>
            </button>
          )}
          <button type="button" className="rail-link" onClick={onSignOut}>
            <Icon name="entrance" />
            <span>{t('kit.sign_out')}</span>
          </button>
        </div>
        <RootsDrawing />
      </header>

      <div className="room">
        {!online && (
          <output className="offline screen-only">
            <Icon name="offline" />
            {t(keeps ? 'kit.offline' : 'kit.offline_unkept')}
          </output>
        )}
        {status}
        <Downloads />
        <main
          id="main"
          ref={main}
          tabIndex={-1}
          className={covered ? 'main main-hidden' : 'main'}
          inert={covered}
        >
          {children}
        </main>
        {covered && (
          <div className="curtain" tabIndex={-1} ref={(curtain) => curtain?.focus()}>
            <Mark />
            <p>{t(ended ? 'kit.session_ended' : 'kit.names_hidden')}</p>
            {ended ? (
              <LinkButton kind="primary" icon="key" href="/sign-in" elsewhere>
                {t('kit.sign_in_again')}
              </LinkButton>
            ) : (
              <Button kind="primary" icon="eye" onClick={() => setHidden(false)}>
                {t('kit.show_again')}
              </Button>
            )}
          </div>
        )}
      </div>

      <nav className="thumb screen-only" aria-label={t('kit.navigation')}>
        {first.map((route) => (
          <NavLink key={route.path} route={route} className="thumb-link" />
        ))}
        <button
          type="button"
          className="thumb-link"
          aria-expanded={more}
          onClick={() => setMoreAt(more ? undefined : path)}
        >
          <Icon name="menu" />
          <span>{t('kit.more')}</span>
        </button>
      </nav>
      {more && (
        <nav className="more screen-only" aria-label={t('kit.more')}>
          {session && (
            <p className="more-who">
              {session.user.name}
              <span className="soft"> {session.actor.organisationName}</span>
            </p>
          )}
          {navigation
            .filter((route) => !first.includes(route))
            .map((route) => (
              <NavLink key={route.path} route={route} className="more-link" />
            ))}
          <div className="more-choices">
            <LanguageChoice />
            <LightChoice />
          </div>
          {onLock && (
            <button type="button" className="more-link" onClick={onLock}>
              <Icon name="lock" />
              <span>{t('kit.lock')}</span>
            </button>
          )}
          <button type="button" className="more-link" onClick={onSignOut}>
            <Icon name="entrance" />
            <span>{t('kit.sign_out')}</span>
          </button>
        </nav>
      )}
    </div>
  )
}

/** A drawing of roots at the foot of the navigation bar, decoration only. */
function RootsDrawing() {
  return (
    <svg
      className="panel-roots"
      viewBox="0 0 248 150"
      aria-hidden="true"
      focusable="false"
      preserveAspectRatio="xMidYMin slice"
    >
      <path d="M124 0v150M124 22c-4 30-22 44-60 50S14 96 8 150M124 40c5 32 24 46 58 52s50 24 56 58M124 64c-3 26-16 40-36 48s-30 20-32 38M124 78c4 24 16 36 32 42s24 16 26 30M124 104c-2 16-8 28-16 46M124 110c2 14 8 26 14 40" />
    </svg>
  )
}

/**
 * A screen without navigation: a kiosk, a public display, a page for a person without an account. With
 * `panel`, the green panel is beside it, as on the sign-in page.
 */
export function BareFrame({
  children,
  field = false,
  panel = false,
}: {
  children: ReactNode
  field?: boolean
  panel?: boolean
}) {
  const t = useMessages()
  return (
    <div className={`bare${field ? ' field-frame' : ''}${panel ? ' bare-panel' : ''}`}>
      <header className="bare-head screen-only">
        <Wordmark />
        {panel && <p className="bare-tagline">{t('kit.tagline')}</p>}
        <LanguageChoice />
        {panel && <RootsDrawing />}
      </header>
      <main id="main" className="bare-main" tabIndex={-1}>
        <Downloads />
        {children}
      </main>
    </div>
  )
}

/** A page for print: logo, issuer and date in its head; `foot` at its end. */
export function PrintSheet({
  issuer,
  date,
  children,
  foot,
}: {
  issuer: string
  date: ReactNode
  children: ReactNode
  foot?: ReactNode
}) {
  return (
    <article className="print-sheet">
      <header>
        <Wordmark />
        <p>
          {issuer}
          <br />
          {date}
        </p>
      </header>
      {children}
      {foot && <footer>{foot}</footer>}
    </article>
  )
}
