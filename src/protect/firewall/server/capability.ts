// Records what the firewall refused, answers whether status is asked, and runs the register of legal demands.
import { findTerm, type Pack } from '../../../kernel/packs/pack.ts'
import { noteRefusal } from '../../../kernel/firewall.ts'
import { codeUnknown, personUnknown } from '../../../kernel/problems.ts'
import { answer, on, type Capability, type CommandContext } from '../../../platform/capability.ts'
import { centreUnknown } from '../../../identity/organisations/problems.ts'
import { withPrincipals } from '../../../identity/principals/reads.ts'
import {
  listRefusals,
  setStatusRule,
  getStatusRule,
  listStatusRules,
  receiveDemand,
  decideDemand,
  listDemands,
  getDemand,
} from '../operations.ts'
import { demandDisclosed } from '../facts.ts'
import * as policy from '../policy.ts'
import { demandRoutes } from './documents.ts'
import { demandDates, demandUnknown, firewallPeriod } from '../problems.ts'
import * as rules from '../rules.ts'
import * as sql from '../sql.ts'

/** Refusals shown one by one; all of them are counted. */
const SHOWN = 200

const refusing: Capability['handlers'] = [
  on(noteRefusal, {
    may: policy.note,
    async run({ tx, actor, receivedAt }, { id, by, class: kind, route, code, recipient }) {
      const lead = await sql.leadOrganisation(tx)
      await sql.insertRefusal(tx, {
        id,
        // An organisation behind the firewall keeps no rows: the network's data protection officer does.
        organisation: actor.organisation === by ? by : (lead ?? actor.organisation),
        sharedWith: lead === undefined || lead === by ? [] : [lead],
        at: receivedAt,
        actor: actor.user,
        by,
        class: kind,
        route,
        code,
        recipient: recipient ?? null,
      })
      return {}
    },
  }),
  answer(listRefusals, {
    may: policy.readRefusals,
    async run(ctx, wish) {
      const { tx, actor, today } = ctx
      const period = rules.period(today, wish)
      if (!period) throw firewallPeriod()
      const span = { ...period, timeZone: actor.timeZone }
      const byRoute = await sql.refusalsByRoute(tx, span)
      const rows = await withPrincipals(ctx, await sql.refusals(tx, span, SHOWN))
      return {
        ...period,
        total: byRoute.reduce((sum, { count }) => sum + count, 0),
        byRoute,
        refusals: rows.map((row) => ({
          id: row.id,
          at: row.at,
          actorName: row.actor_name,
          ...(row.actor_kind && { actorPrincipal: row.actor_kind }),
          actingFor: row.acting_for,
          actingClass: row.acting_class,
          route: row.route,
          code: row.code,
          recipientName: row.recipient_name,
        })),
      }
    },
  }),
]

const asking: Capability['handlers'] = [
  on(setStatusRule, {
    may: policy.setStatusRule,
    async run({ tx, actor, receivedAt }, { centre, asking }) {
      await sql.saveStatusRule(tx, {
        organisation: actor.organisation,
        centre: centre ?? null,
        asking,
        by: actor.user,
        at: receivedAt,
      })
      return {}
    },
  }),
  answer(getStatusRule, {
    may: policy.seeStatusRule,
    async run({ tx, actor }) {
      const all = await sql.statusRules(tx, actor.organisation)
      const own = actor.centre === undefined ? undefined : all.find(({ centre }) => centre === actor.centre)
      return { asking: own?.asking ?? all[0]?.asking ?? 'with_purpose' }
    },
  }),
  answer(listStatusRules, {
    may: policy.setStatusRule,
    async run({ tx, actor }) {
      const all = await sql.statusRules(tx, actor.organisation)
      const general = all[0]?.asking ?? 'with_purpose'
      return {
        rules: all.map((row) => ({
          centre: row.centre,
          centreName: row.centre_name,
          asking: row.asking ?? general,
          decided: row.asking !== null,
        })),
      }
    },
  }),
]

