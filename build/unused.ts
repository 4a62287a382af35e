// Leaves out of the bundle a part of the query library that it always imports and no screen uses: mutations, since
// commands go through `useCommand` and the outbox.
import type { Plugin } from 'vite'

const UNUSED: readonly (readonly [module: RegExp, code: string])[] = [
  [
    /@tanstack\/query-core\/build\/modern\/mutation\.js$/u,
    `class Mutation { constructor() { throw new Error('build/unused.ts') } }
const getDefaultState = () => undefined
export { Mutation, getDefaultState }`,
  ],
]

export const unused = (): Plugin => ({
  name: 'unused',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: UNUSED.map(([module]) => module) },
    handler: (id) => UNUSED.find(([module]) => module.test(id))?.[1],
  },
})
