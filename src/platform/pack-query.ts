// Hands the pack in force to screens and phones; it holds nothing about anybody.
import { anyone } from '../kernel/actor.ts'
import { getPack } from '../kernel/pack-query.ts'
import { answer, type Capability } from './capability.ts'

export const packs: Capability = {
  name: 'packs',
  handlers: [
    answer(getPack, {
      may: anyone,
      run: async (ctx) => ({ id: ctx.pack.id, pack: ctx.pack.pack }),
    }),
  ],
}
