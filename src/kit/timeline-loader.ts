// How the views of facts are loaded, for screens that draw a timeline; apart from them, because every page carries it.
import { createContext } from 'react'
import type { TimelinePart } from './timeline.tsx'

export type LoadTimeline = () => Promise<{ timelineParts: readonly TimelinePart[] }>
export const TimelineLoader = createContext<LoadTimeline | undefined>(undefined)
