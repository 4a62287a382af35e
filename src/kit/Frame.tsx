// The frame of every screen: the rail of places, the header with search and the user's menu, the skip link,
// and the device's status.
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { hrefTo } from '../kernel/paths.ts'
import { Button, IconButton, LinkButton } from './controls/Button.tsx'
import { useOnline } from './data.tsx'
import { Downloads } from './controls/Downloads.tsx'
import { Icon } from './drawings/Icon.tsx'
import { Mark, Wordmark } from './drawings/Mark.tsx'
import { useMessages } from './messages.tsx'
import { useDrawnHeading } from './route.tsx'
import { useSession } from './session.tsx'
import { Keys } from './shell/Keys.tsx'
import { usePlaces } from './shell/navigation.tsx'
import { Palette } from './shell/Palette.tsx'
import { BottomBar, PlaceScreens, Rail } from './shell/PlaceLinks.tsx'
import { LanguageChoice, useChosenLight } from './shell/preferences.tsx'
import { HIDE, keysText, SEARCH, useShortcuts } from './shell/shortcuts.ts'
import { UserMenu } from './shell/UserMenu.tsx'

/** Decoration, and what only paper shows: a screen does not fail for want of it. */
const RootsDrawing = lazy(() => import('./drawings/RootsDrawing.tsx').catch(() => ({ default: () => null })))
const Letterhead = lazy(() => import('./print/Letterhead.tsx').catch(() => ({ default: () => null })))

/**
 * On a phone: a header, and a bar at the bottom with the first four places. On a desk: a rail with the places
 * of the user's role, and a header beside it. `status` is where the device shows what waits to be sent.
 */
export function Frame({
  field,
  status,
  ended,
  keeps = true,
  onLock,
  onSignOut,
  children,
}: {
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
  children: ReactNode
}) {
  const t = useMessages()
  const session = useSession()
  const online = useOnline()
  const [hidden, setHidden] = useState(false)
  const [isSearching, setSearching] = useState(false)
  const main = useRef<HTMLElement>(null)
  const covered = hidden || ended
  // Drawn before the next key is handled: what is typed at once goes into its field.
  const search = () => flushSync(() => setSearching(!ended))
  useChosenLight()
  useShortcuts({ onSearch: search, onHide: () => setHidden((before) => !before), places: usePlaces() })

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
      <header className="head screen-only">
        <a href={hrefTo('/')} className="head-sign">
          <Wordmark />
          <span className="unseen">{t('kit.home')}</span>
        </a>
        <HeadTitle covered={covered} />
        {session && <p className="head-organisation">{session.actor.organisationName}</p>}
        <button type="button" className="head-search" onClick={search}>
          <Icon name="search" />
          <span>{t('kit.search_anything')}</span>
          <Keys of={SEARCH} />
        </button>
        <IconButton
          icon="hidden"
          label={`${t('kit.hide_names')} (${keysText(HIDE)})`}
          pressed={hidden}
          onClick={() => setHidden(!hidden)}
        />
        <UserMenu onHide={() => setHidden(true)} onLock={onLock} onSignOut={onSignOut} />
      </header>
      <Rail />

      <div className="room">
        {!online && (
          <output className="offline screen-only">
            <Icon name="offline" />
            {t(keeps ? 'kit.offline' : 'kit.offline_unkept')}
          </output>
        )}
        {status}
        <Downloads />
        <PlaceScreens />
        <main
          id="main"
          ref={main}
          tabIndex={-1}
          className={covered ? 'main main-hidden' : 'main'}
          inert={covered}
        >
          <Suspense>
            <Letterhead />
          </Suspense>
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

      <BottomBar onHide={() => setHidden(true)} />
      {isSearching && !ended && <Palette namesHidden={hidden} onClose={() => setSearching(false)} />}
    </div>
  )
}

/** How far a screen is scrolled when its own heading is out of sight. */
const HEADING_GONE = 96

/** On a phone, the heading of the screen once it has been scrolled away: whose record it is. */
function HeadTitle({ covered }: { covered: boolean }) {
  const heading = useDrawnHeading()
  const [isGone, setGone] = useState(false)
  useEffect(() => {
    const look = () => setGone(scrollY > HEADING_GONE)
    look()
    addEventListener('scroll', look, { passive: true })
    return () => removeEventListener('scroll', look)
  }, [])
  if (!isGone || covered) return null
  return (
    <p className="head-title" aria-hidden="true">
      {heading}
    </p>
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
  useChosenLight()
  return (
    <div className={`bare${field ? ' field-frame' : ''}${panel ? ' bare-panel' : ''}`}>
      <header className="bare-head screen-only">
        <Wordmark />
        {panel && <p className="bare-tagline">{t('kit.tagline')}</p>}
        <LanguageChoice />
        {panel && (
          <Suspense>
            <RootsDrawing />
          </Suspense>
        )}
      </header>
      <main id="main" className="bare-main" tabIndex={-1}>
        <Downloads />
        {children}
      </main>
    </div>
  )
}
