// Drafts of forms in the device's store. They are not sent, so screens that wait for the device's changes are not
// called.
import { hasFile, KEPT_FILE, type Draft, type FormDraft, type Store } from './store.ts'

/** A draft that nobody came back to is erased after this time. */
const DRAFT_MS = 7 * 86_400_000

/** Each opened form has its own draft, so that two of them never overwrite or erase each other's. */
const placeOfForm = (form: string, instance?: string) =>
  instance === undefined ? form : `${form}#${instance}`

export function forgetOldDrafts({ forms }: Draft, now: number): void {
  for (const [place, { at }] of forms) if (at <= now - DRAFT_MS) forms.delete(place)
}

/** With its files as files, not as text. */
async function withItsFiles(draft: FormDraft): Promise<FormDraft> {
  const isKept = (value: unknown) => typeof value === 'object' && value !== null && KEPT_FILE in value
  if (!Object.values(draft.values as object).some(isKept)) return draft
  const { withFiles } = await import('./files.ts')
  return { ...draft, values: withFiles(draft.values) }
}

export function formDrafts(store: Store, now: () => number) {
  let last: Promise<void> = Promise.resolve()
  /** Encoding a file takes a while: a draft that was erased meanwhile must not come back. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.catch(() => {}).then(work)
    return last
  }
  /** Those of all forms, the newest first, with their files as text. */
  const all = async (): Promise<FormDraft[]> =>
    [...(await store.read()).forms.values()].toSorted((one, other) => other.at - one.at)
  return {
    all,
    /** Those of a form, with their files. */
    list: async (form: string): Promise<FormDraft[]> =>
      await Promise.all((await all()).filter((one) => one.form === form).map(withItsFiles)),
    keep: (draft: Omit<FormDraft, 'at'>): Promise<void> =>
      inTurn(async () => {
        const values = hasFile(draft.values)
          ? await (await import('./files.ts')).withText(draft.values)
          : draft.values
        const place = placeOfForm(draft.form, draft.instance)
        await store.write(({ forms }) => void forms.set(place, { ...draft, values, at: now() }))
      }),
    erase: (form: string, instance?: string): Promise<void> =>
      inTurn(() => store.write(({ forms }) => void forms.delete(placeOfForm(form, instance)))),
  }
}
