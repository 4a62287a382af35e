// The draft of an opened form: what is typed is kept in the device's encrypted store, and offered again on return.
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { hrefTo } from '../../kernel/paths.ts'
import { KEPT_FILE_BYTES, newId, useDrafts, type Drafts, type KeptForm } from '../data.tsx'
import { useFormats, useMessages } from '../messages.tsx'
import { Notice } from '../State.tsx'
import { closedOnly, lockOf } from './open-forms.ts'
import { isSame } from './schema.ts'

/** At most one write in this time. */
const PAUSE_MS = 1000

type Values = Record<string, unknown>

export type Draft = {
  /**
   * `none`: the form is short, and keeps no draft. `never`: it keeps none on purpose. `nowhere`: it would, but no encrypted store is unlocked here. `offered`: some
   * were found and nobody has decided about them yet. `lost`: what was typed last could not be kept, as on a full
   * disk.
   */
  state: 'none' | 'never' | 'nowhere' | 'looking' | 'offered' | 'kept' | 'lost'
  /** What is typed is kept, so leaving loses nothing. */
  keeps: boolean
  /** When it was kept last. */
  at: number | undefined
  /** Those to decide about, the newest first. */
  found: readonly KeptForm[]
  /** What one is about, where several may wait; undefined when it does not say. */
  titleOf: (one: KeptForm) => string | undefined
  /** What stands in the form now. */
  today: () => Values
  /** Goes on with one, with these values. */
  resume: (one: KeptForm, values: Values) => void
  discard: (one: KeptForm) => void
  /** Begins anew; what was found stays, and is offered the next time. */
  leave: () => void
  erase: () => Promise<void>
  /** Keeps at once what the form has sent and not finished, and the address that it has now. */
  keepNow: () => void
}

/** What a form has sent and not finished goes with its draft. */
type Holding = { held(): unknown; restore(held: never): void }

/** Values that can be kept, and the fields whose files are too large for that: these are chosen anew. */
function keepable(values: Values): { values: Values; lost: string[] } {
  const files = Object.entries(values).filter((entry): entry is [string, Blob] => entry[1] instanceof Blob)
  const isSmall = ([, file]: [string, Blob]) => file.size <= KEPT_FILE_BYTES
  return {
    values: { ...texts(values), ...Object.fromEntries(files.filter(isSmall)) },
    lost: files.filter((entry) => !isSmall(entry)).map(([name]) => name),
  }
}

const texts = (values: Values) =>
  JSON.parse(
    JSON.stringify(values, (_name, value: unknown) => (value instanceof Blob ? undefined : value)),
  ) as Values

/** Holds the lock until the returned function is called, or the page is gone. */
function hold(instance: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  void navigator.locks.request(lockOf(instance), () => promise)
  return resolve
}

export function useDraft(
  given: string | false | undefined,
  form: UseFormReturn<Values>,
  holding: Holding,
  title: (values: Values) => string | undefined,
  /** Says at a field of a draft that its file was not kept. */
  onLost: (field: string) => void,
): Draft {
  const store = useDrafts()
  const name = given === false ? undefined : given
  const drafts = name === undefined ? undefined : store
  const [found, setFound] = useState<readonly KeptForm[]>()
  const [isDecided, setDecided] = useState(false)
  const [instance, setInstance] = useState(newId)
  /** Zero when it could not be kept. */
  const [keptAt, setKeptAt] = useState<number>()

  useEffect(() => {
    let here = true
    const take = (all: readonly KeptForm[]) => {
      if (!here) return
      setFound(all)
      setDecided(all.length === 0)
    }
    if (drafts && name !== undefined)
      drafts
        .list(name)
        .then(closedOnly)
        .then(take, () => take([]))
    return () => {
      here = false
    }
  }, [drafts, name])

  const isKeeping = drafts !== undefined && isDecided
  useEffect(() => (isKeeping ? hold(instance) : undefined), [isKeeping, instance])
  const { drop, keepNow } = useWriter(
    isKeeping ? drafts : undefined,
    name,
    instance,
    form,
    holding,
    setKeptAt,
  )
  const erase = useCallback(async () => {
    drop()
    if (drafts && name !== undefined) await drafts.erase(name, instance).catch(() => {})
  }, [drafts, name, instance, drop])

  return {
    state:
      name === undefined
        ? given === false
          ? 'never'
          : 'none'
        : drafts === undefined
          ? 'nowhere'
          : found === undefined
            ? 'looking'
            : !isDecided
              ? 'offered'
              : keptAt === 0
                ? 'lost'
                : 'kept',
    keeps: isKeeping && keptAt !== 0,
    at: keptAt,
    found: found ?? [],
    titleOf: (one) => title(one.values as Values),
    today: form.getValues,
    resume(one, values) {
      // The values it began with stay those that a change is compared with.
      form.reset(values, { keepDefaultValues: true })
      one.lost?.forEach(onLost)
      if (one.held) holding.restore(one.held as never)
      setKeptAt(one.at)
      if (one.instance !== undefined) setInstance(one.instance)
      // Of an earlier release: from now on it is this form's.
      else if (drafts && name !== undefined)
        void drafts.keep({ form: name, instance, values: one.values }).then(() => drafts.erase(name))
      setDecided(true)
    },
    discard(one) {
      if (drafts && name !== undefined) void drafts.erase(name, one.instance)
      const others = (found ?? []).filter((other) => other !== one)
      setFound(others)
      setDecided(others.length === 0)
    },
    leave: () => setDecided(true),
    erase,
    keepNow,
  }
}

