// A small capability for sync tests: garden plots that people open, water and write notes on, with rules that
// are easy to check afterwards.
import * as z from 'zod/mini'
import { sql } from 'kysely'
import { anyone } from '../../src/kernel/actor.ts'
import { command, query } from '../../src/kernel/command.ts'
import { conflict, invalid, unknown, type Json } from '../../src/kernel/problem.ts'
import { Id, SingleLine } from '../../src/kernel/words.ts'
import { answerOnDevice, onDevice, type DeviceCapability } from '../../src/device/capability.ts'
import { fact, type DataOf } from '../../src/kernel/fact.ts'
import { answer, on, type Capability, type CommandContext } from '../../src/platform/capability.ts'

const plotTaken = conflict('plot.taken')
const plotWeeds = invalid('plot.weeds')
const plotUnknown = unknown('plot.unknown')
const plotChangedMeanwhile = conflict('plot.changed_meanwhile', {
  fields: z.array(z.unknown()),
  version: z.number(),
})

const output = z.object({ version: z.int() })
const offline = { output, offline: true, facts: ['plot.changed'] } as const

export const openPlot = command({
  name: 'plot.open',
  summary: 'Somebody takes a plot.',
  input: z.strictObject({ person: Id, name: SingleLine(60) }),
  problems: [plotTaken, plotWeeds],
  ...offline,
})
export const waterPlot = command({
  name: 'plot.water',
  summary: 'A plot is watered; twice is too much.',
  input: z.strictObject({ person: Id }),
  problems: [plotUnknown],
  ...offline,
})
export const notePlot = command({
  name: 'plot.note',
  summary: 'A note on the version of the plot that was read.',
  input: z.strictObject({ person: Id, note: SingleLine(200), base: z.int() }),
  problems: [plotUnknown, plotChangedMeanwhile],
  ...offline,
})
export const sharePlot = command({
  name: 'plot.share',
  summary: 'Others may see the plot, or nobody any more.',
  input: z.strictObject({ person: Id, with: z.array(Id) }),
  problems: [plotUnknown],
  ...offline,
})
export const breakPlot = command({
  name: 'plot.break',
  summary: 'A command whose handler has a fault.',
  input: z.strictObject({ person: Id }),
  ...offline,
})
export const countPlots = command({
  name: 'plot.count',
  summary: 'The plots are counted; about nobody in particular.',
  input: z.strictObject({}),
  output: z.object({}),
  refreshes: ['plot'],
})
export const listPlots = query({
  name: 'plot.list',
  summary: 'Plots by name.',
  input: z.strictObject({ name: z.optional(SingleLine(60)) }),
  output: z.object({ names: z.array(z.string()) }),
})
const changed = fact({
  kind: 'plot.changed',
  summary: 'Something happened on a plot.',
  data: z.strictObject({}),
})

declare module '../../src/kernel/fact.ts' {
  interface FactData extends DataOf<[typeof changed]> {}
}

export type Plot = { name: string; note: string | null; version: number; waterings: number }

export const TABLE = `
  create table plot (
    person uuid primary key,
    organisation uuid not null,
    shared_with uuid[] not null default '{}',
    name text not null,
    note text,
    version integer not null default 1,
    waterings integer not null default 0
  );
  alter table plot enable row level security;
  alter table plot force row level security;
  create policy visible on plot
    using (arraigo.visible(organisation, shared_with))
    with check (arraigo.writable(organisation, shared_with));
  grant select, insert, update on plot to arraigo_app;`

/** Both sides refuse the same name by the same rule. */
export function open(name: string): Plot {
  if (name === 'Seca') throw plotWeeds()
  return { name, note: null, version: 1, waterings: 0 }
}

type Row = Plot & { shared_with: Id[] }

