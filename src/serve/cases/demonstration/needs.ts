// The needs of the invented people: how likely each is for whom, the goal, and the milestones that follow.
import type { Registered } from '../../../platform/demonstration/person.ts'

export type Kind = {
  /** Its code in the pack. */
  need: string
  urgency: readonly (readonly [string, number])[]
  /** Probability that the person has this need, from 0 to 1. */
  odds(person: Registered, age: number, members: readonly Registered[]): number
  goal: string
  /** What staff would note; nothing sensitive, since others may read it. */
  notes?: readonly string[]
  /** What happens in the person's life after the service, days later. */
  milestone?: { code: string; after: readonly [number, number]; odds: number }
  /** The milestone that may end it, days after it began; `again` is the probability that it begins anew. */
  end?: { code: string; after: readonly [number, number]; odds: number; again: number }
}

const isAdult = (age: number) => age >= 18 && age <= 58
const mayWork = (person: Registered) =>
  ['ppt_holder', 'colombian', 'dual_nationality', 'visa_holder', 'refugee'].includes(person.migrationStatus)
const SOON = [
  ['high', 30],
  ['medium', 60],
  ['low', 10],
] as const
const CALM = [
  ['high', 10],
  ['medium', 55],
  ['low', 35],
] as const
const NOW = [
  ['immediate', 60],
  ['high', 40],
] as const

