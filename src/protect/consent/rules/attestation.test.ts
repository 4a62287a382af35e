// Who must stand behind a yes: whatever was decided before, nobody but the keeper opens anything on their own word.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionsOf, reverses, waitsFor } from './attestation.ts'
import type { Decision } from './decisions.ts'
import type { Consent } from './shapes.ts'

const facts = fc.record({ byKeeper: fc.boolean(), reverses: fc.boolean(), proven: fc.boolean() })

test('a yes opens by itself only where the keeper wrote it, and after a no only with its proof', () => {
  fc.assert(
    fc.property(facts, (yes) => {
      const opens = waitsFor(yes).length === 0
      expect(opens).toBe(yes.byKeeper && (yes.proven || !yes.reverses))
    }),
  )
})

const decision = (said: Decision['said'], at: string, more: Partial<Decision> = {}): Decision => ({
  said,
  purpose: 'referral',
  recipient: 'roots',
  recipientClass: null,
  fieldGroups: ['contact'],
  at,
  until: said === 'no' ? null : '2027-01-01',
  endedAt: null,
  ...more,
})
const wish = { purpose: 'referral', recipient: 'roots', recipientClass: null, fieldGroups: ['contact'] }
const ofClass = { recipient: null, recipientClass: 'cso' }

test.each([
  ['nothing was decided', [], false],
  ['the last word was a no', [decision('yes', '2026-01-01'), decision('no', '2026-02-01')], true],
  ['the last word was a yes', [decision('no', '2026-01-01'), decision('yes', '2026-02-01')], false],
  ['a no was said to its whole class', [decision('no', '2026-01-01', ofClass)], true],
  ['a no was about another part', [decision('no', '2026-01-01', { fieldGroups: ['needs'] })], false],
  ['a no was about another purpose', [decision('no', '2026-01-01', { purpose: 'results' })], false],
  ['an override came after the no', [decision('no', '2026-01-01'), decision('override', '2026-02-01')], true],
] as const)('where %s, a yes to an organisation reverses a no: %#', (_, decisions, reversed) => {
  expect(reverses(decisions, wish, 'cso')).toBe(reversed)
})

const consent = (more: Partial<Consent>): Consent => ({
  id: '0197a000-0000-7000-8000-000000000001' as Consent['id'],
  said: 'yes',
  purpose: 'referral',
  recipient: { id: 'roots' as NonNullable<Consent['recipient']['id']>, class: null, name: 'Raíces' },
  fieldGroups: ['contact'],
  textVersion: 'v1',
  locale: 'es',
  how: 'signature',
  witness: null,
  spokenFor: null,
  attachment: null,
  attachmentType: null,
  obtainedBy: null,
  givenAt: '2026-01-01T00:00:00Z',
  expiresOn: '2027-01-01',
  withdrawnAt: null,
  standing: 'in_force',
  ...more,
})

test('a list of consents tells what was decided: a yes taken back is a no, one that waits decides nothing', () => {
  const taken = { withdrawnAt: '2026-02-01T00:00:00Z', standing: 'withdrawn' } as const
  const said = (one: Consent) => decisionsOf([one]).map((each) => each.said)
  expect(said(consent({}))).toEqual(['yes'])
  expect(said(consent({ standing: 'waiting' }))).toEqual([])
  expect(said(consent(taken))).toEqual(['yes', 'no'])
  expect(said(consent({ said: 'no', how: null, expiresOn: null, standing: 'refused' }))).toEqual(['no'])
  expect(reverses(decisionsOf([consent(taken)]), wish, 'cso')).toBe(true)
})
