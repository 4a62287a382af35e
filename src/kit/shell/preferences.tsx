// What users set for their screen: the language and the light.
import { useEffect } from 'react'
import { Icon } from '../drawings/Icon.tsx'
import { LOCALE_NAMES, LOCALES, useLocale, useMessages, type UiLocale } from '../messages.tsx'

export const LIGHTS = ['auto', 'light', 'dark'] as const
export type Light = (typeof LIGHTS)[number]
export const LIGHT = 'arraigo.light'

export function show(light: Light) {
  if (light === 'auto') delete document.documentElement.dataset['light']
  else document.documentElement.dataset['light'] = light
}

/** Applies the light that was chosen on this device: light, dark, or as the device itself. */
export function useChosenLight() {
  useEffect(() => show((localStorage.getItem(LIGHT) as Light | null) ?? 'auto'), [])
}

/** Chooses the language; each is listed by its own name. */
export function LanguageChoice() {
  const t = useMessages()
  const { locale, setLocale } = useLocale()
  return (
    <label className="frame-choice">
      <Icon name="globe" />
      <span>{t('kit.language')}</span>
      <select value={locale} onChange={(event) => setLocale(event.target.value as UiLocale)}>
        {LOCALES.map((each) => (
          <option key={each} value={each} lang={each}>
            {LOCALE_NAMES[each]}
          </option>
        ))}
      </select>
    </label>
  )
}
