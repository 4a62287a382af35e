// Asks what an unknown word of the register means in the pack's lists, starting from a guess.
import type { OutputOf } from '../../../kernel/command.ts'
import { Combobox } from '../../../kit/fields/Combobox.tsx'
import { Select } from '../../../kit/fields/Field.tsx'
import { Card, Columns } from '../../../kit/Layout.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Notice } from '../../../kit/State.tsx'
import type { listImportWords, Mapping } from '../operations.ts'
import { namesApart } from '../../../kernel/packs/pack-places.ts'
import { offered } from '../../../kernel/packs/pack-terms.ts'
import { entryOf } from '../../../kernel/words.ts'
import { CODED } from '../rules/mapping.ts'

export type WordsOf = OutputOf<typeof listImportWords>['columns'][number]
export type Values = NonNullable<Mapping['columns'][number]['values']>

/** A longer list is searched by typing. */
const LONG = 12

/**
 * Choices besides the codes, which are never punctuation: the word means "no data", or its rows are refused.
 */
const NOTHING = '-'
const REFUSED = '!'

/** The initial meaning of each word: as remembered, or as guessed. */
export function firstValues({ words }: WordsOf, remembered: Values | undefined): Values {
  const guessed = words.flatMap(({ word, guess }) => (guess === null ? [] : [[word, guess] as const]))
  return { ...Object.fromEntries(guessed), ...remembered }
}

export function WordsOfColumn({
  of,
  values,
  onChange,
}: {
  of: WordsOf
  values: Values
  onChange: (values: Values) => void
}) {
  const t = useMessages()
  const { locale } = useLocale()
  const pack = usePack()
  const taxonomy = CODED[of.target]
  if (!taxonomy || of.words.length === 0) return null

  function choose(word: string, choice: string) {
    const { [word]: _before, ...others } = values
    if (choice === REFUSED) onChange(others)
    else onChange({ ...others, [word]: choice === NOTHING ? null : choice })
  }

  const terms = pack ? offered(pack.pack, taxonomy) : []
  const names = namesApart(terms, locale)
  const options = [
    ...terms.map(({ code }, at) => ({ value: code, label: names[at] ?? code })),
    { value: NOTHING, label: t('import.word_nothing') },
    { value: REFUSED, label: t('import.word_refused') },
  ]
  const Choice = options.length > LONG ? Combobox : Select
  const target = t(`import.target.${of.target}`)
  return (
    <Card title={of.column === target ? target : `${of.column} · ${target}`}>
      <p className="soft">
        {t('import.words_known', { known: of.known, strange: of.words.length + of.more })}
      </p>
      <Columns>
        {of.words.map(({ word, rows, guess }) => (
          <Choice
            key={word}
            label={t('import.word', { word })}
            help={t(
              guess !== null && entryOf(values, word) === guess ? 'import.word_guessed' : 'import.word_rows',
              {
                rows,
              },
            )}
            value={Object.hasOwn(values, word) ? (values[word] ?? NOTHING) : REFUSED}
            onChange={(choice: string) => choose(word, choice || REFUSED)}
            options={options}
          />
        ))}
      </Columns>
      {of.more > 0 && <Notice tone="now">{t('import.words_more', { more: of.more })}</Notice>}
    </Card>
  )
}