const demanding: Capability['handlers'] = [
  on(receiveDemand, {
    may: policy.decideDemands,
    async run({ tx, actor, receivedAt, today }, input) {
      if (input.receivedOn > today || (input.answerBy !== undefined && input.answerBy < input.receivedOn))
        throw demandDates()
      await sql.insertDemand(tx, {
        id: input.id,
        organisation: actor.organisation,
        authority: input.authority,
        authority_class: input.authorityClass,
        instrument: input.instrument,
        scope: input.scope,
        received_on: input.receivedOn,
        answer_by: input.answerBy ?? null,
        by: actor.user,
        at: receivedAt,
      })
      return { id: input.id }
    },
  }),
  on(decideDemand, {
    may: policy.decideDemands,
    async run(ctx, input) {
      const { tx, actor } = ctx
      const [demand] = await sql.demands(tx, input.demand)
      if (!demand) throw demandUnknown()
      if (input.decidedOn > ctx.today || input.decidedOn < demand.received_on) throw demandDates()
      rules.checkAnswer(input.decision, input.disclosed.length)
      await checkDisclosed(ctx, demand, input.disclosed)
      await sql.insertDecision(tx, {
        id: input.id,
        demand: input.demand,
        organisation: actor.organisation,
        decision: input.decision,
        because: input.because,
        signedBy: input.signedBy,
        decidedOn: input.decidedOn,
        by: actor.user,
        at: ctx.receivedAt,
      })
      for (const { person, fieldGroups } of input.disclosed) {
        const groups = [...new Set(fieldGroups)]
        const { organisation } = actor
        await sql.insertDisclosed(tx, {
          person,
          id: ctx.newId(),
          decision: input.id,
          organisation,
          fieldGroups: groups,
        })
        ctx.disclose([{ person, fields: groups, purpose: 'legal_demand' }])
        ctx.record('demand.disclosed', {
          person,
          occurredOn: input.decidedOn,
          data: { demand: input.demand, authorityClass: demand.authority_class, fieldGroups: groups },
        })
      }
      return {}
    },
  }),
  answer(listDemands, {
    may: policy.readDemands,
    run: async ({ tx }) => ({ demands: (await sql.demands(tx)).map(shown) }),
  }),
  answer(getDemand, {
    may: policy.readDemands,
    async run({ tx, disclose }, { id }) {
      const [demand] = await sql.demands(tx, id)
      if (!demand) throw demandUnknown()
      const decisions = await sql.decisionsOf(tx, id)
      const disclosed = await sql.disclosedUnder(
        tx,
        decisions.map((one) => one.id),
      )
      disclose(disclosed.map(({ person }) => ({ person, fields: ['called'], purpose: 'legal_demand' })))
      const documents = await sql.documentsOf(tx, id)
      return {
        ...shown(demand),
        receivedByName: demand.received_by_name,
        decisions: decisions.map((one) => ({
          id: one.id,
          decision: one.decision,
          because: one.because,
          signedBy: one.signed_by,
          decidedOn: one.decided_on,
          decidedByName: one.decided_by_name,
          disclosed: disclosed
            .filter(({ decision }) => decision === one.id)
            .map(({ person, name, field_groups }) => ({ person, name, fieldGroups: field_groups })),
        })),
        documents: documents.map((one) => ({
          id: one.id,
          name: one.name,
          mediaType: one.media_type,
          attachedByName: one.attached_by_name,
          attachedAt: one.attached_at,
        })),
      }
    },
  }),
]

type Disclosed = readonly { person: string; fieldGroups: readonly string[] }[]

/**
 * @throws `person.unknown`, `code.unknown`, or `demand.asylum` when a consulate would learn of a flight from
 * its state
 */
async function checkDisclosed({ tx, pack }: CommandContext, demand: sql.DemandRow, disclosed: Disclosed) {
  const persons = disclosed.map(({ person }) => person)
  const seen = await sql.seen(tx, persons)
  if (persons.some((person) => !seen.has(person))) throw personUnknown()
  const strange = disclosed
    .flatMap((one) => one.fieldGroups)
    .find((code) => !findTerm(pack.pack, 'fieldGroups', code))
  if (strange !== undefined) throw codeUnknown({ code: strange })
  const sought = await sql.soughtProtection(tx, persons, codesOf(pack.pack))
  rules.checkConsulate(demand.authority_class, rules.asylumCodes(pack.pack, 'fieldGroups'), disclosed, sought)
}

const codesOf = (pack: Pack) => ({
  statuses: rules.asylumCodes(pack, 'statuses'),
  others: rules.asylumCodes(pack, 'needs', 'needDomains', 'serviceKinds', 'milestones', 'identifierTypes'),
})

const shown = (row: sql.DemandRow) => ({
  id: row.id,
  authority: row.authority,
  authorityClass: row.authority_class,
  instrument: row.instrument,
  scope: row.scope,
  receivedOn: row.received_on,
  answerBy: row.answer_by,
  decision: row.decision,
})

export const capability: Capability = {
  name: 'firewall',
  routes: [demandRoutes],
  handlers: [...refusing, ...asking, ...demanding],
  facts: [demandDisclosed],
  heldOtherwise: { demand_disclosure: 'legal demands are not shown by a code' },
  constraints: { status_rule_centre: centreUnknown },
}
