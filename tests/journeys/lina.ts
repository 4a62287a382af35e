// The data of Lina's journey: what she says, the papers that prove it, and the expected timeline.
import type { Id } from '../../src/kernel/words.ts'
import type { Mapping } from '../../src/serve/imports/operations.ts'

export const KNOWN = {
  givenNames: 'Lina María',
  firstSurname: 'Peña',
  secondSurname: 'Ríos',
  born: { date: '1991-05-14' },
}

/** Text that identifies her. */
export const IDENTIFYING = /Lina|Pe(ñ|%C3%B1)a|Ríos|HA0042|1204417|0142|1991|Cava con|Pala 7|parcela propia/u

export const registration = (person: Id, id: () => Id) => ({
  id: person,
  ...KNOWN,
  called: 'Lina',
  sex: 'female',
  nationalities: ['xb', 'xa'],
  populationGroup: 'neighbour',
  migrationStatus: 'prefers_not_to_say',
  statusPurpose: 'right_plot',
  languages: ['es', 'ar'],
  identifiers: [
    { id: id(), type: 'garden_card', number: 'HA0042' },
    { id: id(), type: 'library_card', country: 'xa', number: '1204417' },
  ],
  contacts: [{ id: id(), kind: 'phone', value: '300 555 0142', safeToText: true, safeToCall: false }],
  consentText: 'v1',
  searched: 'everywhere' as const,
})

/** The organisations that work together, by name. */
export const NETWORK = ['Fondo Semilla', 'Huerta del Barrio', 'Otra Huerta', 'Raíces', 'Sello Claro']

export const MATEO = {
  givenNames: 'Mateo',
  firstSurname: 'Peña',
  born: { year: 2019 },
  searched: 'everywhere' as const,
}

export const ANSWERS = {
  has_gardened: true,
  seasons: 3,
  crops: ['tomato', 'bean'],
  people_at_home: 2,
  water_at_home: 'sometimes',
}

export const NEED = { code: 'hand_tools', urgency: 'high', note: 'Cava con las manos.' }
export const GOAL = { text: 'Cultivar lo que comen en casa', wantedBy: '2026-06-30' }
export const STEP = { text: 'Pedir una pala prestada', byWhom: 'other' as const, dueOn: '2026-03-10' }
export const CONSENT = {
  purpose: 'referral',
  fieldGroups: ['identity', 'contact', 'needs'],
  textVersion: 'v1',
  locale: 'es',
  how: 'signature' as const,
}

/** The services of Raíces; it has one plot to give. */
export const SHOVELS = { kind: 'tool_loan', name: 'Préstamo de palas', languages: ['es'] }
export const PLOTS = { kind: 'plot_assignment', name: 'Parcelas del río', capacity: 1 }

/** A user whom Ana tries to invite. */
export const FRIEND = {
  name: 'Saúl Paz',
  email: 'saul@example.org',
  locale: 'es',
  roles: [{ role: 'supervisor' as const }],
}

/** The neighbourhood's own list, as its old program exports it: semicolons, Latin-1, one impossible date. */
export const LIST = Buffer.from(
  'No;Nombre;Apellido;Nació\n1;Íngrid;Muñoz;02/03/1980\n2;Rosa;Leal;31/02/1990\n3;=1+1;Ruiz;\n',
  'latin1',
)

export const MAPPING: Mapping = {
  source: 'Cuaderno del barrio',
  dates: 'dmy',
  columns: [
    { column: 'No', target: 'reference' },
    { column: 'Nombre', target: 'given_names' },
    { column: 'Apellido', target: 'first_surname' },
    { column: 'Nació', target: 'birth_date' },
  ],
}

/** One page as a scanner writes it (ISO 32000). */
export const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Size 4/Root 1 0 R>>\n%%EOF\n',
)

/** Her timeline as her centre reads it, from first to last. */
export const TIMELINE = [
  'person.registered Ana',
  'person.status_asked Ana',
  'household.formed Ana',
  'person.characterized Clara',
  'case.opened Clara',
  'need.identified Clara',
  'plan.goal_set Clara',
  'plan.step_added Clara',
  'consent.given Clara',
  'referral.sent Clara',
  'plan.step_changed Clara',
  'person.shared Beto',
  'referral.accepted Beto',
  'service.delivered Beto',
  'referral.served Beto',
  'referral.closed Beto',
  'person.sharing_stopped Beto',
  'plan.step_done Beto',
  'need.identified Ana',
  'consent.given Ana',
  'referral.sent Ana',
  'person.shared Beto',
  'referral.accepted Beto',
  'service.delivered Beto',
  'referral.served Beto',
  'milestone.recorded Beto',
  'milestone.recorded Beto',
  'outcome.achieved null',
  'outcome.achieved null',
  'milestone.recorded Beto',
  'outcome.achieved null',
  'consent.given Clara',
  'outcome.submitted Beto',
  'outcome.submitted Beto',
  'outcome.submitted Beto',
  'outcome.verified null',
  'outcome.verified null',
  'outcome.verified null',
  'outcome.paid null',
  'outcome.paid null',
  'outcome.paid null',
  'outcome.settled null',
  'outcome.settled null',
  'outcome.settled null',
  'referral.closed Beto',
  'person.sharing_stopped Beto',
  'need.met Clara',
]

/** Some users who saw her record, and through which query. */
export const LOOKS = [
  'Ana, Huerta del Barrio: person.search',
  'Beto, Raíces: referral.list',
  'Beto, Raíces: person.get',
  'Vera, Sello Claro: attachment.open',
]
