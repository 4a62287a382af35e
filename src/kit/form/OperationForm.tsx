// Draws a form: the offer of a draft, the summary of what is wrong, what may be left empty, and the fields.
import { useEffect, useId, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { get, useFormState } from 'react-hook-form'
import { ProblemSummary } from '../Form.tsx'
import { useMessages } from '../messages.tsx'
import { FormContext, type Drawn } from './context.ts'
import { later } from '../later.tsx'
import { DraftNote } from './draft.tsx'
import { ELSEWHERE, type FormOf } from './form.ts'
import { useErrorWords, type StoredError } from './words.ts'

const DraftOffer = later(() => import('./DraftOffer.tsx'), undefined, 'drawn')

export function OperationForm<T>({
  of: form,
  label,
  refused,
  isSaid = false,
  children,
}: {
  of: FormOf<T>
  /** Name of the form for screen readers, when a screen has more than one. */
  label?: string
  /** Title of the summary, where the form does not save anything. */
  refused?: string
  /** The screen itself says the problem, further down. */
  isSaid?: boolean
  children: ReactNode
}) {
  const { draft, shared } = form
  if (draft.state === 'looking') return null
  if (draft.state === 'offered') return <DraftOffer draft={draft} />
  return (
    <form
      className="form"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        void form.submit()
      }}
    >
      {form.saved ? (
        <form.saved.Notice saved={form.saved} onGoOn={form.goOn} />
      ) : (
        !isSaid && <Summary form={form} title={refused} />
      )}
      <Note form={form} />
      <FormContext value={shared}>{children}</FormContext>
    </form>
  )
}

/** Says once what may be left empty, and whether what is typed is kept. */
function Note<T>({ form: { shared, draft } }: { form: FormOf<T> }) {
  const t = useMessages()
  const marks = useSyncExternalStore(shared.register.subscribe, shared.register.marks)
  const says = marks === 'free' || marks === 'needed'
  if (!says && draft.state === 'none') return null
  return (
    <div className="stack stack-tight field-help">
      {says && <p>{t(`kit.form.marks.${marks}`)}</p>}
      <DraftNote draft={draft} />
    </div>
  )
}

/** Moves the focus to a field; in a group to the control that is wrong, or else to its first one. */
function focusOn({ id }: Drawn) {
  const at = document.getElementById(id)
  const inside = (controls: string) => at?.querySelector<HTMLElement>(controls)
  const control = at?.matches('fieldset, [role="group"]')
    ? (inside('[aria-invalid]') ?? inside('input, select, textarea, button, [tabindex]'))
    : at
  // What is folded away cannot take the focus.
  for (let around = control?.closest('details'); around; around = around.parentElement?.closest('details'))
    around.open = true
  control?.focus()
}

/** What is wrong, a line each that leads to its field. It takes the focus after a submit that was not sent. */
function Summary<T>({ form, title }: { form: FormOf<T>; title: string | undefined }) {
  const { register, control } = form.shared
  const t = useMessages()
  const words = useErrorWords()
  const { errors } = useFormState({ control })
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => {
    if (form.attempt > 0 || form.problem) box.current?.focus()
  }, [form.attempt, form.problem])

  const wrongAt = (name: string) => (get(errors, name) as StoredError | undefined)?.wrong
  const lines = register.all().flatMap((field) => {
    const wrong = wrongAt(field.name)
    if (wrong === undefined) return []
    const text = words(wrong, field)
    const whole = 'refusal' in wrong && text !== field.missing
    return [{ field, text: whole ? t('kit.form.line', { label: field.label, text }) : text, wrong }]
  })
  const elsewhere = wrongAt(ELSEWHERE)
  // A problem that stands on a field is said in that field's line.
  const isOnField = lines.some(({ wrong }) => 'problem' in wrong && wrong.problem === form.problem)
  // What the schema refuses was not sent, so a problem beside it is that of an earlier time.
  const isEarlier = lines.some(({ wrong }) => !('problem' in wrong))
  const problem = isOnField || isEarlier ? undefined : form.problem
  if (lines.length === 0 && elsewhere === undefined && problem === undefined) return null
  return (
    <ProblemSummary box={box} title={title} problem={problem} remedyOf={isEarlier ? undefined : form.problem}>
      {(lines.length > 0 || elsewhere) && (
        <ul>
          {lines.map(({ field, text }) => (
            <li key={field.name}>
              <a
                href={`#${field.id}`}
                onClick={(event) => {
                  event.preventDefault()
                  focusOn(field)
                }}
              >
                {text}
              </a>
            </li>
          ))}
          {elsewhere && <li key={id}>{words(elsewhere)}</li>}
        </ul>
      )}
    </ProblemSummary>
  )
}
