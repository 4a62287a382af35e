// A small capability for sync tests, with two lists: the beds of a garden, which devices also change, and the rota
// of the gardeners of those beds, which names people.
import * as z from 'zod/mini'
import { sql } from 'kysely'
import { anyone } from '../../src/kernel/actor.ts'
import { command } from '../../src/kernel/command.ts'
import { documentList } from '../../src/kernel/list.ts'
import { conflict, invalid, unknown } from '../../src/kernel/problem.ts'
import { Id, SingleLine } from '../../src/kernel/words.ts'
import { onList, type DeviceCapability } from '../../src/device/capability.ts'
import { on, type Capability, type QueryContext } from '../../src/platform/capability.ts'
import { sendList } from '../../src/platform/lists.ts'

const bedUnknown = unknown('bed.unknown')
const bedNettles = invalid('bed.nettles')
const bedChangedMeanwhile = conflict('bed.changed_meanwhile', {
  fields: z.array(z.unknown()),
  version: z.number(),
})

const output = z.object({ version: z.int() })
const Bed = z.object({ id: Id, name: z.string(), note: z.nullable(z.string()), version: z.int() })
export type Bed = z.infer<typeof Bed>
const Turn = z.object({ id: Id, name: z.string(), gardener: Id })

export const bedList = documentList('beds', Bed)
export const rota = documentList('rota', Turn)

export const addBed = command({
  name: 'bed.add',
  summary: 'A bed is dug.',
  input: z.strictObject({ id: Id, name: SingleLine(2000), gardener: z.optional(Id) }),
  output,
  offline: true,
  problems: [bedNettles],
})
export const noteBed = command({
  name: 'bed.note',
  summary: 'A note on the version of the bed that was read.',
  input: z.strictObject({ id: Id, note: SingleLine(200), base: z.int() }),
  output,
  offline: true,
  problems: [bedUnknown, bedChangedMeanwhile],
})
export const removeBed = command({
  name: 'bed.remove',
  summary: 'A bed is given up.',
  input: z.strictObject({ id: Id }),
  output: z.object({}),
  offline: true,
  problems: [bedUnknown],
})

export const BEDS = `
  create table bed (
    id uuid primary key,
    organisation uuid not null,
    shared_with uuid[] not null default '{}',
    name text not null,
    note text,
    gardener uuid,
    version integer not null default 1,
    edits uuid[] not null default '{}'
  );
  alter table bed enable row level security;
  alter table bed force row level security;
  create policy visible on bed
    using (arraigo.visible(organisation, shared_with))
    with check (arraigo.writable(organisation, shared_with));
  grant select, insert, update, delete on bed to arraigo_app;`

type Row = Bed & { edits: (Id | null)[] }

/** Both sides refuse the same name by the same rule. */
function check(name: string): string {
  if (name === 'Ortigas') throw bedNettles()
  return name
}

export const beds: Capability = {
  name: 'beds',
  handlers: [
    on(addBed, {
      may: anyone,
      async run({ tx, actor }, { id, name, gardener = null }) {
        await sql`insert into bed (id, organisation, name, gardener)
          values (${id}, ${actor.organisation}, ${check(name)}, ${gardener})`.execute(tx)
        return { version: 1 }
      },
    }),
    on(noteBed, {
      may: anyone,
      async run({ tx, actor }, { id, note, base }) {
        const { rows } = await sql<Row>`select * from bed where id = ${id} for update`.execute(tx)
        const [bed] = rows
        if (!bed) throw bedUnknown()
        const others = bed.edits
          .slice(base - 1)
          .filter((device) => device === null || device !== actor.device)
        if (others.length > 0)
          throw bedChangedMeanwhile({
            version: bed.version,
            fields: [{ field: 'note', yours: note, theirs: bed.note }],
          })
        await sql`update bed set note = ${note}, version = version + 1, edits = edits || ${actor.device ?? null}::uuid
          where id = ${id}`.execute(tx)
        return { version: bed.version + 1 }
      },
    }),
    on(removeBed, {
      may: anyone,
      async run({ tx }, { id }) {
        const { rows } = await sql`delete from bed where id = ${id} returning id`.execute(tx)
        if (rows.length === 0) throw bedUnknown()
        return {}
      },
    }),
  ],
  lists: [
    sendList(bedList, {
      may: anyone,
      scope: 'organisation',
      async documents({ tx }) {
        const { rows } = await sql<Bed>`select id, name, note, version from bed order by id`.execute(tx)
        return new Map(rows.map((row) => [row.id, row]))
      },
      async version({ tx }) {
        const { rows } = await sql<{ version: string | null }>`
          select md5(string_agg(bed::text, '' order by id)) as version from bed`.execute(tx)
        return rows[0]?.version ?? ''
      },
    }),
    sendList(rota, {
      may: anyone,
      scope: 'user',
      documents: turns,
      about: { persons: ({ gardener }) => [gardener], fields: ['rota'] },
    }),
  ],
}

/** Only of gardeners whose plot the actor may see. */
async function turns({ tx }: QueryContext) {
  const { rows } = await sql<z.infer<typeof Turn>>`
    select b.id, b.name, b.gardener from bed b join plot p on p.person = b.gardener order by b.id`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export const bedsOnDevice: DeviceCapability = {
  name: 'beds',
  commands: [],
  lists: [
    {
      list: bedList,
      label: ({ name }: Bed) => name,
      commands: [
        onList(bedList, addBed, {
          documents: ({ id }) => [id],
          apply: (_none, { id, name }) => ({ id, name: check(name), note: null, version: 1 }),
        }),
        onList(bedList, noteBed, {
          documents: ({ id }) => [id],
          apply(bed, { note }) {
            if (!bed) throw bedUnknown()
            return { ...bed, note }
          },
        }),
        onList(bedList, removeBed, {
          documents: ({ id }) => [id],
          apply(bed) {
            if (!bed) throw bedUnknown()
            return undefined
          },
        }),
      ],
    },
    { list: rota },
  ],
}