/**
 * Writes the values after changes, at most once a second, and at once when the page is left. `drop` drops what is not
 * yet written, because it was sent.
 */
function useWriter(
  drafts: Drafts | undefined,
  name: string | undefined,
  instance: string,
  form: UseFormReturn<Values>,
  holding: Holding,
  /** When it was kept; undefined when there is nothing to keep, and zero when it could not be. */
  onWritten: (at: number | undefined) => void,
) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // When it is left, the address is already another.
  const path = useRef(location.pathname + location.search)
  const keep = useEffectEvent(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    if (!drafts || name === undefined) return
    const began = form.formState.defaultValues as Values
    // Nothing was typed, or all of it was taken out again, so that nothing of it may come back.
    const isKept = !isSame(form.getValues(), began)
    const { values, lost } = keepable(form.getValues())
    const one = {
      form: name,
      instance,
      path: path.current,
      values,
      began: texts(began),
      held: holding.held(),
    }
    ;(isKept ? drafts.keep({ ...one, ...(lost[0] && { lost }) }) : drafts.erase(name, instance)).then(
      () => onWritten(isKept ? Date.now() : undefined),
      () => onWritten(0),
    )
  })
  const write = useEffectEvent(() => {
    if (timer.current !== undefined) keep()
  })
  const latest = useRef(() => {})
  useEffect(() => {
    latest.current = () => {
      path.current = location.pathname + location.search
      keep()
    }
    if (!drafts) return
    const stop = form.subscribe({
      formState: { values: true },
      callback: () => {
        timer.current ??= setTimeout(write, PAUSE_MS)
      },
    })
    const onHidden = () => document.visibilityState === 'hidden' && write()
    addEventListener('pagehide', write)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      stop()
      write()
      removeEventListener('pagehide', write)
      document.removeEventListener('visibilitychange', onHidden)
    }
  }, [drafts, form])
  const drop = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
  }, [])
  const keepNow = useCallback(() => latest.current(), [])
  return { drop, keepNow }
}

/** Says whether what is typed is kept here. */
export function DraftNote({ draft }: { draft: Draft }) {
  const t = useMessages()
  const { time } = useFormats()
  if (draft.state === 'nowhere')
    return (
      <p className="screen-only">
        {t('kit.draft.nowhere')} <a href={hrefTo('/devices/here')}>{t('kit.draft.prepare')}</a>
      </p>
    )
  if (draft.state === 'never') return <p className="screen-only">{t('kit.draft.never')}</p>
  if (draft.state === 'lost') return <Notice tone="now">{t('kit.draft.lost')}</Notice>
  if (draft.state !== 'kept') return null
  if (draft.at === undefined) return <p className="screen-only">{t('kit.draft.kept')}</p>
  return (
    <p className="screen-only" data-kept={draft.at}>
      {t('kit.draft.kept_at', { at: time(new Date(draft.at).toISOString()) })}
    </p>
  )
}
