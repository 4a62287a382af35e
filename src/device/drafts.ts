// Drafts of forms in the device's store. They are not sent, so screens that wait for the device's changes are not
// called.
import { withFiles, withText } from './files.ts'
import type { Draft, FormDraft, Store } from './store.ts'

/** A draft that nobody came back to is erased after this time. */
const DRAFT_MS = 7 * 86_400_000

/** Each opened form has its own draft, so that two of them never overwrite or erase each other's. */
const placeOfForm = (form: string, instance?: string) =>
  instance === undefined ? form : `${form}#${instance}`

export function forgetOldDrafts({ forms }: Draft, now: number): void {
  for (const [place, { at }] of forms) if (at <= now - DRAFT_MS) forms.delete(place)
}

export function formDrafts(store: Store, now: () => number) {
  let last: Promise<void> = Promise.resolve()
  /** Encoding a file takes a while: a draft that was erased meanwhile must not come back. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.catch(() => {}).then(work)
    return last
  }
  return {
    /** Those of a form, the newest first. */
    list: async (form: string): Promise<FormDraft[]> =>
      [...(await store.read()).forms.values()]
        .filter((one) => one.form === form)
        .toSorted((one, other) => other.at - one.at)
        .map((one) => ({ ...one, values: withFiles(one.values) })),
    /** Those of all forms, the newest first, with their files as text: only to say which there are. */
    all: async (): Promise<FormDraft[]> =>
      [...(await store.read()).forms.values()].toSorted((one, other) => other.at - one.at),
    keep: (draft: Omit<FormDraft, 'at'>): Promise<void> =>
      inTurn(async () => {
        const values = await withText(draft.values)
        const place = placeOfForm(draft.form, draft.instance)
        await store.write(({ forms }) => void forms.set(place, { ...draft, values, at: now() }))
      }),
    erase: (form: string, instance?: string): Promise<void> =>
      inTurn(() => store.write(({ forms }) => void forms.delete(placeOfForm(form, instance)))),
  }
}
