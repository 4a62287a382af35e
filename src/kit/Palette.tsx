// Everything by keyboard: type a few letters of where you want to go, or of what another capability can find.
import { useId, useState, type KeyboardEvent } from 'react'
import { Dialog } from './Dialog.tsx'
import { useNavigation } from './Frame.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './messages.tsx'
import { navigate, PieceView, usePieces, type Route } from './route.tsx'
import { holdsOne, useSession } from './session.tsx'

/** Letters without their accents, so that `telefono` finds `Teléfono`. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Pieces at `palette` add what they find: each is drawn with `{ text, onGo }` and shows its own rows as links.
 */
export default function Palette({ routes, onClose }: { routes: readonly Route[]; onClose: () => void }) {
  const t = useMessages()
  const id = useId()
  const actor = useSession()?.actor
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = useNavigation(routes)
    .map((route) => ({ path: route.path, icon: route.nav.icon, title: t(route.title) }))
    .filter(({ title }) => plain(title).includes(plain(text.trim())))
    .slice(0, 9)
  const finders = usePieces('palette').filter((piece) => holdsOne(actor, piece.roles))

  function go(path: string) {
    onClose()
    navigate(path)
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      setAt((at + step + found.length) % found.length)
    }
    const chosen = found[at]
    if (event.key === 'Enter' && chosen) go(chosen.path)
  }

  return (
    <Dialog title={t('kit.palette.help')} onClose={onClose}>
      <div className="search-field">
        <Icon name="search" />
        <input
          className="input"
          role="combobox"
          autoComplete="off"
          aria-label={t('kit.palette.help')}
          aria-expanded={found.length > 0}
          aria-controls={`${id}-found`}
          aria-activedescendant={found[at] && `${id}-${at}`}
          value={text}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
        />
      </div>
      {found.length > 0 && (
        <ul id={`${id}-found`} role="listbox" aria-label={t('kit.navigation')} className="palette">
          {found.map(({ path, icon, title }, index) => (
            <li
              key={path}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onPointerMove={() => setAt(index)}
              onClick={() => go(path)}
            >
              <Icon name={icon} />
              {title}
            </li>
          ))}
        </ul>
      )}
      {finders.map((piece) => (
        <PieceView key={piece.key} piece={piece} props={{ text: text.trim(), onGo: onClose }} />
      ))}
      {found.length === 0 && finders.length === 0 && <p className="soft">{t('kit.palette.empty')}</p>}
    </Dialog>
  )
}
