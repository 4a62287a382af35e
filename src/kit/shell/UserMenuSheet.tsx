// What is in the menu under the user's name.
import { Icon, type IconName } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'
import type { Session } from '../session.tsx'
import { Keys } from './Keys.tsx'
import { useMenuRoutes } from './navigation.tsx'
import { LightChoice } from './LightChoice.tsx'
import { LanguageChoice } from './preferences.tsx'
import { HIDE, type Keys as Pressed } from './shortcuts.ts'
import type { Leaving } from './UserMenu.tsx'

export default function UserMenuSheet({
  session,
  close,
  onHide,
  onLock,
  onSignOut,
}: Leaving & { session: Session; close: () => void }) {
  const t = useMessages()
  const routes = useMenuRoutes()
  return (
    <>
      <div className="menu-who">
        <div>{session.user.name}</div>
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
    </>
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
