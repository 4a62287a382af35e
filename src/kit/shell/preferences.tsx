// What users set for their screen: the language and the light.
import { useEffect, useState } from 'react'
import { Icon } from '../Icon.tsx'
import { LOCALE_NAMES, LOCALES, useLocale, useMessages, type UiLocale } from '../messages.tsx'
import { remember } from '../remember.ts'

const LIGHTS = ['auto', 'light', 'dark'] as const
type Light = (typeof LIGHTS)[number]
const LIGHT = 'arraigo.light'

function show(light: Light) {
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

export function LightChoice() {
  const t = useMessages()
  const [light, setLight] = useState<Light>(() => (localStorage.getItem(LIGHT) as Light | null) ?? 'auto')
  return (
    <label className="frame-choice">
      <Icon name="eye" />
      <span>{t('kit.light')}</span>
      <select
        value={light}
        onChange={(event) => {
          const next = event.target.value as Light
          setLight(next)
          remember(LIGHT, next)
          show(next)
        }}
      >
        {LIGHTS.map((each) => (
          <option key={each} value={each}>
            {t(`kit.light.${each}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
