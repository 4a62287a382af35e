// A form over an operation's input: its values, what the schema refuses before sending, and the server's answer
// on the field it is about.
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ComponentType,
} from 'react'
import { set, useForm, useWatch, type Control, type FieldErrors, type UseFormReturn } from 'react-hook-form'
import type * as z from 'zod/mini'
import type { CodesOf, Command, InputOf, OutputOf } from '../../kernel/command.ts'
import { Problem } from '../../kernel/problem.ts'
import { inputInvalid } from '../../kernel/problems.ts'
import { useCommand, type Attempts, type Result } from '../data.tsx'
import { useMessages } from '../messages.tsx'
import { Unreachable } from '../request.ts'
import { forgetUnsaved, useUnsaved } from '../route.tsx'
import { loadWordsOf } from '../texts.ts'
import { formAttempts, savedBefore, type IdOf } from './attempts.ts'
import { register as newRegister, type FormShared, type Register } from './context.ts'
import { useDraft, type Draft } from './draft.tsx'
import { fields, type Fields } from './fields.tsx'
import type { Given, Names, Written } from './names.ts'
import { inputOf, isEmpty, isSame, refusalsOf, valueAt, type Refusal } from './schema.ts'
import type { StoredError, Wrong } from './words.ts'

/** A rule of the screen beyond the schema: the field it is about, and what to do. */
export type Rule<T> = { at: Names<T>; text: string }

type Options<T> = {
  /** What the fields hold at first. */
  initial?: Written<T>
  /** Completes what was given to the input that is sent; `idOf('goal')` is the id of what the form makes. */
  input?: (given: Given<T>, idOf: IdOf) => Given<T>
  rules?: (given: Given<T>) => readonly Rule<T>[]
  /**
   * Keeps what is typed in the device's encrypted store under this name, until it is sent or discarded; `false` for a
   * form that takes a while and keeps nothing on purpose: it says so.
   */
  draft?: string | false
  /** What a draft is about, from its values: where drafts of several things may wait. */
  draftTitle?: (values: Record<string, unknown>) => string | undefined
  /** Asks before the screen is left with unsaved input; `false` where nothing typed can be lost, such as a mere choice. */
  unsaved?: boolean
  /** Its `send` saves `form.correction()` too: of these parts of the input, so that this is offered. */
  corrects?: (part: string) => boolean
}

/** A field, and what it shows now. */
export type Changed = { name: string; label: string; now: string }

/** What was saved at an earlier attempt, and the fields whose values are others now. */
export type Saved = {
  values: Record<string, unknown>
  fields: readonly Changed[]
  /** Going on may save them as a correction. */
  corrects: boolean
  /** Says it; seen so rarely that it is not loaded with the form. */
  Notice: ComponentType<{ saved: Saved; onGoOn: (isCorrecting: boolean) => void }>
}

export type FormOf<T> = Fields<T> & {
  busy: boolean
  problem: Error | undefined
  draft: Draft
  /** Counts the submits, sent or not: the summary takes the focus after each. */
  attempt: number
  submit: () => Promise<void>
  reset: (values?: Written<T>) => void
  /** Nothing is unsaved any more: erases the draft. For a screen that sends by itself. */
  sent: () => Promise<void>
  /** Says at a field, and in the summary, what only the screen has found out to be wrong. */
  refuse: (at: Names<T>, text: string) => void
  /** The input as it would be sent now. */
  input: () => T
  /** For each command of its `send`: what is sent again, until all of it was sent, is done once. */
  attempts: Attempts
  /** The id of what the form makes, by a name of the screen's own; another one after it was sent. */
  idOf: IdOf
  /** An earlier attempt was done, and its answer lost; something was changed since. */
  saved: Saved | undefined
  /** Sends as if that answer had come: the rest of it, and the changes as a correction where they are wanted. */
  goOn: (isCorrecting: boolean) => void
  /** The input with those changes, where they are to be saved as a correction of what was saved. */
  correction: () => T | undefined
  shared: FormShared
  inputFrom: (values: unknown) => Given<T>
}

/** The fields that show problems of a command, by the code of the problem. */
export type ProblemFields<C extends Command, T = InputOf<C>> = { readonly [Code in CodesOf<C>]?: Names<T> }

/** Where errors are kept that no drawn field shows. */
export const ELSEWHERE = 'form_elsewhere'

/** Errors by the names of the drawn fields, in the shape of the form library. */
function errorsBy(register: Register, found: readonly { path: string; wrong: Wrong }[]): FieldErrors {
  const errors: FieldErrors = {}
  const taken = new Set<string>()
  for (const { path, wrong } of found) {
    const name = register.of(path)?.name ?? ELSEWHERE
    if (taken.has(name)) continue
    taken.add(name)
    set(errors, name, { type: 'text' in wrong ? 'rule' : 'wrong', wrong } satisfies StoredError)
  }
  return errors
}

