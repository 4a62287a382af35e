// The links to places: the rail of a desk, the bar of a phone, what is under *More*, and the screens of the
// current place side by side.
import { useEffect, useRef } from 'react'
import { hrefTo } from '../../kernel/paths.ts'
import { Icon } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'
import { useAddress } from '../route.tsx'
import { useDisclosed } from './disclosure.ts'
import { usePlaces, useWhereabouts } from './navigation.tsx'
import { ICONS, IN_BAR, ON_RAIL, split, type PlaceShown } from './places.ts'

function PlaceLink({ shown: { place, title, href }, className }: { shown: PlaceShown; className: string }) {
  const t = useMessages()
  const { path } = useAddress()
  const isHere = useWhereabouts()?.place === place
  return (
    <a
      href={href}
      className={className}
      aria-current={isHere ? (path === href ? 'page' : 'true') : undefined}
    >
      <Icon name={ICONS[place]} />
      <span>{t(title)}</span>
    </a>
  )
}

function More({
  places,
  className,
  onHide,
}: {
  places: readonly PlaceShown[]
  className: string
  onHide?: (() => void) | undefined
}) {
  const t = useMessages()
  const { whole, button, open, close, id } = useDisclosed()
  const here = useWhereabouts()?.place
  const holds = places.some(({ place }) => place === here)
  return (
    <div className="place-more" ref={whole}>
      <button type="button" className={className} data-here={holds || undefined} {...button}>
        <Icon name="menu" />
        <span>{t('kit.more')}</span>
      </button>
      {open && (
        <div className="menu-sheet" id={id}>
          <ul>
            {places.map((shown) => (
              <li key={shown.place}>
                <PlaceLink shown={shown} className="menu-row" />
              </li>
            ))}
            <li>
              <a className="menu-row" href={hrefTo('/places')}>
                <Icon name="map" />
                {t('kit.places')}
              </a>
            </li>
            {onHide && (
              <li>
                <button
                  type="button"
                  className="menu-row"
                  onClick={() => {
                    close()
                    onHide()
                  }}
                >
                  <Icon name="hidden" />
                  {t('kit.hide_names')}
                </button>
              </li>
            )}
          </ul>
        </div>
      )}
    </div>
  )
}

function PlaceLinks({ most, className, onHide }: { most: number; className: string; onHide?: () => void }) {
  const { first, rest } = split(usePlaces(), most)
  return (
    <>
      {first.map((shown) => (
        <PlaceLink key={shown.place} shown={shown} className={className} />
      ))}
      {/* The bar of a phone always ends with it: there is no other way to all places there. */}
      {(rest.length > 0 || most === IN_BAR) && <More places={rest} className={className} onHide={onHide} />}
    </>
  )
}

export function Rail() {
  const t = useMessages()
  return (
    <nav className="rail screen-only" aria-label={t('kit.navigation')}>
      <PlaceLinks most={ON_RAIL} className="rail-link" />
    </nav>
  )
}

/** `onHide` is also here, within reach of the thumb where the header has been scrolled away. */
export function BottomBar({ onHide }: { onHide: () => void }) {
  const t = useMessages()
  return (
    <nav className="thumb screen-only" aria-label={t('kit.navigation')}>
      <PlaceLinks most={IN_BAR} className="thumb-link" onHide={onHide} />
    </nav>
  )
}

/**
 * The screens of a place, side by side above the one that is open. A record below them has a link back
 * instead, and Administration its index.
 */
export function PlaceScreens() {
  const t = useMessages()
  const { path } = useAddress()
  const places = usePlaces()
  const here = useWhereabouts()
  const strip = useRef<HTMLElement>(null)
  const screens = places.find(({ place }) => place === here?.place)?.screens ?? []
  const isShown = screens.length > 1 && here?.place !== 'administration' && here?.screen?.path === path
  // Scrolls to the open screen: on a phone the row is wider than the screen.
  useEffect(() => {
    const row = strip.current
    const link = row?.querySelector('[aria-current]')
    if (!row || !link) return
    const [around, within] = [row.getBoundingClientRect(), link.getBoundingClientRect()]
    row.scrollBy({ left: within.left + within.width / 2 - (around.left + around.width / 2) })
    const look = () => {
      const isMore = row.scrollWidth - Math.abs(row.scrollLeft) > row.clientWidth + 1
      row.toggleAttribute('data-more', isMore)
    }
    const sizes = new ResizeObserver(look)
    sizes.observe(row)
    row.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      row.removeEventListener('scroll', look)
    }
  }, [path])
  if (!isShown || !here) return null
  return (
    <nav className="place-screens screen-only" aria-label={t(`kit.place.${here.place}`)} ref={strip}>
      {screens.map((screen) => (
        <a key={screen.path} href={screen.path} aria-current={screen.path === path ? 'page' : undefined}>
          {t(screen.title)}
        </a>
      ))}
    </nav>
  )
}