export const plots: Capability = {
  name: 'plots',
  facts: [changed],
  constraints: { plot_pkey: plotTaken },
  handlers: [
    on(openPlot, {
      may: anyone,
      async run(ctx, { person, name }) {
        if (name === 'Maleza') throw plotWeeds()
        open(name)
        await sql`insert into plot (person, organisation, name)
          values (${person}, ${ctx.actor.organisation}, ${name})`.execute(ctx.tx)
        ctx.record('plot.changed', { person, data: {} })
        return { version: 1 }
      },
    }),
    on(waterPlot, {
      may: anyone,
      run: async (ctx, { person }) => change(ctx, person, sql`waterings = waterings + 1`),
    }),
    on(notePlot, {
      may: anyone,
      async run(ctx, { person, note, base }) {
        const plot = await find(ctx, person)
        if (plot.version !== base) {
          const fields = [{ field: 'note', yours: note, theirs: plot.note }]
          throw plotChangedMeanwhile({ fields, version: plot.version })
        }
        return change(ctx, person, sql`note = ${note}`)
      },
    }),
    on(sharePlot, {
      may: anyone,
      run: async (ctx, input) =>
        change(ctx, input.person, sql`shared_with = ${input.with}::uuid[]`, input.with),
    }),
    on(countPlots, { may: anyone, run: async () => ({}) }),
    on(breakPlot, {
      may: anyone,
      run: async () => {
        throw new TypeError('a fault in the handler')
      },
    }),
    answer(listPlots, { may: anyone, run: async () => ({ names: [] }) }),
  ],
  replica: {
    name: 'plots',
    async documents(ctx, persons) {
      const { rows } = await sql<Plot & { person: Id }>`
        select person, name, note, version, waterings from plot where person = any (${persons}::uuid[])`.execute(
        ctx.tx,
      )
      return new Map(rows.map(({ person, ...plot }) => [person, plot as Json]))
    },
  },
}

type Ctx = CommandContext<'plot.changed'>

async function find(ctx: Ctx, person: Id): Promise<Row> {
  const { rows } = await sql<Row>`select * from plot where person = ${person} for update`.execute(ctx.tx)
  if (!rows[0]) throw plotUnknown()
  return rows[0]
}

async function change(ctx: Ctx, person: Id, set: ReturnType<typeof sql>, sharedWith?: readonly Id[]) {
  const before = await find(ctx, person)
  await sql`update plot set ${set}, version = version + 1 where person = ${person}`.execute(ctx.tx)
  ctx.record('plot.changed', { person, data: {}, sharedWith: sharedWith ?? before.shared_with })
  return { version: before.version + 1 }
}

const grown = (plot: Plot | undefined, more: Partial<Plot> = {}): Plot => {
  if (!plot) throw plotUnknown()
  return { ...plot, ...more, version: plot.version + 1 }
}

export const plotsOnDevice: DeviceCapability = {
  name: 'plots',
  commands: [
    onDevice(openPlot, {
      persons: ({ person }) => [person],
      apply: (_plot: Plot | undefined, { name }) => open(name),
    }),
    onDevice(waterPlot, {
      persons: ({ person }) => [person],
      apply: (plot: Plot | undefined) => grown(plot, { waterings: (plot?.waterings ?? 0) + 1 }),
    }),
    onDevice(notePlot, {
      persons: ({ person }) => [person],
      apply: (plot: Plot | undefined, { note }) => grown(plot, { note }),
    }),
    onDevice(sharePlot, {
      persons: ({ person }) => [person],
      apply: (plot: Plot | undefined) => grown(plot),
    }),
    onDevice(breakPlot, { persons: ({ person }) => [person], apply: (plot: Plot | undefined) => plot }),
  ],
  queries: [
    answerOnDevice(listPlots, async (people, { name }) => {
      const found = name === undefined ? await people.all() : await people.search(name)
      return { names: found.map(({ parts }) => (parts['plots'] as Plot).name) }
    }),
  ],
  search: {
    keys: (plot) => (plot as Plot).name.toLowerCase().split(' '),
    words: (text) => text.toLowerCase().split(' ').filter(Boolean),
  },
}