/** A form over any schema, for a screen whose submit is more than one operation. */
export function useSchemaForm<S extends z.ZodMiniType>(
  schema: S,
  {
    initial,
    input = (given) => given,
    rules = () => [],
    send,
    problem,
    problems = {},
    busy = false,
    draft: draftName,
    draftTitle = () => undefined,
    unsaved = true,
    corrects = () => false,
  }: Options<z.input<S>> & {
    /**
     * Resolves with the problem when it was refused, or throws what a request throws. Not called again before it
     * resolves. Every command that it runs gets the `attempts`.
     */
    send: (input: z.input<S>, attempts: Attempts) => Promise<Error | undefined | void>
    problem?: Error | undefined
    busy?: boolean
    /** The field that shows a problem of the server, by the problem's code. */
    problems?: Partial<Record<string, Names<z.input<S>>>>
  },
): FormOf<z.input<S>> {
  type T = z.input<S>
  const t = useMessages()
  const [register] = useState(newRegister)
  const [attempts] = useState(formAttempts)
  const inputFrom = (values: unknown) => input(inputOf(schema, values) as Given<T>, attempts.idOf)

  const form = useForm<Record<string, unknown>>({
    defaultValues: (initial ?? {}) as Record<string, unknown>,
    mode: 'onSubmit',
    reValidateMode: 'onChange',
    shouldFocusError: false,
    resolver: (values) => {
      const plain = inputOf(schema, values)
      const given = input(plain as Given<T>, attempts.idOf)
      const drawn = register.all().flatMap(({ name: path, required, check }): Refusal[] => {
        const value = valueAt(plain, path.split('.'))
        const reason = isEmpty(value) ? required && 'missing' : check?.(value)
        return reason ? [{ path, reason, values: {} }] : []
      })
      const refused = (refusals: readonly Refusal[]) =>
        refusals.map((refusal) => ({ path: refusal.path, wrong: { refusal } }))
      // What the screen says is nearer to what to do than what the schema refuses in general.
      const found = [
        ...refused(drawn),
        ...rules(given).map(({ at, text }) => ({ path: at as string, wrong: { text } })),
        ...refused(refusalsOf(schema, given)),
      ]
      return found.length === 0
        ? { values, errors: {} }
        : { values: {}, errors: errorsBy(register, found) as never }
    },
  })
  /** Until the field is changed. */
  function sayAt(at: string, text: string) {
    form.setError(at, { type: 'wrong', wrong: { text } } as StoredError)
    const stop = form.subscribe({
      name: at,
      exact: true,
      formState: { values: true },
      callback() {
        form.clearErrors(at)
        stop()
      },
    })
  }
  const draft = useDraft(draftName, form as never, attempts, draftTitle, (field) =>
    sayAt(field, t('kit.draft.file_lost')),
  )
  useEffect(() => attempts.onSent(draft.keepNow), [attempts, draft.keepNow])
  const isUnsaved = useIsChanged(form, schema)
  useUnsaved(unsaved && isUnsaved && !draft.keeps, t('kit.unsaved'))
  const ruled = useRef('')
  useEffect(() => {
    // A rule may know what is outside the form, such as a file that was opened since: once it says something else, the
    // fields that it was about are looked at again.
    const said = JSON.stringify(rules(inputFrom(form.getValues())))
    if (said === ruled.current) return
    ruled.current = said
    for (const name of [ELSEWHERE, ...register.all().map((one) => one.name)])
      if (form.getFieldState(name).error?.type === 'rule') void form.trigger(name)
  })
  const [attempt, setAttempt] = useState(0)
  const [{ isSending, thrown }, setSent] = useState<{ isSending: boolean; thrown?: Error }>({
    isSending: false,
  })
  const sending = useRef(false)
  const [saved, setSaved] = useState<Saved>()
  const [isGoingOn, setGoingOn] = useState(false)
  const corrected = useRef<T>(undefined)

  async function sendOnce(values: unknown) {
    setSent({ isSending: true })
    attempts.begin(values, isGoingOn)
    let refused: Error | undefined | void
    let failure: { thrown?: Error } = {}
    try {
      refused = await send(inputFrom(values) as T, attempts)
    } catch (error) {
      await loadWordsOf(error)
      refused = error instanceof Error ? error : new Unreachable()
      failure = { thrown: refused }
    }
    if (refused === undefined) attempts.end()
    const earlier = savedBefore(refused)
    const since = earlier && (await sinceSaved(register, earlier, values, corrects).catch(() => undefined))
    if (earlier && !since) failure = { thrown: new Unreachable() }
    setSaved(since)
    setSent({ isSending: false, ...failure })
    if (refused instanceof Problem) showOnField(form, register, refused, problems[refused.code] as string)
  }

  async function submit() {
    if (sending.current || busy) return
    sending.current = true
    try {
      await form.handleSubmit(sendOnce)()
    } finally {
      sending.current = false
      setAttempt((before) => before + 1)
    }
  }

  function goOn(isCorrecting: boolean) {
    if (!saved) return
    corrected.current = isCorrecting ? (inputFrom(form.getValues()) as T) : undefined
    const now = Object.entries(form.getValues())
    const then = now.map(([name, value]) => [name, value instanceof Blob ? value : saved.values[name]])
    form.reset({ ...Object.fromEntries(then), ...saved.values }, { keepDefaultValues: true })
    setGoingOn(true)
  }
  // Once the screen has what was saved, because its `send` uses what it sees.
  const sendSaved = useEffectEvent(() => void submit().then(() => setGoingOn(false)))
  useEffect(() => {
    if (isGoingOn) sendSaved()
  }, [isGoingOn])

  const shared = useMemo<FormShared>(
    () => ({
      control: form.control as unknown as Control,
      schema,
      register,
      set: (name, value) => form.setValue(name, value, { shouldDirty: true }),
      within: '',
    }),
    [form, schema, register],
  )
  return {
    ...fields<T>(),
    busy: busy || isSending,
    problem: thrown ?? problem,
    draft,
    attempt,
    submit,
    reset(values = (initial ?? {}) as Written<T>) {
      attempts.end()
      setSaved(undefined)
      form.reset(values as never)
    },
    async sent() {
      attempts.end()
      corrected.current = undefined
      // What was sent is what later changes are compared with, where the form stays on the screen.
      form.reset(form.getValues())
      await draft.erase()
      forgetUnsaved()
    },
    refuse(at, text) {
      sayAt(at, text)
      setAttempt((before) => before + 1)
    },
    input: () => inputFrom(form.getValues()) as T,
    attempts,
    idOf: attempts.idOf,
    saved,
    goOn,
    correction: () => corrected.current,
    shared,
    inputFrom,
  }
}

