// Keeps the service portfolio.
import { answer, on, type Capability } from '../../platform/capability.ts'
import { sendList } from '../../platform/lists.ts'
import { listFile } from '../../platform/files/list-file.ts'
import { centreUnknown } from '../../identity/organisations/problems.ts'
import { labelsOf, namesOf, type Pack } from '../../kernel/packs/pack.ts'
import { serviceFacts } from './facts.ts'
import { changeService, listServices, offerService, serviceList, type Service } from './operations.ts'
import * as policy from './policy.ts'
import { serviceChangedMeanwhile, serviceNameTaken, serviceUnknown } from './problems.ts'
import {
  changedFields,
  checkCodes,
  checkLocation,
  clashes,
  edit,
  withoutHidden,
  type Editable,
  type Field,
} from './rules.ts'
import * as sql from './sql.ts'

const file = listFile(listServices, {
  title: 'service.title',
  rows: ({ services }) => services,
  columns: [
    { title: 'service.name', value: ({ name }) => name },
    { title: 'service.organisation', value: ({ organisation }) => organisation.name },
    { title: 'service.kind', value: ({ kind }, { term }) => term('serviceKinds', kind) },
    { title: 'service.about', value: ({ about }) => about },
    {
      title: 'service.languages',
      value: ({ languages }, { term }) => languages.map((code) => term('languages', code)).join(', '),
    },
    {
      title: 'service.where',
      value: ({ centre }) => [centre?.name, centre?.address].filter(Boolean).join(', '),
    },
    {
      title: 'service.location',
      value: ({ location }) => (location ? `${location.latitude}, ${location.longitude}` : null),
    },
    { title: 'service.hours', value: ({ hours = null }) => hours },
    { title: 'service.telephone', value: ({ telephone = null }) => telephone },
    { title: 'service.requirements', value: ({ requirements = null }) => requirements },
    { title: 'service.capacity', value: ({ capacity }) => capacity },
    {
      title: 'service.state',
      value: ({ open }, { text }) => text(open ? 'service.state.open' : 'service.state.closed'),
    },
    { title: 'service.assured', instant: ({ assuredAt }) => assuredAt },
  ],
})

export const capability: Capability = {
  name: 'services',
  routes: [file],
  facts: serviceFacts,
  constraints: { service_name_unique: serviceNameTaken },
  handlers: [
    on(offerService, {
      may: policy.offer,
      async run(ctx, input) {
        checkCodes(ctx.pack.pack, 'serviceKinds', [input.kind])
        checkCodes(ctx.pack.pack, 'languages', input.languages ?? [])
        checkLocation(ctx.pack.pack, input.kind, input.location)
        if (
          input.centre !== undefined &&
          !(await sql.ownsCentre(ctx.tx, input.centre, ctx.actor.organisation))
        )
          throw centreUnknown()
        await sql.insert(ctx.tx, {
          id: input.id,
          organisation: ctx.actor.organisation,
          centre: input.centre ?? null,
          kind: input.kind,
          name: input.name,
          about: input.about ?? null,
          languages: input.languages ?? [],
          capacity: input.capacity ?? null,
          hours: input.hours ?? null,
          telephone: input.telephone ?? null,
          requirements: input.requirements ?? null,
          location: input.location ?? null,
          at: ctx.occurredAt,
        })
        const subject = { organisation: ctx.actor.organisation }
        ctx.record('service.offered', { subject, data: { service: input.id, kind: input.kind } })
        return { version: 1 }
      },
    }),
    on(changeService, {
      may: policy.offer,
      async run(ctx, { id, base, ...changes }) {
        const row = await sql.lock(ctx.tx, id, ctx.actor.organisation)
        if (!row) throw serviceUnknown()
        const { device } = ctx.actor
        if (row.version !== base) {
          const later = await sql.editsAfter(ctx.tx, id, base)
          const fields = clashes(row, changes, { base, later, device })
          if (fields.length > 0) throw serviceChangedMeanwhile({ version: row.version, fields })
        }
        checkCodes(ctx.pack.pack, 'languages', changes.languages ?? [])
        checkLocation(ctx.pack.pack, row.kind, changes.location)
        const after = edit(row, changes)
        const changed = changedFields(row, changes)
        const version = row.version + 1
        await sql.save(ctx.tx, id, after, ctx.occurredAt)
        await sql.noteEdit(ctx.tx, id, {
          version,
          changes: Object.fromEntries(
            changed.map((field) => [field, { from: row[field] ?? null, to: after[field] ?? null }]),
          ),
          at: ctx.occurredAt,
          device: device ?? null,
        })
        ctx.record(factOf(changed, after), {
          subject: { organisation: ctx.actor.organisation },
          data: { service: id, kind: row.kind },
        })
        return { version }
      },
    }),
    answer(listServices, {
      may: policy.read,
      async run(ctx, { count, ...by }) {
        const { pack } = ctx.pack
        const sought = {
          ...by,
          kinds: labelsOf(pack, 'serviceKinds'),
          kindNames: namesOf(pack, 'serviceKinds', ctx.actor.locale),
        }
        const { rows, ...next } = await sql.list(ctx.tx, sought)
        return {
          services: rows.map((row) => shown(row, ctx.pack.pack)),
          ...next,
          ...(count && { total: await sql.count(ctx.tx, sought) }),
        }
      },
    }),
  ],
  lists: [
    sendList(serviceList, {
      may: policy.read,
      scope: 'everyone',
      async documents({ tx, pack: { pack } }) {
        return new Map((await sql.listAll(tx)).map((row) => [row.id, shown(row, pack)]))
      },
      // The release of the pack says which kinds are protected.
      version: async ({ tx, pack: { id } }) => `${await sql.versionOfAll(tx)} ${id}`,
    }),
  ],
}

/** What an edit of these fields means for the portfolio. */
function factOf(changed: readonly Field[], { open }: Editable) {
  if (changed.includes('open')) return open ? 'service.resumed' : 'service.withdrawn'
  return changed.length > 0 ? 'service.changed' : 'service.confirmed'
}

const shown = (row: sql.ServiceRow, pack: Pack): Service =>
  withoutHidden(pack, {
    id: row.id,
    organisation: { id: row.organisation, name: row.organisation_name, class: row.organisation_class },
    kind: row.kind,
    name: row.name,
    about: row.about,
    languages: row.languages,
    capacity: row.capacity,
    open: row.open,
    assuredAt: row.assured_at,
    version: row.version,
    hours: row.hours,
    telephone: row.telephone,
    requirements: row.requirements,
    centre: row.centre,
    location: row.location,
  })
