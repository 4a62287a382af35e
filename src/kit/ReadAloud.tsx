// A text of the pack that is read to a person: in the language they speak, never that of the screen by itself.
import type { ConsentText, Pack } from '../kernel/packs/pack.ts'
import { Card } from './Layout.tsx'
import { ChoiceGroup } from './fields/Field.tsx'
import { LOCALE_NAMES, useFormats, useMessages } from './messages.tsx'
import { usePack } from './pack.tsx'
import { SlotView, useSlot } from './route.tsx'
import { Loading, Notice } from './State.tsx'

/** The languages that a text is in: those of the whole pack first, in its order. */
function languagesOf({ locales }: Pick<Pack, 'locales'>, { text }: Pick<ConsentText, 'text'>): string[] {
  return [...new Set([...locales, ...Object.keys(text)])].filter((code) => code in text)
}

/**
 * The language that a text is read in unless another is chosen: the first of the record's in which the pack has
 * it, else the pack's own.
 */
export function languageFor(
  pack: Pick<Pack, 'locales'>,
  text: Pick<ConsentText, 'text'>,
  spoken: readonly string[] = [],
): string {
  const written = languagesOf(pack, text)
  return spoken.find((code) => written.includes(code)) ?? written[0] ?? ''
}

/** The languages of a record, from an answer that has them: undefined while it has not come, and none where it does not. */
export const spokenIn = ({
  data,
  loading,
}: {
  data: { languages?: readonly string[] | undefined } | undefined
  loading: boolean
}): readonly string[] | undefined => (loading ? undefined : (data?.languages ?? []))

/**
 * Chooses the language and shows the text in it.
 * @param spoken the languages of the person's record; undefined while they are asked for: until then nothing is shown,
 * or the text would change under the eyes of who reads it
 */
export function ReadAloud({
  text,
  spoken,
  purpose,
  value,
  onChange,
}: {
  text: Pick<ConsentText, 'version' | 'title' | 'text' | 'purposes'>
  spoken: readonly string[] | undefined
  /** What it is asked for now; without it, everything the text speaks of. */
  purpose?: string | undefined
  value: string
  onChange: (language: string) => void
}) {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const written = words ? languagesOf(words.pack, text) : []
  const name = (code: string) =>
    (LOCALE_NAMES as Record<string, string>)[code] ?? words?.term('languages', code) ?? code
  const [heard] = useSlot('text.heard')
  if (spoken === undefined) return <Loading lines={6} />
  const isSpoken = spoken.some((code) => written.includes(code))
  return (
    <>
      <ChoiceGroup
        label={t('kit.read_in')}
        inline
        value={value}
        onChange={onChange}
        options={written.map((code) => ({ value: code, label: name(code) }))}
      />
      {heard && (
        <SlotView
          content={heard}
          props={{
            textKey: `consent/${text.version}`,
            value,
            spoken,
            pictures: (purpose ? [purpose] : text.purposes).map((code) => `purpose/${code}`),
          }}
        />
      )}
      {!isSpoken && (
        <Notice tone="sun">
          {spoken.length === 0
            ? t('kit.read_unknown')
            : t('kit.read_missing', { spoken: list(spoken.map(name)), language: name(value) })}
        </Notice>
      )}
      <div lang={value} dir={value === 'ar' ? 'rtl' : 'auto'}>
        <Card title={text.title[value] ?? Object.values(text.title)[0] ?? ''}>
          <p>{text.text[value]}</p>
        </Card>
      </div>
    </>
  )
}
