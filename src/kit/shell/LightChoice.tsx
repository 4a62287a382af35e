// Chooses the light of the screen: light, dark, or as the device.
import { useState } from 'react'
import { Icon } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'
import { remember } from '../remember.ts'
import { LIGHT, LIGHTS, show, type Light } from './preferences.tsx'

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
