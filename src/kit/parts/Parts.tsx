// The page of parts: every part of the kit in every state, in a language, light, density and direction that can
// be chosen here. Whoever changes a part looks at it here first.
import { useEffect, useState } from 'react'
import { ChoiceGroup } from '../fields/Field.tsx'
import { Page, PageHeader } from '../Layout.tsx'
import { InLanguage } from '../InLanguage.tsx'
import { LOCALE_NAMES, LOCALES, useLocale, useMessages } from '../messages.tsx'
import { LIGHTS } from '../shell/preferences.tsx'
import { Tabs } from '../controls/Tabs.tsx'
import { ActsPart } from './ActsPart.tsx'
import { FieldsPart } from './FieldsPart.tsx'
import { FiguresPart } from './FiguresPart.tsx'
import { Foundations } from './Foundations.tsx'
import { ListsPart } from './ListsPart.tsx'
import { MapPart } from './MapPart.tsx'
import { useSamples } from './samples.ts'
import { StatesPart } from './StatesPart.tsx'
import './parts.css'

/** Sets an attribute of the document while the page is open: menus and dialogs are drawn outside of it. */
function useRootAttribute(name: 'light' | 'density', value: string) {
  useEffect(() => {
    const { dataset } = document.documentElement
    const before = dataset[name]
    if (value !== 'auto') dataset[name] = value
    return () => {
      if (before === undefined) delete dataset[name]
      else dataset[name] = before
    }
  }, [name, value])
}

function Switches({
  light,
  density,
  direction,
  locale,
  set,
}: {
  light: string
  density: string
  direction: string
  locale: string
  set: (name: 'light' | 'density' | 'direction' | 'locale', value: string) => void
}) {
  const s = useSamples()
  return (
    <div className="parts-switches screen-only">
      <ChoiceGroup
        label={s.language}
        inline
        value={locale}
        onChange={(value) => set('locale', value)}
        options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
      />
      <ChoiceGroup
        label={s.light}
        inline
        value={light}
        onChange={(value) => set('light', value)}
        options={LIGHTS.map((value) => ({ value, label: s[`light_${value}`] }))}
      />
      <ChoiceGroup
        label={s.density}
        inline
        value={density}
        onChange={(value) => set('density', value)}
        options={(['auto', 'field', 'desk'] as const).map((value) => ({
          value,
          label: s[`density_${value}`],
        }))}
      />
      <ChoiceGroup
        label={s.direction}
        inline
        value={direction}
        onChange={(value) => set('direction', value)}
        options={(['own', 'other'] as const).map((value) => ({ value, label: s[`direction_${value}`] }))}
      />
    </div>
  )
}

function Stage({ direction }: { direction: string }) {
  const s = useSamples()
  const { dir } = useLocale()
  const other = dir === 'ltr' ? 'rtl' : 'ltr'
  return (
    <div dir={direction === 'other' ? other : dir}>
      <Tabs
        label={s.parts}
        name="part"
        tabs={[
          { key: 'foundations', title: s.foundations, content: <Foundations /> },
          { key: 'acts', title: s.acts, content: <ActsPart /> },
          { key: 'fields', title: s.fields, content: <FieldsPart /> },
          { key: 'lists', title: s.lists, content: <ListsPart /> },
          { key: 'states', title: s.states, content: <StatesPart /> },
          { key: 'figures', title: s.figures, content: <FiguresPart /> },
          { key: 'maps', title: s.maps, content: <MapPart /> },
        ]}
      />
    </div>
  )
}

export default function Parts() {
  const t = useMessages()
  const { locale } = useLocale()
  const [chosen, setChosen] = useState<{
    light: string
    density: string
    direction: string
    locale?: string
  }>({
    light: 'auto',
    density: 'auto',
    direction: 'own',
  })
  useRootAttribute('light', chosen.light)
  useRootAttribute('density', chosen.density)
  const shown = chosen.locale ?? locale
  return (
    <Page>
      <PageHeader title={t('kit.parts')} lead={t('kit.parts_lead')} />
      <Switches {...chosen} locale={shown} set={(name, value) => setChosen({ ...chosen, [name]: value })} />
      <InLanguage of={shown}>
        <Stage direction={chosen.direction} />
      </InLanguage>
    </Page>
  )
}
