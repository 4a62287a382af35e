// Forms whose submit is a sign-in route (`/api/auth/…`), which is no command.
import * as z from 'zod/mini'
import { useSchemaForm, type FormOf } from '../../../kit/form/form.ts'
import type { Names, Written } from '../../../kit/form/names.ts'
import { useAct } from '../../../kit/request.ts'

/** A secret as it was typed; what is right is the server's to say. */
export const Secret = z.string().check(z.minLength(1))
/** The shortest password that can be chosen, as on the server. */
export const NewPassword = z.string().check(z.minLength(12))

/**
 * Fields in `forget` are emptied when the server refuses: a secret is typed anew. `refused` is called with the
 * refusal after that, so that no field which it opens can be emptied when something was typed in it.
 */
export function useAuthForm<S extends z.ZodMiniObject, Output>(
  schema: S,
  {
    ask,
    done,
    refused,
    initial,
    forget = [],
  }: {
    ask: (given: z.input<S>) => Promise<Output>
    done: (answer: Output) => unknown
    refused?: (error: unknown) => void
    initial?: Written<z.input<S>>
    forget?: readonly Names<z.input<S>>[]
  },
): FormOf<z.input<S>> {
  const act = useAct()
  const form: FormOf<z.input<S>> = useSchemaForm(schema, {
    ...(initial && { initial }),
    unsaved: false,
    busy: act.busy,
    problem: act.problem,
    async send(given) {
      let answer: { of: Output } | undefined
      let refusal: unknown
      await act.run(async () => {
        try {
          answer = { of: await ask(given) }
        } catch (error) {
          // At once, not when the words of the refusal have arrived: by then something may be typed.
          for (const name of forget) form.shared.set(name, '')
          refusal = error
          throw error
        }
      })
      if (answer) await done(answer.of)
      else refused?.(refusal)
    },
  })
  return form
}
