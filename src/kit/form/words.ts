// The words of an error at a field and in the summary: what is wrong, and what to do.
import type { FieldError } from 'react-hook-form'
import type { Problem } from '../../kernel/problem.ts'
import { useProblemText } from '../Form.tsx'
import { useMessages } from '../messages.tsx'
import type { Drawn } from './context.ts'
import type { Refusal } from './schema.ts'

/** An error of a field: a refusal of the schema, words of the screen, or a problem that the server returned. */
export type Wrong = { refusal: Refusal } | { text: string } | { problem: Problem }

/** What the form library stores for a field; it keeps what it does not know. */
export type StoredError = FieldError & { wrong?: Wrong }

/** Words of an error: at the field, and in the summary, where they stand beside the field's label. */
export function useErrorWords(): (wrong: Wrong, field?: Pick<Drawn, 'missing'>) => string {
  const t = useMessages()
  const problemText = useProblemText()
  return (wrong, field) => {
    if ('text' in wrong) return wrong.text
    if ('problem' in wrong) return problemText(wrong.problem)
    const { reason, values } = wrong.refusal
    if (reason === 'missing' && field?.missing !== undefined) return field.missing
    return t(`kit.form.wrong.${reason}`, values)
  }
}
