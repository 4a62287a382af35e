// The work of invented people in the centre at Riohacha: first with a network, then every command that a
// phone keeps without one.
import type { Id } from '../../src/kernel/words.ts'

type Input = Record<string, unknown>
/** Runs a command at once, as a member of staff. @throws Problem when it is refused */
export type Do = (who: string, name: string, input: Input) => Promise<void>

export type Place = { bridges: Id; horizon: Id; legalAdvice: Id; guidance: Id; interpreter: Id }

const witnessed = { textVersion: 'v1', locale: 'es', how: 'verbal_with_witness', witness: 'Marta Pushaina' }
const toRefer = { purpose: 'referral', fieldGroups: ['identity', 'contact', 'needs'], ...witnessed }

export type Prepared = Awaited<ReturnType<typeof prepare>>

/** Records that exist before the phones lose their network. */
export async function prepare(act: Do, newId: () => Id, place: Place) {
  const ids = {
    nilda: newId(),
    yoel: newId(),
    rosa: newId(),
    aurelio: newId(),
    celso: newId(),
    document: newId(),
    telephone: newId(),
    household: newId(),
    toBridges: newId(),
    toHorizon: newId(),
    work: newId(),
    school: newId(),
    rent: newId(),
    goal: newId(),
    other: newId(),
    left: newId(),
    done: newId(),
    dropped: newId(),
    attached: newId(),
    declined: newId(),
    cancelled: newId(),
    accepted: newId(),
    refused: newId(),
    file: newId(),
  }
  const { nilda, yoel, rosa, aurelio, celso } = ids
  const register = (id: Id, givenNames: string, firstSurname: string, more: Input = {}) =>
    act('clara', 'person.register', { id, givenNames, firstSurname, searched: 'everywhere', ...more })
  await register(nilda, 'Nilda Esther', 'Epiayú', {
    called: 'Nilda',
    born: { date: '1991-04-17' },
    sex: 'female',
    nationalities: ['ve'],
    identifiers: [{ id: ids.document, type: 'ppt', number: '4471906' }],
    contacts: [{ id: ids.telephone, kind: 'phone', value: '3004417290', safeToCall: true }],
  })
  await register(yoel, 'Yoel David', 'Epiayú', { born: { year: 2019 } })
  await register(rosa, 'Rosa Delia', 'Jusayú', { born: { age: 63, on: '2026-11-02' } })
  await register(aurelio, 'Aurelio', 'Mengual')
  await register(celso, 'Celso Ramón', 'Iguarán')
  const members = [
    { person: nilda, relation: 'head', head: true },
    { person: yoel, relation: 'child' },
  ]
  await act('clara', 'household.form', { id: ids.household, members })
  await act('clara', 'consent.give', {
    id: ids.toBridges,
    person: nilda,
    recipient: place.bridges,
    ...toRefer,
  })
  await act('clara', 'consent.give', {
    id: ids.toHorizon,
    person: nilda,
    recipient: place.horizon,
    ...toRefer,
  })
  for (const [id, code] of [
    [ids.work, 'formal_job'],
    [ids.school, 'school_place'],
    [ids.rent, 'rent'],
  ])
    await act('clara', 'need.identify', { id, person: nilda, code, urgency: 'high' })
  for (const id of [ids.goal, ids.other, ids.left])
    await act('clara', 'plan.set_goal', { id, person: nilda, text: 'Un puesto propio de arepas' })
  for (const id of [ids.done, ids.dropped, ids.attached])
    await act('clara', 'plan.add_step', {
      id,
      person: nilda,
      goal: ids.other,
      text: 'Pedir cita',
      byWhom: 'us',
    })
  await act('clara', 'case.open', { id: ids.file, person: celso })
  const refer = async (id: Id, person: Id, consent: Id) =>
    act('clara', 'referral.send', {
      id,
      person,
      to: place.bridges,
      service: place.legalAdvice,
      reason: 'Le negaron el contrato de arriendo y quiere saber qué puede hacer.',
      consent,
    })
  await refer(ids.declined, nilda, ids.toBridges)
  await refer(ids.cancelled, nilda, ids.toBridges)
  for (const [person, referral] of [
    [aurelio, ids.accepted],
    [rosa, ids.refused],
  ] as const) {
    const consent = newId()
    await act('clara', 'consent.give', { id: consent, person, recipient: place.bridges, ...toRefer })
    await refer(referral, person, consent)
  }
  await act('beto', 'referral.decline', { person: nilda, id: ids.declined, reason: 'full' })
  return ids
}

/** One command on a phone; `after` and `as` name another of the same phone. */
export type Kept = { name: string; input: Input; as?: string; after?: string }

