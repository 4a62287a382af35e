// Parts of a screen that are drawn after the rest of it, such as its form: their code is asked for at once, but the
// screen does not wait for it.
import { createElement, useEffect, useReducer, useRef, type ComponentType, type ReactNode } from 'react'

/**
 * `const NeedForm = later(() => import('./NeedForm.tsx'), <Loading />)`, drawn as any component. Not with Suspense, which
 * holds back what arrives within a third of a second after its placeholder.
 */
export function later<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  waiting?: ReactNode,
  /** `drawn`: what few screens draw is not loaded by the others. */
  from: 'start' | 'drawn' = 'start',
): ComponentType<Props> {
  let part: ComponentType<Props> | undefined
  let failure: unknown
  let loading: Promise<void> | undefined
  const start = () =>
    (loading ??= load().then(
      (loaded) => void (part = loaded.default),
      (error: unknown) => {
        failure = error
        // Asked for again when it is drawn the next time.
        loading = undefined
      },
    ))
  if (from === 'start') void start()
  return function Later(props) {
    const [isAsked, draw] = useReducer(() => true, false)
    const Part = part
    const isWaiting = Part === undefined
    useEffect(() => {
      // Also when it has arrived between the drawing and this.
      if (isWaiting) void start().then(draw)
    }, [isWaiting])
    if (Part) return createElement(Part, props)
    if (isAsked) throw failure
    return waiting
  }
}

/**
 * A field that is the native one until the code of another is loaded, and stays so once somebody has begun to use
 * it: nothing is replaced under their hands. A device without a network may lack the code.
 */
export function laterUnlessUsed<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  Native: ComponentType<Props>,
): ComponentType<Props> {
  let part: ComponentType<Props> | undefined
  let loading: Promise<void> | undefined
  const start = () =>
    (loading ??= load().then(
      (loaded) => void (part = loaded.default),
      () => {
        // Asked for again when it is drawn the next time.
        loading = undefined
      },
    ))
  return function LaterUnlessUsed(props) {
    const [, draw] = useReducer((count: number) => count + 1, 0)
    const Shown = useRef(part ?? Native)
    const isUsed = useRef(false)
    useEffect(() => {
      if (Shown.current !== Native) return
      void start().then(() => {
        if (isUsed.current || !part) return
        Shown.current = part
        draw()
      })
    }, [])
    if (Shown.current !== Native) return createElement(Shown.current, props)
    return (
      <div className="around-field" onFocus={() => (isUsed.current = true)}>
        <Native {...props} />
      </div>
    )
  }
}
