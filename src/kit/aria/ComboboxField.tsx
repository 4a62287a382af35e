// The combobox on React Aria: typing narrows its list, in any part of a word and without accents.
import { useEffect, useRef, type RefObject } from 'react'
import {
  Button,
  ComboBox,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Text,
} from 'react-aria-components/ComboBox'
import { Header } from 'react-aria-components/Header'
import type { ComboboxProps } from '../fields/Combobox.tsx'
import type { Option } from '../fields/Field.tsx'
import { Icon } from '../drawings/Icon.tsx'
import { plain } from '../letters.ts'
import { useMessages } from '../messages.tsx'
import { Aria } from './Aria.tsx'
import { FieldHead } from './FieldHead.tsx'
import './popover.css'
import './menu.css'
import './combobox.css'

const finds = (text: string, typed: string) => plain(text).includes(plain(typed.trim()))

/**
 * Keeps the list open, and beside its field, while the page scrolls. React Aria closes it then, and closing empties
 * what was typed: the next keys of a hurried user would choose nothing, or the first of all choices.
 */
function useOpenWhileScrolling(input: RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const keep = (event: Event) => {
      const { current } = input
      if (current?.getAttribute('aria-expanded') !== 'true') return
      if (!(event.target instanceof Node && event.target.contains(current))) return
      event.stopImmediatePropagation()
      // The list scrolls with the document, but not with a part of the page: it is placed anew as after a resize.
      if (event.target !== document) window.dispatchEvent(new Event('resize'))
    }
    window.addEventListener('scroll', keep, true)
    return () => window.removeEventListener('scroll', keep, true)
  }, [input])
}

function Choice({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.value} textValue={option.label} className="listbox-item">
      {({ isSelected }) => (
        <>
          <span>
            <Text slot="label">{option.label}</Text>
            {option.help && (
              <Text slot="description" className="choice-help">
                {option.help}
              </Text>
            )}
          </span>
          {isSelected && <Icon name="check" />}
        </>
      )}
    </ListBoxItem>
  )
}

export default function ComboboxField({
  label,
  help,
  error,
  optional,
  needed,
  required = false,
  id,
  several = false,
  value,
  onChange,
  options,
  empty,
  width = 'full',
}: ComboboxProps) {
  const t = useMessages()
  const input = useRef<HTMLInputElement>(null)
  useOpenWhileScrolling(input)
  const groups = [...new Set(options.map(({ group }) => group ?? ''))]
  return (
    <Aria>
      <ComboBox
        {...(id !== undefined && { id })}
        className="field"
        data-wrong={error ? '' : undefined}
        isRequired={required}
        selectionMode={several ? 'multiple' : 'single'}
        value={several ? [] : value === '' ? null : value}
        onChange={(chosen) => onChange(String([chosen ?? ''].flat().at(-1) ?? ''))}
        isInvalid={error !== undefined}
        validationBehavior="aria"
        menuTrigger="focus"
        defaultFilter={finds}
        allowsEmptyCollection
      >
        <FieldHead {...{ label, help, error, optional, needed }} />
        <div className={`combobox input-${width}`}>
          <Input ref={input} className="input" placeholder={empty ?? t('kit.choose')} />
          <Button className="combobox-open" aria-label={t('kit.show_choices')}>
            <Icon name="down" />
          </Button>
        </div>
        <Popover className="popover combobox-popover" offset={4}>
          <ListBox
            className="listbox"
            renderEmptyState={() => <div className="listbox-empty">{t('kit.no_choice')}</div>}
          >
            {groups.map((group) => {
              const choices = options
                .filter((option) => (option.group ?? '') === group)
                .map((option) => <Choice key={option.value} option={option} />)
              return group === '' ? (
                choices
              ) : (
                <ListBoxSection key={group} id={`group ${group}`}>
                  <Header className="listbox-group">{group}</Header>
                  {choices}
                </ListBoxSection>
              )
            })}
          </ListBox>
        </Popover>
      </ComboBox>
    </Aria>
  )
}
