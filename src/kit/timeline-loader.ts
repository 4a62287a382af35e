// How the views of facts are loaded, for screens that draw a timeline; apart from them, because every page carries it.
import { createContext } from 'react'
import type { AnyViews } from './timeline.tsx'

export type LoadTimeline = () => Promise<{ timeline: AnyViews }>
export const TimelineLoader = createContext<LoadTimeline | undefined>(undefined)
