// Keeps who interprets for an organisation, and notes that somebody was called for a person.
import { findTerm, type Pack } from '../../kernel/packs/pack.ts'
import { codeUnknown, personUnknown } from '../../kernel/problems.ts'
import { answer, job, on, type Capability } from '../../platform/capability.ts'
import { listFile } from '../../platform/files/list-file.ts'
import { sendList } from '../../platform/lists.ts'
import { interpreterCalled } from './facts.ts'
import {
  addInterpreter,
  changeInterpreter,
  forgetInterpreters,
  interpreterList,
  interpretersFor,
  listInterpreters,
  noteInterpreterCall,
  retireInterpreter,
} from './operations.ts'
import * as policy from './policy.ts'
import { interpreterChangedMeanwhile, interpreterTimes, interpreterUnknown } from './problems.ts'
import * as sql from './sql.ts'

/** Days after which whoever no longer interprets is deleted. */
const KEPT = 365
const A_DAY = 86_400_000

function checkLanguages(pack: Pack, codes: readonly string[]): void {
  const strange = codes.find((code) => !findTerm(pack, 'languages', code))
  if (strange !== undefined) throw codeUnknown({ field: 'languages', taxonomy: 'languages', code: strange })
}

const file = listFile(listInterpreters, {
  title: 'interpreter.title',
  rows: ({ interpreters }) => interpreters,
  columns: [
    { title: 'interpreter.name', value: ({ name }) => name },
    {
      title: 'interpreter.languages',
      value: ({ languages }, { term }) => languages.map((code) => term('languages', code)).join(', '),
    },
    { title: 'interpreter.kind', value: ({ kind }, { text }) => text(`interpreter.kind.${kind}`) },
    { title: 'interpreter.telephone', value: ({ telephone }) => telephone },
    { title: 'interpreter.hours', value: ({ hours }) => hours },
    { title: 'interpreter.confidential', value: ({ confidentialUntil }) => confidentialUntil },
  ],
})

export const capability: Capability = {
  name: 'interpreters',
  routes: [file],
  facts: [interpreterCalled],
  constraints: { interpreter_times: interpreterTimes },
  handlers: [
    on(addInterpreter, {
      may: policy.keep,
      async run(ctx, input) {
        checkLanguages(ctx.pack.pack, input.languages)
        const { telephone = null, hours = null, days = [], from = null, until = null } = input
        const { confidentialUntil = null } = input
        const row = { ...input, telephone, hours, days, from, until, confidentialUntil }
        await sql.insert(ctx.tx, { ...row, organisation: ctx.actor.organisation })
        return { version: 1 }
      },
    }),
    on(changeInterpreter, {
      may: policy.keep,
      async run(ctx, { id, base, ...changes }) {
        const row = await sql.lock(ctx.tx, id, ctx.actor.organisation)
        if (!row) throw interpreterUnknown()
        if (row.version !== base) throw interpreterChangedMeanwhile()
        checkLanguages(ctx.pack.pack, changes.languages ?? [])
        const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
        await sql.save(ctx.tx, { ...row, ...named })
        return { version: row.version + 1 }
      },
    }),
    on(retireInterpreter, {
      may: policy.keep,
      async run(ctx, { id }) {
        if (!(await sql.lock(ctx.tx, id, ctx.actor.organisation))) throw interpreterUnknown()
        await sql.retire(ctx.tx, id, ctx.occurredAt)
        return {}
      },
    }),
    on(forgetInterpreters, {
      may: policy.bySystem,
      async run(ctx) {
        const before = new Date(Date.parse(ctx.receivedAt) - KEPT * A_DAY).toISOString()
        return { forgotten: await sql.forget(ctx.tx, before) }
      },
    }),
    on(noteInterpreterCall, {
      may: policy.call,
      async run(ctx, { person, interpreter, language, reached }) {
        if (!(await sql.spokenBy(ctx.tx, person))) throw personUnknown()
        checkLanguages(ctx.pack.pack, language === undefined ? [] : [language])
        const kind = await sql.kindOf(ctx.tx, interpreter, ctx.actor.organisation)
        if (kind === undefined) throw interpreterUnknown()
        ctx.record('interpreter.called', {
          person,
          data: { kind, language: language ?? null, reached },
        })
        return {}
      },
    }),
    answer(listInterpreters, {
      may: policy.read,
      async run(ctx, { count, ...by }) {
        const sought = { ...by, organisation: ctx.actor.organisation }
        const { rows, ...next } = await sql.list(ctx.tx, sought)
        return {
          interpreters: [...rows],
          ...next,
          ...(count && { total: await sql.count(ctx.tx, sought) }),
        }
      },
    }),
    answer(interpretersFor, {
      may: policy.call,
      async run(ctx, { person }) {
        const spoken = await sql.spokenBy(ctx.tx, person)
        if (!spoken) throw personUnknown()
        ctx.disclose([{ person, fields: ['languages'], purpose: 'care' }])
        return { person, ...spoken, interpreters: await sql.standing(ctx.tx, ctx.actor.organisation) }
      },
    }),
  ],
  lists: [
    sendList(interpreterList, {
      may: policy.call,
      scope: 'organisation',
      async documents({ tx, actor }) {
        return new Map((await sql.standing(tx, actor.organisation)).map((one) => [one.id, one]))
      },
    }),
  ],
  jobs: [
    job(
      'interpreter.forget',
      async (ctx) => {
        await ctx.execute(forgetInterpreters, {})
      },
      { cron: '23 3 * * *' },
    ),
  ],
  async closing(ctx, organisation) {
    await ctx.asSystem(() => sql.forgetOf(ctx.tx, organisation))
  },
}
