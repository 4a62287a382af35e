// The keys of a shortcut, as they are printed on the keyboard.
import { keyNames, type Keys as Pressed } from './shortcuts.ts'

export function Keys({ of }: { of: Pressed }) {
  return (
    <span className="keys" dir="ltr">
      {keyNames(of).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