/** Clara's day in the field; her first command conflicts with what a colleague writes meanwhile. */
export function claraCommands(ids: Prepared, place: Place, newId: () => Id): Kept[] {
  const { nilda, rosa, yoel, celso } = ids
  const [marisol, baby, consent, referral, need, goal] = Array.from({ length: 6 }, newId) as [
    Id,
    Id,
    Id,
    Id,
    Id,
    Id,
  ]
  const members = [
    { person: marisol, relation: 'head', head: true },
    { person: baby, relation: 'child' },
  ]
  const wish = {
    to: place.bridges,
    service: place.legalAdvice,
    need,
    reason: 'Quiere apelar la negación de su permiso.',
  }
  const say = (name: string, input: Input, more: Partial<Kept> = {}): Kept => ({ name, input, ...more })
  return [
    say('person.change', { id: nilda, base: 1, changes: { called: 'Nildita' } }, { as: 'overtaken' }),
    say(
      'need.identify',
      { id: newId(), person: nilda, code: 'vaccination', urgency: 'low' },
      { after: 'overtaken' },
    ),
    say('person.register', {
      id: marisol,
      searched: 'device',
      givenNames: 'Marisol',
      firstSurname: 'Barliza',
      secondSurname: 'Toncel',
      called: 'Mari',
      born: { date: '1998-02-11' },
      sex: 'female',
      nationalities: ['ve'],
      populationGroup: 'migrant',
      migrationStatus: 'not_asked',
      languages: ['es'],
      place: 'co_44001',
      identifiers: [{ id: newId(), type: 'venezuelan_card', number: 'V26114870' }],
      contacts: [
        { id: newId(), kind: 'whatsapp', value: '3015529471', safeToText: true, note: 'De noche no' },
      ],
      consentText: 'v1',
    }),
    say('person.register', { id: baby, searched: 'device', called: 'El niño de Mari', born: { year: 2025 } }),
    say('person.add_identifier', { person: nilda, id: newId(), type: 'passport', number: '160447318' }),
    say('person.retire_identifier', { person: nilda, id: ids.document, because: 'Mal copiado' }),
    say('person.add_contact', { person: nilda, id: newId(), kind: 'email', value: 'nilda@example.org' }),
    say('person.change_contact', {
      person: nilda,
      id: ids.telephone,
      base: 1,
      safeToCall: false,
      note: null,
    }),
    say('household.form', { id: newId(), members }),
    say('household.add_member', { id: ids.household, person: rosa, relation: 'parent' }),
    say('household.remove_member', { id: ids.household, person: yoel, because: 'Vive con su papá' }),
    say('consent.give', { id: consent, person: marisol, recipient: place.bridges, ...toRefer }),
    say('consent.refuse', {
      id: newId(),
      person: nilda,
      purpose: 'results',
      recipient: 'verifier',
      fieldGroups: ['identity'],
      textVersion: 'v1',
      locale: 'es',
      because: 'No quiere que la llamen',
    }),
    say('consent.withdraw', { person: nilda, id: ids.toHorizon, because: 'Ya no lo necesita' }),
    say('need.identify', { id: need, person: marisol, code: 'temporary_permit', urgency: 'immediate' }),
    say('need.change_urgency', { id: ids.work, person: nilda, base: 1, urgency: 'medium' }),
    say('need.end', { id: ids.school, person: nilda, ending: 'met', note: 'Hay cupo' }),
    say('need.reopen', { id: ids.school, person: nilda }),
    say('plan.set_goal', {
      id: goal,
      person: marisol,
      need,
      text: 'Tener el permiso en la mano',
      wantedBy: '2027-02-01',
    }),
    say('plan.add_step', {
      id: newId(),
      person: marisol,
      goal,
      text: 'Reunir los papeles',
      byWhom: 'person',
      dueOn: '2026-12-01',
    }),
    say('plan.reach_goal', { id: ids.goal, person: nilda }),
    say('plan.drop_goal', { id: ids.left, person: nilda, because: 'Prefiere esperar' }),
    say('plan.reopen_goal', { id: ids.left, person: nilda }),
    say('plan.complete_step', { id: ids.done, person: nilda, note: 'Fue sola' }),
    say('plan.drop_step', { id: ids.dropped, person: nilda, because: 'Ya no hace falta' }),
    say('plan.reopen_step', { id: ids.dropped, person: nilda }),
    say('referral.draft', { person: marisol, id: referral, ...wish }),
    say('referral.send', { person: marisol, id: referral, consent, answerBy: '2026-11-27' }),
    say('plan.attach_referral', { id: ids.attached, person: nilda, referral: ids.cancelled }),
    say('referral.cancel', { person: nilda, id: ids.cancelled, because: 'Se arregló con el dueño' }),
    say('referral.close', { person: nilda, id: ids.declined, feedback: 'Se lo dijimos' }),
    say('milestone.record', { person: nilda, milestone: 'account_opened', on: '2026-11-10' }),
    say('characterization.record', {
      id: newId(),
      person: marisol,
      questionnaire: 'characterization',
      version: 1,
      answers: { household_size: 2, has_account: false, own_words: 'Quiero trabajar tranquila.' },
    }),
    say('delivery.record', {
      id: newId(),
      person: nilda,
      service: place.guidance,
      deliveredOn: '2026-11-16',
      note: 'Media hora',
    }),
    say('interpreter.note_call', {
      person: nilda,
      interpreter: place.interpreter,
      language: 'guc',
      reached: true,
    }),
    say('case.open', { id: newId(), person: rosa }),
    say('case.close', { id: ids.file, person: celso, reason: 'own_wish' }),
  ]
}

/** Beto answers requests that arrived before he went to the border. */
export const betoCommands = (
  { aurelio, rosa, accepted, refused }: Prepared,
  { legalAdvice }: Place,
): Kept[] => [
  { name: 'referral.accept', input: { person: aurelio, id: accepted, note: 'El martes le atendemos' } },
  { name: 'referral.schedule', input: { person: aurelio, id: accepted, at: '2026-11-16T22:30:00Z' } },
  { name: 'referral.miss', input: { person: aurelio, id: accepted } },
  { name: 'referral.decline', input: { person: rosa, id: refused, reason: 'out_of_area' } },
  { name: 'service.change', input: { id: legalAdvice, base: 1, capacity: 40 } },
]

/** Ana's tablet is lost with this unsent work. */
export function anaCommands(newId: () => Id): Kept[] {
  const id = newId()
  const person = { id, searched: 'device', givenNames: 'Eudis', firstSurname: 'Pana', born: { year: 1984 } }
  return [
    { name: 'person.register', input: person, as: 'eudis' },
    {
      name: 'person.add_contact',
      input: { person: id, id: newId(), kind: 'phone', value: '3026640158' },
      after: 'eudis',
    },
  ]
}
