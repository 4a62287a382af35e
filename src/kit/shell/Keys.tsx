// The keys of a shortcut, as they are printed on the keyboard.
import { Icon } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'
import { keyNames, type Keys as Pressed } from './shortcuts.ts'

/** Drawn, because few fonts have them; read by their names. */
const ARROWS = ['up', 'down', 'left', 'right'] as const

const TURNED = { up: 'key-up', down: '', left: 'key-back', right: 'key-forward' }

export function Keys({ of }: { of: Pressed }) {
  const t = useMessages()
  return (
    <span className="keys" dir="ltr">
      {keyNames(of).map((key) => {
        const arrow = ARROWS.find((one) => one === key)
        return (
          <kbd key={key}>
            {arrow ? (
              <>
                <Icon name="down" className={TURNED[arrow]} />
                <span className="unseen">{t(`kit.key.${arrow}`)}</span>
              </>
            ) : (
              key
            )}
          </kbd>
        )
      })}
    </span>
  )
}
