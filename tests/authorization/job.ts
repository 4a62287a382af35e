// How a capability declares its jobs, so that a test runs each twice: what there is for the job to do.
import type { Json } from '../../src/kernel/problem.ts'
import type { World } from './world.ts'

/** By the name of the job: prepares something to do in a fresh network, and returns the payload it is queued with. */
export type Jobs = Readonly<Record<string, (world: World) => Promise<Record<string, Json>>>>
