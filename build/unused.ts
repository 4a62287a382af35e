// Leaves out of the bundle what is always imported and no screen uses: the mutations of the query library, since commands
// go through `useCommand` and the outbox; and the check of declared verbs, which the server makes.
import type { Plugin } from 'vite'

const UNUSED: readonly (readonly [module: RegExp, code: string])[] = [
  [
    /@tanstack\/query-core\/build\/modern\/mutation\.js$/u,
    `class Mutation { constructor() { throw new Error('build/unused.ts') } }
const getDefaultState = () => undefined
export { Mutation, getDefaultState }`,
  ],
  [/\/src\/kernel\/in-force\.ts$/u, 'export const checkInForce = () => {}'],
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
