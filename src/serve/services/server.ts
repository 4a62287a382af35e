// Keeps the service portfolio.
import { findTerm, type Pack, type TaxonomyName } from '../../kernel/pack.ts'
import { codeUnknown } from '../../kernel/problems.ts'
import { answer, on, type Capability } from '../../platform/capability.ts'
import { centreUnknown } from '../../identity/organisations/problems.ts'
import { changeService, listServices, offerService } from './operations.ts'
import { serviceFacts } from './facts.ts'
import * as policy from './policy.ts'
import { serviceChangedMeanwhile, serviceNameTaken, serviceUnknown } from './problems.ts'
import * as sql from './sql.ts'

export const capability: Capability = {
  name: 'services',
  facts: serviceFacts,
  constraints: { service_name_unique: serviceNameTaken },
  handlers: [
    on(offerService, {
      may: policy.offer,
      async run(ctx, input) {
        known(ctx.pack.pack, 'serviceKinds', [input.kind])
        known(ctx.pack.pack, 'languages', input.languages ?? [])
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
        if (row.version !== base) throw serviceChangedMeanwhile({ version: row.version })
        known(ctx.pack.pack, 'languages', changes.languages ?? [])
        const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
        await sql.save(ctx.tx, id, { ...row, ...given }, ctx.occurredAt)
        ctx.record(turnOf(row, given), {
          subject: { organisation: ctx.actor.organisation },
          data: { service: id, kind: row.kind },
        })
        return { version: base + 1 }
      },
    }),
    answer(listServices, {
      may: policy.read,
      async run(ctx, by) {
        const rows = await sql.list(ctx.tx, by)
        return {
          services: rows.map((row) => ({
            id: row.id,
            organisation: {
              id: row.organisation,
              name: row.organisation_name,
              class: row.organisation_class,
            },
            kind: row.kind,
            name: row.name,
            about: row.about,
            languages: row.languages,
            capacity: row.capacity,
            open: row.open,
            assuredAt: row.assured_at,
            version: row.version,
          })),
        }
      },
    }),
  ],
}

/** What a change means for the portfolio. */
function turnOf(before: sql.ServiceRow, { open, ...other }: Partial<sql.Editable>) {
  if (open !== undefined && open !== before.open) return open ? 'service.resumed' : 'service.withdrawn'
  return Object.keys(other).length > 0 ? 'service.changed' : 'service.confirmed'
}

function known(pack: Pack, taxonomy: TaxonomyName, codes: readonly string[]) {
  const strange = codes.find((code) => !findTerm(pack, taxonomy, code))
  if (strange !== undefined) throw codeUnknown({ code: strange })
}