export const KINDS: readonly Kind[] = [
  {
    need: 'temporary_permit',
    urgency: SOON,
    odds: ({ migrationStatus }) =>
      migrationStatus === 'no_permit'
        ? 0.62
        : migrationStatus === 'ppt_in_process'
          ? 0.7
          : migrationStatus === 'not_asked'
            ? 0.12
            : 0,
    goal: 'Tener el permiso en la mano',
    milestone: { code: 'permit_granted', after: [12, 75], odds: 0.82 },
    notes: [
      'Tiene el RUMV y le falta la cita biométrica.',
      'Empezó el registro y no pudo terminarlo.',
      'Cambió de ciudad y su permiso no llegó.',
    ],
  },
  {
    need: 'formal_job',
    urgency: SOON,
    odds: (person, age) => (isAdult(age) && mayWork(person) ? 0.42 : 0),
    goal: 'Un empleo con contrato',
    milestone: { code: 'formal_job_started', after: [4, 25], odds: 0.78 },
    end: { code: 'formal_job_ended', after: [15, 85], odds: 0.26, again: 0.55 },
    notes: [
      'Experiencia en cocina y disponibilidad inmediata.',
      'Trabajó ocho años en construcción; busca contrato.',
      'Experiencia en enfermería; acepta turnos.',
      'Buen trato con la gente; prefiere medio tiempo por los niños.',
      'Maneja inventarios y caja.',
    ],
  },
  {
    need: 'school_place',
    urgency: SOON,
    odds: (_person, age) => (age >= 5 && age <= 17 ? 0.42 : 0),
    goal: 'Estar en el colegio este año',
    milestone: { code: 'school_enrolled', after: [2, 18], odds: 0.9 },
    end: { code: 'school_left', after: [12, 50], odds: 0.13, again: 0.6 },
    notes: [
      'Lleva un año sin estudiar; faltan los boletines.',
      'Llegó hace poco; puede presentar prueba de ubicación.',
      'El colegio cercano dice que no hay cupo.',
    ],
  },
  {
    need: 'health_affiliation',
    urgency: SOON,
    odds: (person, age, members) => (person === members[0] || age < 5 ? 0.3 : 0.06),
    goal: 'Quedar afiliado a salud',
    milestone: { code: 'health_affiliated', after: [3, 30], odds: 0.85 },
    notes: [
      'No aparece en la base de afiliados.',
      'Perdió la afiliación al cambiar de ciudad.',
      'Sin afiliación desde que llegó.',
    ],
  },
  {
    need: 'bank_account',
    urgency: CALM,
    odds: (person, age) => (isAdult(age) && mayWork(person) ? 0.13 : 0),
    goal: 'Una cuenta a su nombre',
    milestone: { code: 'account_opened', after: [0, 5], odds: 0.9 },
    notes: ['Le pagan en efectivo y quiere ahorrar.', 'Necesita cuenta para firmar contrato.'],
  },
  {
    need: 'skills_recognition',
    urgency: CALM,
    odds: (person, age) => (isAdult(age) && mayWork(person) ? 0.1 : 0),
    goal: 'Certificar su oficio',
    milestone: { code: 'skills_certified', after: [20, 60], odds: 0.75 },
    notes: [
      'Diez años de oficio en soldadura y ningún certificado.',
      'Cose por encargo y quiere certificar su experiencia.',
    ],
  },
  {
    need: 'own_business',
    urgency: CALM,
    odds: (_person, age) => (isAdult(age) ? 0.1 : 0),
    goal: 'Registrar el negocio',
    milestone: { code: 'business_registered', after: [15, 70], odds: 0.6 },
    notes: [
      'Vende empanadas y quiere formalizar el puesto.',
      'Peluquería en casa, tres clientas fijas.',
      'Mochilas tejidas para vender en la playa.',
    ],
  },
  {
    need: 'rent',
    urgency: SOON,
    odds: (person, _age, members) => (person === members[0] ? 0.18 : 0),
    goal: 'Una vivienda estable',
    milestone: { code: 'moved_in', after: [3, 20], odds: 0.7 },
    end: { code: 'housing_lost', after: [30, 80], odds: 0.15, again: 0 },
    notes: [
      'Debe dos meses de arriendo.',
      'Viven siete en una pieza.',
      'El dueño vende la casa a fin de mes.',
    ],
  },
  {
    need: 'shelter_tonight',
    urgency: NOW,
    odds: (person, _age, members) =>
      person === members[0] &&
      ['migrant', 'pendular', 'in_transit', 'internally_displaced'].includes(person.populationGroup)
        ? 0.09
        : 0,
    goal: 'Dormir bajo techo',
    notes: ['Sin un lugar donde pasar esta noche.'],
  },
  {
    need: 'food_support',
    urgency: SOON,
    odds: (person, _age, members) => (person === members[0] ? 0.16 : 0),
    goal: 'Tres comidas al día',
    notes: ['Ayer comieron una vez.', 'El mercado no alcanza hasta fin de mes.'],
  },
  {
    need: 'prenatal_care',
    urgency: [
      ['high', 80],
      ['immediate', 20],
    ],
    odds: ({ sex }, age) => (sex === 'female' && age >= 17 && age <= 40 ? 0.06 : 0),
    goal: 'Embarazo con controles',
    notes: ['Cinco meses y ningún control.', 'Primer embarazo; quiere parto en hospital.'],
  },
  {
    need: 'emotional_support',
    urgency: CALM,
    odds: (_person, age) => (age >= 12 ? 0.09 : 0),
    goal: 'Sentirse acompañado',
  },
  {
    need: 'gender_violence',
    urgency: NOW,
    odds: ({ sex }, age) => (sex === 'female' && age >= 18 && age < 60 ? 0.035 : 0),
    goal: 'Estar a salvo',
  },
  {
    need: 'asylum',
    urgency: SOON,
    odds: ({ migrationStatus }) => (migrationStatus === 'asylum_seeker' ? 0.7 : 0),
    goal: 'Tener su trámite en orden',
  },
  {
    need: 'apostille',
    urgency: CALM,
    // People who fled are never sent to obtain papers from the country they fled.
    odds: ({ nationalities, migrationStatus }, age) =>
      age >= 18 && nationalities.includes('ve') && !['asylum_seeker', 'refugee'].includes(migrationStatus)
        ? 0.14
        : 0,
    goal: 'Tener los documentos en regla',
    notes: [
      'Trae el título sin apostillar.',
      'Partida de nacimiento de la niña sin apostilla.',
      'Antecedentes penales para la visa.',
    ],
  },
  {
    need: 'labour_rights',
    urgency: SOON,
    odds: (_person, age) => (isAdult(age) ? 0.05 : 0),
    goal: 'Que le paguen lo que le deben',
    notes: ['Le deben dos quincenas.', 'Despido sin liquidación.'],
  },
  {
    need: 'family_reunification',
    urgency: CALM,
    odds: (person, age) => (age >= 18 && person.populationGroup === 'migrant' ? 0.04 : 0),
    goal: 'Estar con la familia',
    notes: ['El hijo mayor sigue con la abuela en Maracaibo.'],
  },
  {
    need: 'civil_registration',
    urgency: SOON,
    odds: ({ populationGroup, nationalities, identifiers }) =>
      populationGroup === 'returnee' && !nationalities.includes('co')
        ? 0.6
        : nationalities.includes('co') && identifiers.length === 0
          ? 0.5
          : 0,
    goal: 'Tener documento colombiano',
    milestone: { code: 'civil_registration_completed', after: [5, 45], odds: 0.85 },
    notes: [
      'Le falta el registro civil para sacar el documento.',
      'No tiene documento colombiano a la mano.',
    ],
  },
]
