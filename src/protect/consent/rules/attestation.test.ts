// Who must attest a yes: whatever was decided before, only the keeper opens anything without another's
// confirmation.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionsOf, endedBy, leftAfter, overruled, reverses, waitsFor } from './attestation.ts'
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
  [
    'a no to its whole class followed a yes to it',
    [decision('yes', '2026-01-01'), decision('no', '2026-02-01', ofClass)],
    true,
  ],
  [
    'a yes to its whole class followed a no to it',
    [decision('no', '2026-01-01'), decision('yes', '2026-02-01', ofClass)],
    true,
  ],
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

const toClass = { id: null, class: 'cso' as const, name: '' }
const refused = { said: 'no', how: null, expiresOn: null, standing: 'refused' } as const

test('a no to a class shows earlier yeses to organisations of it as taken back, and no others', () => {
  const to = (organisationClass?: string) =>
    consent({ recipient: { ...consent({}).recipient, ...(organisationClass && { organisationClass }) } })
  const no = consent({ ...refused, recipient: toClass, givenAt: '2026-02-01T00:00:00Z' })
  const shown = (one: Consent, other = no) => overruled([one, other])[0]?.standing
  expect(shown(to('cso'))).toBe('withdrawn')
  expect(shown(to('public'))).toBe('in_force')
  // A device that does not know the class yet shows too little rather than too much.
  expect(shown(to())).toBe('withdrawn')
  expect(shown({ ...to('cso'), givenAt: '2026-03-01T00:00:00Z' })).toBe('in_force')
  expect(shown(to('cso'), { ...no, fieldGroups: ['needs'] })).toBe('in_force')
})

test('a yes that was refused in part lists what still holds and what was refused since', () => {
  const first = consent({ fieldGroups: ['identity', 'contact'], withdrawnAt: '2026-03-01T00:00:00Z' })
  const second = consent({ fieldGroups: ['identity', 'protection'], givenAt: '2026-02-01T00:00:00Z' })
  const shown = (...consents: Consent[]) => overruled(consents).at(-1)
  expect(shown({ ...first, standing: 'withdrawn' }, second)).toEqual({
    ...second,
    refusedSince: ['identity'],
  })
  expect(shown({ ...first, standing: 'withdrawn', purpose: 'results' }, second)).toEqual(second)
  // A decision left out of the list still counts, so that a yes to the class opens nothing for this
  // organisation.
  const heard = overruled([{ ...first, standing: 'withdrawn' }, second])
  expect(decisionsOf(heard)).toEqual(decisionsOf([{ ...first, standing: 'withdrawn' }, second]))
})

test('before a no to a class is written down, those it ends are known: whoever may have one of its parts now', () => {
  const organisations = [
    { id: 'roots', class: 'cso' },
    { id: 'fence', class: 'cso' },
    { id: 'tower', class: 'public' },
  ]
  const no = {
    purpose: 'referral',
    recipient: null,
    recipientClass: 'cso',
    fieldGroups: ['contact', 'needs'],
  }
  const ended = (decisions: readonly Decision[], of = no) =>
    endedBy(decisions, of, organisations, '2026-06-01').map(({ id }) => id)
  const tower = decision('yes', '2026-01-01', { recipient: 'tower' })
  expect(ended([decision('yes', '2026-01-01'), tower])).toEqual(['roots'])
  expect(ended([decision('yes', '2026-01-01', ofClass)])).toEqual(['roots', 'fence'])
  expect(ended([decision('yes', '2026-01-01', ofClass), decision('no', '2026-02-01')])).toEqual(['fence'])
  expect(ended([decision('yes', '2026-01-01', { until: '2026-05-31' })])).toEqual([])
  expect(ended([decision('yes', '2026-01-01')], { ...no, fieldGroups: ['needs'] })).toEqual([])
})

test('before a no is written down, what the receiver may see all the same is known', () => {
  const roots = { id: 'roots', class: 'cso' }
  const no = { purpose: 'referral', recipient: 'roots', recipientClass: null, fieldGroups: ['contact'] }
  const left = (decisions: readonly Decision[], of = {}) =>
    leftAfter(decisions, { ...no, ...of }, roots, '2026-06-01')
  const more = decision('yes', '2026-02-01', { fieldGroups: ['contact', 'protection'] })
  const results = decision('yes', '2026-02-01', { purpose: 'results', fieldGroups: ['contact'] })
  expect(left([decision('yes', '2026-01-01', { fieldGroups: ['contact'] })])).toEqual([])
  expect(left([more, results])).toEqual([
    { purpose: 'referral', fieldGroups: ['protection'] },
    { purpose: 'results', fieldGroups: ['contact'] },
  ])
  expect(left([more], { fieldGroups: ['contact', 'protection'] })).toEqual([])
  expect(left([more], { recipient: null, recipientClass: 'cso' })).toHaveLength(1)
  expect(left([more, decision('no', '2026-03-01', { fieldGroups: ['protection'] })])).toEqual([])
  expect(left([{ ...more, until: '2026-05-31' }])).toEqual([])
})
