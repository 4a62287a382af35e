// The fields of a form: the kit's fields, bound by name to the form around them.
import {
  use,
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
  type ComponentProps,
  type ReactNode,
} from 'react'
import { useController, useWatch } from 'react-hook-form'
import { Combobox, type ComboboxProps } from '../fields/Combobox.tsx'
import type * as dates from '../fields/DateField.tsx'
import type { PartialDate } from '../fields/DateField.tsx'
import type { DatePickerProps } from '../fields/DatePicker.tsx'
import { Check, CheckGroup, ChoiceGroup, Select, TextArea, TextField, type Option } from '../fields/Field.tsx'
import { ageOn, bornAbout, PlainDate } from '../../kernel/time.ts'
import type { FieldText } from '../fields/FieldFrame.tsx'
import { FileField } from '../fields/FileField.tsx'
import { later } from '../later.tsx'
import { FormContext } from './context.ts'
import type { Names, NamesOf, ValueAt } from './names.ts'
import { fieldOf, type Reason } from './schema.ts'
import { useErrorWords, type StoredError } from './words.ts'

type Bound = {
  label: string
  name: string
  missing?: string | undefined
  required?: boolean | undefined
  /** The first option of a select counts as chosen, so nothing can be missing. */
  preset?: boolean | undefined
  /** A constant function, or one that changes with what it depends on. */
  check?: ((value: unknown) => Reason | undefined) | undefined
}
type Own = 'label' | 'name' | 'value' | 'onChange' | 'error' | 'optional' | 'needed' | 'required' | 'id'
type More<C> = C extends (props: infer Props) => ReactNode ? Omit<Props, Own> : never
type Named<Name extends string> = {
  name: Name
  label: string
  /** What to do when nothing was entered; the kit has general words. */
  missing?: string
  /** Needed here although the schema lets it be left out: it depends on what else was given. */
  required?: boolean
}

/** A control of a screen's own, given what the kit's fields are given. */
export type Control<Value> = Required<Pick<FieldText, 'label' | 'optional' | 'needed' | 'required'>> & {
  id: string
  error: string | undefined
  value: Value | undefined
  onChange: (value: Value) => void
}

/** The fields of a form over this input. A name that the input lacks, or of another kind, does not compile. */
export type Fields<T> = {
  Text: (props: Named<NamesOf<T, string>> & More<typeof TextField>) => ReactNode
  TextArea: (props: Named<NamesOf<T, string>> & More<typeof TextArea>) => ReactNode
  /** A number, typed as text; `decimal` where it may have decimals. */
  Number: (props: Named<NamesOf<T, number>> & { decimal?: boolean } & More<typeof TextField>) => ReactNode
  Select: <Name extends NamesOf<T, string>>(
    props: Named<Name> &
      Omit<More<typeof Select>, 'options' | 'clearable'> & {
        options: readonly Option<NonNullable<ValueAt<T, Name>> & string>[]
        /** The first option counts as chosen until another is. */
        preset?: boolean
      },
  ) => ReactNode
  /** A select of what grows, such as places or colleagues: searched by typing where there are many. */
  Combobox: <Name extends NamesOf<T, string>>(
    props: Named<Name> &
      Omit<More<typeof Combobox>, 'options' | 'clearable'> & {
        options: readonly Option<NonNullable<ValueAt<T, Name>> & string>[]
      },
  ) => ReactNode
  Choice: <Name extends NamesOf<T, string>>(
    props: Named<Name> & {
      options: readonly Option<NonNullable<ValueAt<T, Name>> & string>[]
      help?: ReactNode
      inline?: boolean
    },
  ) => ReactNode
  Checks: <Name extends NamesOf<T, readonly string[]>>(
    props: Named<Name> & {
      options: readonly Option<NonNullable<ValueAt<T, `${Name}.0`>> & string>[]
      help?: ReactNode
      inline?: boolean
    },
  ) => ReactNode
  Check: (props: Named<NamesOf<T, boolean>> & { help?: string | undefined; disabled?: boolean }) => ReactNode
  /** `latest`: the last day that can be meant, for what has already happened. */
  Date: (props: Named<NamesOf<T, string>> & { help?: ReactNode; latest?: string }) => ReactNode
  /** The same for a date near today: at a desk it has a calendar. */
  DatePicker: (props: Named<NamesOf<T, string>> & { help?: ReactNode; latest?: string }) => ReactNode
  File: (props: Named<NamesOf<T, File>> & More<typeof FileField>) => ReactNode
  /** A date, a year or an age: `{ date }`, `{ year }` or `{ age, on }`. */
  PartialDate: (
    props: Named<NamesOf<T, BornLike>> & {
      help?: ReactNode
      /** The date on which an age is typed, and of which it is shown; the latest that can be meant. */
      today: string
    },
  ) => ReactNode
  /** A control of the screen's own. */
  Custom: <Name extends Names<T>>(
    props: Named<Name> & { children: (control: Control<NonNullable<ValueAt<T, Name>>>) => ReactNode },
  ) => ReactNode
  /** The fields inside are named from this part on; without a name, from the whole input. */
  Within: (props: { name?: Names<T>; children: ReactNode }) => ReactNode
}

