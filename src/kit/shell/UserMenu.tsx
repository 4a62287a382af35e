// The menu under the user's name: the own account, the language and light of the screen, and the ways to hide,
// lock and leave it.
import { lazy, Suspense } from 'react'
import { Icon } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'
import { useSession } from '../session.tsx'
import { ErrorBoundary } from '../State.tsx'
import { useDisclosed } from './disclosure.ts'

const Sheet = lazy(() => import('./UserMenuSheet.tsx'))

export type Leaving = {
  onHide: () => void
  /** Locks the screen at once; undefined where nothing is stored. */
  onLock: (() => void) | undefined
  onSignOut: () => void
}

export function UserMenu(leaving: Leaving) {
  const t = useMessages()
  const session = useSession()
  const { whole, button, open, close, id } = useDisclosed()
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
          <ErrorBoundary fallback={() => <p className="soft">{t('kit.needs_network')}</p>}>
            <Suspense>
              <Sheet session={session} close={close} {...leaving} />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </div>
  )
}
