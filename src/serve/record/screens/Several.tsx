// A field that takes several entries of a taxonomy.
import { Button } from '../../../kit/controls/Button.tsx'
import { Combobox } from '../../../kit/fields/Combobox.tsx'
import type { Control } from '../../../kit/form/fields.tsx'
import { Inline } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import type { TaxonomyName } from '../../../kernel/packs/pack.ts'

/** Chooses several entries of a long list, one after the other; those chosen stay visible. */
export function Several({
  value: values = [],
  onChange,
  taxonomy,
  ...control
}: Control<string[]> & { help: string; taxonomy: TaxonomyName }) {
  const t = useMessages()
  const words = usePack()
  const left = (words?.options(taxonomy) ?? []).filter((option) => !values.includes(option.value))
  return (
    <div className="stack stack-tight">
      <Combobox
        {...control}
        several
        value=""
        onChange={(value) => value !== '' && onChange([...values, value])}
        options={left}
      />
      {values.length > 0 && (
        <Inline>
          {values.map((value) => {
            const name = words?.term(taxonomy, value) ?? value
            return (
              <Button
                key={value}
                icon="close"
                kind="quiet"
                aria-label={t('person.remove_choice', { name })}
                onClick={() => onChange(values.filter((other) => other !== value))}
              >
                {name}
              </Button>
            )
          })}
        </Inline>
      )}
    </div>
  )
}