type BornLike = { date: string } | { year: number } | { age: number; on: string }
type BornWritten = { date?: string; year?: string | number; age?: string | number; on?: string }

/** Connects a field to its form: value, error, marks, and its place in the summary. */
function useBound<Value>({
  name: own,
  label,
  missing,
  required: isNeeded = false,
  preset = false,
  check,
}: Bound): Control<Value> {
  const form = use(FormContext)
  if (form === undefined) throw new Error(`The field ${own} is outside a form.`)
  const { control, schema, register, within } = form
  const name = within + own
  const id = useId()
  const isInSchema = useMemo(() => fieldOf(schema, name).required, [schema, name])
  const required = !preset && (isInSchema || isNeeded)
  useLayoutEffect(
    () => register.add({ name, label, required, id, missing, check }),
    [register, name, label, required, id, missing, check],
  )
  const marks = useSyncExternalStore(register.subscribe, register.marks)
  const { field, fieldState } = useController({ control, name })
  const words = useErrorWords()
  const wrong = (fieldState.error as StoredError | undefined)?.wrong
  return {
    id,
    label,
    value: field.value as Value | undefined,
    onChange: field.onChange,
    error: wrong && words(wrong, { missing }),
    required,
    optional: marks === 'optional' && !required,
    needed: marks === 'needed' && required,
  }
}

/** What a field of the form around holds, for a part of the form that depends on it, and the way to set it. */
export function useWritten<Value>(
  own: string,
  /** `input`: the name begins in the whole input, not in the part around. */
  from: 'here' | 'input' = 'here',
): [Value | undefined, (value: Value) => void] {
  const form = use(FormContext)
  if (form === undefined) throw new Error(`The field ${own} is outside a form.`)
  const name = from === 'input' ? own : form.within + own
  return [useWatch({ control: form.control, name }) as Value | undefined, (value) => form.set(name, value)]
}

/** A type assertion in one place: the components are typed by `Fields` where a form gives them out. */
const own = <Props extends Bound>({ name: _name, missing: _missing, required: _required, ...rest }: Props) =>
  rest

function Text(props: Bound & More<typeof TextField>) {
  const { value = '', ...bound } = useBound<string>(props)
  return <TextField {...own(props)} {...bound} value={value ?? ''} />
}

function Area(props: Bound & More<typeof TextArea>) {
  const { value = '', ...bound } = useBound<string>(props)
  return <TextArea {...own(props)} {...bound} value={value ?? ''} />
}

function NumberText({ decimal = false, ...props }: Bound & { decimal?: boolean } & More<typeof TextField>) {
  const { value, ...bound } = useBound<string | number>(props)
  return (
    <TextField
      inputMode={decimal ? 'decimal' : 'numeric'}
      width="short"
      {...own(props)}
      {...bound}
      value={String(value ?? '')}
    />
  )
}

function Chosen({ preset = false, ...props }: Bound & More<typeof Select>) {
  const { value, ...bound } = useBound<string>({ ...props, preset })
  const first = preset ? (props.options[0]?.value ?? '') : ''
  return <Select {...own(props)} {...bound} clearable={!preset && !bound.required} value={value || first} />
}

function Searched(props: Bound & Pick<ComboboxProps, 'options'>) {
  const { value, ...bound } = useBound<string>(props)
  return <Combobox {...own(props)} {...bound} clearable={!bound.required} value={value ?? ''} />
}

function Choice(props: Bound & More<typeof ChoiceGroup>) {
  const { value, ...bound } = useBound<string>(props)
  const clear = { onClear: bound.required ? undefined : () => bound.onChange('') }
  return <ChoiceGroup {...own(props)} {...bound} {...clear} value={value ?? ''} />
}

