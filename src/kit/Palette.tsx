// The command palette: finds screens, and what capabilities can search, by a few letters.
import { useRef, useState, type KeyboardEvent } from 'react'
import { Dialog } from './Dialog.tsx'
import { useNavigation } from './Frame.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './messages.tsx'
import { SlotView, useSlot, type Route } from './route.tsx'
import { isFor, useSession } from './session.tsx'

/** Letters without their accents, so that `telefono` finds `Teléfono`. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Contents of the slot `palette` add what they find: each is drawn with `{ text, onGo }` and shows a `<ul>`
 * of links that call `onGo`.
 */
export default function Palette({ routes, onClose }: { routes: readonly Route[]; onClose: () => void }) {
  const t = useMessages()
  const box = useRef<HTMLDivElement>(null)
  const actor = useSession()?.actor
  const [text, setText] = useState('')
  const found = useNavigation(routes)
    .map((route) => ({ path: route.path, icon: route.nav.icon, title: t(route.title) }))
    .filter(({ title }) => plain(title).includes(plain(text.trim())))
    .slice(0, 9)
  const finders = useSlot('palette').filter((content) => isFor(actor, content))

  /** Arrow keys move the focus through the results, and back up to the search field. */
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const stops = [...(box.current?.querySelectorAll<HTMLElement>('input, a') ?? [])]
    stops[stops.indexOf(document.activeElement as HTMLElement) + step]?.focus()
  }

  return (
    <Dialog title={t('kit.palette.help')} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only hears the arrow keys of what is in it */}
      <div ref={box} className="palette" onKeyDown={onKeyDown}>
        <form
          className="search-field"
          onSubmit={(event) => {
            event.preventDefault()
            box.current?.querySelector<HTMLElement>('a')?.click()
          }}
        >
          <Icon name="search" />
          <input
            className="input"
            autoComplete="off"
            aria-label={t('kit.palette.help')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </form>
        {finders.map((content) => (
          <SlotView key={content.key} content={content} props={{ text: text.trim(), onGo: onClose }} />
        ))}
        {found.length > 0 && (
          <ul>
            {found.map(({ path, icon, title }) => (
              <li key={path}>
                <a href={path} onClick={onClose}>
                  <Icon name={icon} />
                  {title}
                </a>
              </li>
            ))}
          </ul>
        )}
        {found.length === 0 && finders.length === 0 && <p className="soft">{t('kit.palette.empty')}</p>}
      </div>
    </Dialog>
  )
}
