// The menu under the user's name: the own account, the language and light of the screen, and the ways to hide,
// lock and leave it.
import { Icon, type IconName } from '../Icon.tsx'
import { useMessages } from '../messages.tsx'
import { useSession } from '../session.tsx'
import { useDisclosed } from './disclosure.ts'
import { Keys } from './Keys.tsx'
import { useMenuRoutes } from './navigation.tsx'
import { LanguageChoice, LightChoice } from './preferences.tsx'
import { HIDE, type Keys as Pressed } from './shortcuts.ts'

export type Leaving = {
  onHide: () => void
  /** Locks the screen at once; undefined where nothing is stored. */
  onLock: (() => void) | undefined
  onSignOut: () => void
}

export function UserMenu({ onHide, onLock, onSignOut }: Leaving) {
  const t = useMessages()
  const session = useSession()
  const { whole, button, open, close, id } = useDisclosed()
  const routes = useMenuRoutes()
  if (session === null) return null
  const { name } = session.user
  return (
    <div className="user-menu" ref={whole}>
      <button type="button" className="user-button" aria-label={t('kit.menu', { name })} {...button}>
        <Icon name="person" />
        <span className="user-name">{name}</span>
        <Icon name="down" className="user-more" />
      </button>
      {open && (
        <div className="menu-sheet" id={id}>
          <div className="menu-who">
            <div>{name}</div>
            <div className="soft">{session.actor.organisationName}</div>
          </div>
          <ul>
            {routes.map((route) => (
              <li key={route.path}>
                <a className="menu-row" href={route.path} onClick={close}>
                  <Icon name={route.menu.icon} />
                  {t(route.title)}
                </a>
              </li>
            ))}
          </ul>
          <div className="menu-choices">
            <LanguageChoice />
            <LightChoice />
          </div>
          <ul>
            <Act icon="hidden" words={t('kit.hide_names')} keys={HIDE} onPress={onHide} done={close} />
            {onLock && <Act icon="lock" words={t('kit.lock')} onPress={onLock} />}
            <Act icon="entrance" words={t('kit.sign_out')} onPress={onSignOut} />
          </ul>
        </div>
      )}
    </div>
  )
}

function Act({
  icon,
  words,
  keys,
  onPress,
  done,
}: {
  icon: IconName
  words: string
  keys?: Pressed
  onPress: () => void
  done?: () => void
}) {
  return (
    <li>
      <button
        type="button"
        className="menu-row"
        onClick={() => {
          done?.()
          onPress()
        }}
      >
        <Icon name={icon} />
        <span>{words}</span>
        {keys && <Keys of={keys} />}
      </button>
    </li>
  )
}