function Checks(props: Bound & { options: readonly Option[]; help?: ReactNode; inline?: boolean }) {
  const { value = [], ...bound } = useBound<readonly string[]>(props)
  return <CheckGroup {...own(props)} {...bound} values={value} />
}

function OneCheck(props: Bound & { help?: string | undefined; disabled?: boolean }) {
  const { id, label, value, onChange, error } = useBound<boolean>(props)
  return (
    <Check {...own(props)} id={id} label={label} error={error} checked={value === true} onChange={onChange} />
  )
}

type Dated = Bound & { help?: ReactNode; latest?: string }

/* Forms without a date do not load these. */
const asked = <span className="input" aria-busy="true" />
const DateField = later<ComponentProps<typeof dates.DateField>>(
  async () => ({ default: (await import('../fields/DateField.tsx')).DateField }),
  asked,
  'drawn',
)
const PartialDateField = later<ComponentProps<typeof dates.PartialDateField>>(
  async () => ({ default: (await import('../fields/DateField.tsx')).PartialDateField }),
  asked,
  'drawn',
)
const DatePicker = later<DatePickerProps>(
  async () => ({ default: (await import('../fields/DatePicker.tsx')).DatePicker }),
  asked,
  'drawn',
)

/** A date as one of the kit's fields for it. */
const dateAs = (Kind: typeof DateField) =>
  function DateBound({ latest, ...props }: Dated) {
    const check = useCallback(
      (date: unknown) => (latest !== undefined && isAfter(date, latest) ? 'in_future' : undefined),
      [latest],
    )
    const { value = '', ...bound } = useBound<string>({ ...props, check })
    return <Kind {...own(props)} {...bound} incomplete value={value ?? ''} />
  }

function FileBound(props: Bound & { accept: string; help?: ReactNode }) {
  return <FileField {...own(props)} {...useBound<File | undefined>(props)} />
}

/** Only a whole date can be compared; the schema refuses the others. */
const isAfter = (date: unknown, latest: string) =>
  typeof date === 'string' && PlainDate.safeParse(date).success && date > latest

/** As the field shows it: an age that was given on an earlier day is the age of today. */
function partialOf(value: BornWritten | null | undefined, today: string): PartialDate {
  if (value?.year !== undefined) return { known: 'year', year: String(value.year) }
  if (value?.age !== undefined) {
    const { age, on = today } = value
    const isOlder = on < today && /^\d{1,3}$/u.test(String(age))
    return { known: 'age', age: String(isOlder ? ageOn(bornAbout(Number(age), on), today) : age) }
  }
  return value ? { known: 'exact', date: value.date ?? '' } : { known: 'nothing' }
}

function PartialDateBound({ today, ...props }: Bound & { help?: ReactNode; today: string }) {
  const check = useCallback(
    (born: unknown) => {
      const { date, year } = born as BornWritten
      return isAfter(date, today) || Number(year ?? 0) > Number(today.slice(0, 4)) ? 'in_future' : undefined
    },
    [today],
  )
  const { value, onChange, ...bound } = useBound<BornWritten | null>({ ...props, check })
  const write = (written: PartialDate) => {
    if (written.known === 'nothing') return onChange(null)
    const { known, ...parts } = written
    onChange(known === 'age' ? { ...parts, on: today } : parts)
  }
  return <PartialDateField {...own(props)} {...bound} value={partialOf(value, today)} onChange={write} />
}

function Custom({ children, ...props }: Bound & { children: (control: Control<unknown>) => ReactNode }) {
  return children(useBound<unknown>(props))
}

function Within({ name, children }: { name?: string; children: ReactNode }) {
  const form = use(FormContext)
  const within = useMemo(
    () => form && { ...form, within: name === undefined ? '' : `${form.within}${name}.` },
    [form, name],
  )
  return <FormContext value={within}>{children}</FormContext>
}

const bound = {
  Text,
  TextArea: Area,
  Number: NumberText,
  Select: Chosen,
  Combobox: Searched,
  Choice,
  Checks,
  Check: OneCheck,
  Date: dateAs(DateField),
  DatePicker: dateAs(DatePicker),
  File: FileBound,
  PartialDate: PartialDateBound,
  Custom,
  Within,
}

/** The fields of a form over an input of this type; they read their form from the context. */
export const fields = <T,>(): Fields<T> => bound as unknown as Fields<T>