/**
 * Whether more or other things are given than the form began with, or than was sent last. The form library's own
 * answer counts a field that holds nothing as changed where the first values do not name it, so after each emptying.
 */
function useIsChanged(form: UseFormReturn<Record<string, unknown>>, schema: z.ZodMiniType): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => form.subscribe({ formState: { values: true }, callback: onChange }),
    [form],
  )
  return useSyncExternalStore(
    subscribe,
    () => !isSame(inputOf(schema, form.getValues()), inputOf(schema, form.formState.defaultValues)),
  )
}

/** What differs from the values that were saved. @throws when its code cannot be loaded */
async function sinceSaved(
  register: Register,
  values: Record<string, unknown>,
  now: unknown,
  corrects: (part: string) => boolean,
): Promise<Saved> {
  const { default: Notice, changedSince } = await import('./SavedBefore.tsx')
  const fields = changedSince(register, values, now)
  const isCorrected = fields.length > 0 && fields.every(({ name }) => corrects(name.split('.')[0] ?? ''))
  return { values, fields, corrects: isCorrected, Notice }
}

/** Shows a refusal of the server on the fields that it is about. */
function showOnField(
  form: UseFormReturn<Record<string, unknown>>,
  register: Register,
  problem: Problem,
  path: string | undefined,
) {
  const paths = inputInvalid.is(problem) ? (problem.data.fields ?? []).map((field) => field['path']) : [path]
  for (const one of paths) {
    const name = one === undefined ? undefined : register.of(one)?.name
    if (name !== undefined) form.setError(name, { type: 'problem', wrong: { problem } } as StoredError)
  }
}

/**
 * `const form = useOperationForm(identifyNeed, { done })`, drawn with `<OperationForm of={form}>` and the fields
 * `<form.Text name="note" label={…} />`. A command declared `offline` goes through the device's outbox.
 */
export function useOperationForm<C extends Command>(
  command: C,
  {
    done,
    ...options
  }: Options<InputOf<C>> & {
    /** After it was done, or kept until there is a network. */
    done?: (result: Exclude<Result<OutputOf<C>>, { state: 'refused' }>, input: InputOf<C>) => void
    /** The field that shows a problem of the operation; the others stand in the summary alone. */
    problems?: ProblemFields<C>
  } = {},
): FormOf<InputOf<C>> {
  const { run, busy, problem } = useCommand(command)
  const form: FormOf<InputOf<C>> = useSchemaForm(command.input as C['input'], {
    ...(options as object),
    busy,
    problem,
    async send(input, attempts) {
      const result = await run(input as InputOf<C>, attempts)
      if (result.state === 'refused') return result.problem
      await form.sent()
      done?.(result, input as InputOf<C>)
      return undefined
    },
  }) as never
  return form
}

/** What was given so far, as the input has it; draws its component again with each change. */
export function useGiven<T>(form: FormOf<T>): Given<T> {
  const values = useWatch({ control: form.shared.control })
  return form.inputFrom(values)
}
