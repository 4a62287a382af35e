// Takes down what a person allows and what they take back.
import { findTerm } from '../../kernel/pack.ts'
import { conflict, invalid, unknown, type Json } from '../../kernel/problem.ts'
import type { PlainDate } from '../../kernel/time.ts'
import { answer, on, type Capability } from '../../platform/capability.ts'
import {
  consentGiven,
  consentWithdrawn,
  giveConsent,
  listConsents,
  withdrawConsent,
  type Consent,
} from './contract.ts'
import * as policy from './policy.ts'
import * as rules from './rules.ts'
import * as sql from './sql.ts'

export const consent: Capability = {
  name: 'consent',
  facts: [consentGiven, consentWithdrawn],
  constraints: { consent_recipient_fkey: 'consent.recipient_unknown' },
  handlers: [
    on(giveConsent, {
      may: policy.record,
      async run(ctx, input) {
        const text = ctx.pack.pack.consentTexts.find((each) => each.version === input.textVersion)
        if (!text) throw invalid('consent.text_unknown', { version: input.textVersion })
        if (!findTerm(ctx.pack.pack, 'purposes', input.purpose))
          throw invalid('code.unknown', { code: input.purpose })
        const strange = input.fieldGroups.find((code) => !findTerm(ctx.pack.pack, 'fieldGroups', code))
        if (strange !== undefined) throw invalid('code.unknown', { code: strange })
        if (!(await sql.seesPerson(ctx.tx, input.person))) throw unknown('person.unknown')
        const expiresOn = rules.lastDay(ctx.today, text.validDays, input.expiresOn)
        if (expiresOn === undefined) throw invalid('consent.expiry', { days: text.validDays })
        await sql.insert(ctx.tx, {
          person: input.person,
          id: input.id,
          organisation: ctx.actor.organisation,
          purpose: input.purpose,
          recipient: input.recipient,
          field_groups: [...new Set(input.fieldGroups)],
          text_version: input.textVersion,
          locale: input.locale,
          how: input.how,
          obtained_by: ctx.actor.user,
          given_at: ctx.occurredAt,
          expires_on: expiresOn,
        })
        ctx.record('consent.given', {
          person: input.person,
          data: { consent: input.id, purpose: input.purpose, recipient: input.recipient },
        })
        return { expiresOn }
      },
    }),
    on(withdrawConsent, {
      may: policy.record,
      async run(ctx, { person, id }) {
        await sql.hold(ctx.tx, id)
        const row = await sql.find(ctx.tx, person, id)
        if (!row) throw unknown('consent.unknown')
        if (row.withdrawn_at) throw conflict('consent.already_withdrawn', { at: row.withdrawn_at })
        await sql.withdraw(ctx.tx, person, id, ctx.occurredAt)
        ctx.record('consent.withdrawn', {
          person,
          data: { consent: id, purpose: row.purpose, recipient: row.recipient },
        })
        return {}
      },
    }),
    answer(listConsents, {
      may: policy.read,
      async run(ctx, { person }) {
        const rows = await sql.ofPersons(ctx.tx, [person])
        if (rows.length > 0) ctx.disclose([{ person, fields: ['consent'], purpose: 'care' }])
        return { consents: rows.map((row) => shown(row, ctx.today)) }
      },
    }),
  ],
  replica: {
    name: 'consent',
    async documents(ctx, persons) {
      const documents = new Map<string, Json>()
      if (policy.read(ctx.actor) !== true) return documents
      for (const row of await sql.ofPersons(ctx.tx, persons)) {
        documents.set(row.person, [
          ...((documents.get(row.person) ?? []) as Json[]),
          shown(row, ctx.today) as Json,
        ])
      }
      return documents
    },
  },
}

function shown(row: sql.ConsentRow, today: PlainDate): Consent {
  return {
    id: row.id,
    purpose: row.purpose,
    recipient: { id: row.recipient, name: row.recipient_name },
    fieldGroups: row.field_groups,
    textVersion: row.text_version,
    how: row.how,
    givenAt: row.given_at,
    expiresOn: row.expires_on,
    withdrawnAt: row.withdrawn_at,
    standing: rules.standing({ expiresOn: row.expires_on, withdrawnAt: row.withdrawn_at }, today),
  }
}
