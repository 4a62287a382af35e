// The command palette: finds screens, and what capabilities can search, by a few letters. It says how many it
// found, and loses no key: neither one typed before it is drawn, nor an Enter before the answer.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import ModalDialog from './aria/ModalDialog.tsx'
import { useNavigation } from './Frame.tsx'
import { Icon } from './Icon.tsx'
import { plain } from './letters.ts'
import { useMessages } from './messages.tsx'
import { SlotView, useSlot, type Route } from './route.tsx'
import { isFor, useSession } from './session.tsx'
import { takeTyping } from './typing.ts'

/**
 * Contents of the slot `palette` add what they find: each is drawn with `{ text, onGo }` and shows a `<ul>`
 * of links that call `onGo`.
 */
export default function Palette({ routes, onClose }: { routes: readonly Route[]; onClose: () => void }) {
  const t = useMessages()
  const box = useRef<HTMLDivElement>(null)
  const actor = useSession()?.actor
  const [text, setText] = useState('')
  /** The text after which Enter was pressed: its first result is opened as soon as there is one. */
  const entered = useRef<string>(undefined)
  const [count, setCount] = useState<number>()
  const found = useNavigation(routes)
    .map((route) => ({ path: route.path, icon: route.nav.icon, title: t(route.title) }))
    .filter(({ title }) => plain(title).includes(plain(text.trim())))
    .slice(0, 9)
  const finders = useSlot('palette').filter((content) => isFor(actor, content))
  const links = () => [...(box.current?.querySelectorAll<HTMLElement>('a') ?? [])]

  useEffect(() => {
    takeTyping((typed) => {
      setText(typed.text)
      if (typed.entered) entered.current = typed.text
    })
  }, [])
  // Results of the slot arrive by themselves, so they are counted where they are drawn.
  useEffect(() => {
    const look = () => {
      const all = links()
      setCount(all.length)
      if (entered.current !== text || all.length === 0) return
      entered.current = undefined
      all[0]?.click()
    }
    const observer = new MutationObserver(look)
    if (box.current) observer.observe(box.current, { childList: true, subtree: true })
    look()
    return () => observer.disconnect()
  }, [text])

  /** Arrow keys move the focus through the results and back to the field, to which letters return it too. */
  function onKeyDown(event: KeyboardEvent) {
    const field = box.current?.querySelector('input')
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const types = event.key.length === 1 || event.key === 'Backspace'
    if (types && !event.ctrlKey && !event.metaKey && !event.altKey) return field?.focus()
    if (step === undefined || !field) return
    event.preventDefault()
    const stops = [field, ...links()]
    stops[stops.indexOf(document.activeElement as HTMLInputElement) + step]?.focus()
  }

  return (
    <ModalDialog title={t('kit.palette.help')} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only hears the keys of what is in it */}
      <div ref={box} className="palette" onKeyDown={onKeyDown}>
        <form
          className="search-field"
          onSubmit={(event) => {
            event.preventDefault()
            const [first] = links()
            if (first) first.click()
            else entered.current = text
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
        <output className="soft small">{count !== undefined && t('kit.palette.count', { count })}</output>
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
      </div>
    </ModalDialog>
  )
}
