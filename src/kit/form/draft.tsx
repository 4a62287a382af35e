// The draft of a form: what is typed is kept in the device's encrypted store, and offered again on return.
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { Button } from '../Button.tsx'
import { useDrafts, type Drafts } from '../data.tsx'
import { Actions } from '../Form.tsx'
import { useFormats, useMessages } from '../messages.tsx'
import { Notice } from '../State.tsx'

/** At most one write in this time. */
const PAUSE_MS = 1000

type Values = Record<string, unknown>

export type Draft = {
  /**
   * `none`: the form keeps no draft. `nowhere`: it would, but no encrypted store is unlocked here. `offered`: one
   * was found and nobody has decided about it yet. `lost`: what was typed last could not be kept, as on a full disk.
   */
  state: 'none' | 'nowhere' | 'looking' | 'offered' | 'kept' | 'lost'
  /** What is typed is kept, so leaving loses nothing. */
  keeps: boolean
  at: number | undefined
  resume: () => void
  discard: () => void
  erase: () => Promise<void>
}

/** Values that can be kept as text: a file is chosen anew. */
const plain = (values: Values) =>
  JSON.parse(
    JSON.stringify(values, (_name, value: unknown) => (value instanceof Blob ? undefined : value)),
  ) as Values

export function useDraft(name: string | undefined, form: UseFormReturn<Values>): Draft {
  const store = useDrafts()
  const drafts = name === undefined ? undefined : store
  const [found, setFound] = useState<{ values: Values; at: number } | null>()
  const [keptAt, setKeptAt] = useState<number>()
  const [isLost, setLost] = useState(false)

  useEffect(() => {
    let here = true
    if (drafts && name !== undefined)
      drafts.find(name).then(
        (draft) => here && setFound((draft as typeof found) ?? null),
        () => here && setFound(null),
      )
    return () => {
      here = false
    }
  }, [drafts, name])

  const isDecided = drafts !== undefined && found === null
  const onWritten = useCallback((at: number | undefined) => {
    setLost(at === undefined)
    if (at !== undefined) setKeptAt(at)
  }, [])
  const drop = useWriter(isDecided ? drafts : undefined, name, form, onWritten)
  const erase = useCallback(async () => {
    drop()
    if (drafts && name !== undefined) await drafts.erase(name).catch(() => {})
  }, [drafts, name, drop])

  return {
    state:
      name === undefined
        ? 'none'
        : drafts === undefined
          ? 'nowhere'
          : found === undefined
            ? 'looking'
            : found
              ? 'offered'
              : isLost
                ? 'lost'
                : 'kept',
    keeps: isDecided && !isLost,
    at: found?.at ?? keptAt,
    resume() {
      if (!found) return
      // The values it began with stay those that a change is compared with.
      form.reset({ ...form.getValues(), ...found.values }, { keepDefaultValues: true })
      setKeptAt(found.at)
      setFound(null)
    },
    discard() {
      if (drafts && name !== undefined) void drafts.erase(name)
      setFound(null)
    },
    erase,
  }
}

/**
 * Writes the values after changes, at most once a second, and at once when the page is left. Returns the function that
 * drops what is not yet written, because it was sent.
 */
function useWriter(
  drafts: Drafts | undefined,
  name: string | undefined,
  form: UseFormReturn<Values>,
  /** When it was kept; undefined when it could not be. */
  onWritten: (at: number | undefined) => void,
) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const write = useEffectEvent(() => {
    if (timer.current === undefined || !drafts || name === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    const values = plain(form.getValues())
    // Nothing was typed, or it was emptied after it was sent.
    if (JSON.stringify(values) === JSON.stringify(plain(form.formState.defaultValues as Values))) return
    drafts.keep(name, values).then(
      () => onWritten(Date.now()),
      () => onWritten(undefined),
    )
  })
  useEffect(() => {
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
  return useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
  }, [])
}

/** Asks what to do with a draft before the form is shown, so that neither overwrites the other. */
export function DraftOffer({ draft }: { draft: Draft }) {
  const t = useMessages()
  const { instant } = useFormats()
  return (
    <Notice title={t('kit.draft.found', { at: instant(new Date(draft.at ?? 0).toISOString()) })}>
      <p>{t('kit.draft.found_help')}</p>
      <Actions>
        <Button kind="primary" autoFocus onClick={draft.resume}>
          {t('kit.draft.resume')}
        </Button>
        <Button onClick={draft.discard}>{t('kit.draft.discard')}</Button>
      </Actions>
    </Notice>
  )
}

/** Says whether what is typed is kept here. */
export function DraftNote({ draft }: { draft: Draft }) {
  const t = useMessages()
  const { time } = useFormats()
  if (draft.state === 'nowhere') return <p className="screen-only">{t('kit.draft.nowhere')}</p>
  if (draft.state === 'lost') return <Notice tone="now">{t('kit.draft.lost')}</Notice>
  if (draft.state !== 'kept') return null
  if (draft.at === undefined) return <p className="screen-only">{t('kit.draft.kept')}</p>
  return (
    <p className="screen-only" data-kept={draft.at}>
      {t('kit.draft.kept_at', { at: time(new Date(draft.at).toISOString()) })}
    </p>
  )
}
