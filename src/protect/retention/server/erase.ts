// Erases what one organisation keeps of one person, in one transaction: the tables of the platform first,
// then every capability that listens.
import type { FactKind } from '../../../kernel/fact.ts'
import type { DataClass } from '../../../kernel/packs/pack.ts'
import type { CommandContext } from '../../../platform/capability.ts'
import { eraseLate } from '../../../identity/devices/operations.ts'
import { eraseRecord } from '../../../platform/erasing.ts'
import { destroyKeys } from '../../confidential/operations.ts'
import { eraseDisclosures } from '../../disclosure/operations.ts'
import { mustStay, takenIn, wordlessFields } from '../rules.ts'
import * as sql from '../sql.ts'

export type Erasing = { person: string; organisation: string; classes: readonly DataClass[] }

export const eraser =
  (kinds: () => readonly FactKind[]) =>
  (ctx: CommandContext<'person.erased'>, { person, organisation, classes: given }: Erasing) =>
    ctx.asSystem(async () => {
      const { tx } = ctx
      const classes = takenIn(given)
      const whole = classes.includes('personal')
      const keeps = whole && (await sql.keeperOf(tx, person)) === organisation
      const asked = keeps ? await sql.others(tx, person, organisation) : []
      const rules = ctx.pack.pack.retention ?? []
      const proofs = await sql.proofs(tx, person, organisation)
      const evidence = classes.includes('evidence')
        ? mustStay(proofs, rules, ctx.today)
        : proofs.map(({ attachment }) => attachment)
      if (whole || classes.includes('sensitive') || classes.includes('evidence')) {
        await ctx.run(eraseRecord, {
          person,
          organisation,
          kept: Object.fromEntries(kinds().map((kind) => [kind.kind, wordlessFields(kind)])),
          evidence,
        })
        await ctx.run(eraseLate, { person, organisation })
      }
      if (classes.includes('protected')) await ctx.run(destroyKeys, { person, organisation })
      if (keeps) await ctx.run(eraseDisclosures, { person, because: 'erasure' })
      for (const other of asked)
        await sql.insertReview(tx, {
          person,
          id: ctx.newId(),
          organisation: other,
          because: 'keeper',
          classes,
          at: ctx.receivedAt,
        })
      const erasure = { person, id: ctx.newId(), organisation, at: ctx.receivedAt, classes }
      await sql.insertErasure(tx, erasure, ctx.actor.user)
      // Their devices receive it too, and delete what only the keeper had shown them.
      ctx.record('person.erased', {
        person,
        organisation,
        sharedWith: asked,
        data: { classes: [...classes] },
      })
      ctx.enqueue('erasure.note_down', { person, organisation, at: ctx.receivedAt, classes })
      return { classes, evidenceKept: evidence.length, asked: asked.length }
    })
