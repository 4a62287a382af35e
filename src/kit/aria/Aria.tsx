// Sets up what React Aria needs around each of its parts: the language of the screen, and a rule that our
// content security policy does not let it write itself.
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useLocale } from '../messages.tsx'

/* React Aria adds a style element of this id unless the page has one; its rule is in base.css. */
const PRESSABLE = 'react-aria-pressable-style'
if (document.getElementById(PRESSABLE) === null) {
  const present = document.createElement('template')
  present.id = PRESSABLE
  document.head.append(present)
}

export function Aria({ children }: { children: ReactNode }) {
  const { locale } = useLocale()
  return <I18nProvider locale={locale}>{children}</I18nProvider>
}
