// The needs people bring and the roads that answer them: who needs what, who provides it, and what becomes of it.
import type { OrganisationKey } from './organisations.ts'
import type { City } from './people.ts'
import type { Welcomed } from './welcome.ts'

export type Thread = {
  name: string
  need: string
  urgency: readonly (readonly [string, number])[]
  /** How likely somebody has this need, from 0 to 1. */
  odds(person: Welcomed, age: number, members: readonly Welcomed[]): number
  /** Who provides it, as organisation and service kind; the second is asked when the first cannot. */
  doors(city: City): readonly (readonly [OrganisationKey, string])[]
  /** Why the person is referred, as staff would write it. */
  reasons: readonly string[]
  goal: string
  feedback: readonly string[]
  /** Sensitive: nothing about it is written where others could read it. */
  quiet?: boolean
  /** Answered the same day. */
  atOnce?: boolean
  /** What happens in the person's life afterwards, days after the service. */
  milestone?: { code: string; after: readonly [number, number]; odds: number }
  /** What may end it again, days after it began; `again` is how likely it begins anew. */
  end?: { code: string; after: readonly [number, number]; odds: number; again: number }
  /** How the record reads once it is reached. */
  becomes?: (person: Welcomed) => { migrationStatus: string; nationalities?: string[]; identifier: string }
}

const isAdult = (age: number) => age >= 18 && age <= 58
const mayWork = (person: Welcomed) =>
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

export const THREADS: readonly Thread[] = [
  {
    name: 'permit',
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
    doors: () => [
      ['bridges', 'permit_guidance'],
      ['bridges', 'legal_advice'],
    ],
    reasons: [
      'Tiene el RUMV y le falta la cita biométrica.',
      'Empezó el registro y no pudo terminarlo.',
      'Cambió de ciudad y su permiso no llegó.',
    ],
    goal: 'Tener el permiso en la mano',
    feedback: [
      'Fuimos con la persona hasta la ventanilla; el permiso se entrega allí.',
      'Llevó la corrección del apellido y nos contó que quedó en trámite.',
    ],
    milestone: { code: 'permit_granted', after: [12, 75], odds: 0.82 },
    becomes: () => ({ migrationStatus: 'ppt_holder', identifier: 'ppt' }),
  },
  {
    name: 'job',
    need: 'formal_job',
    urgency: SOON,
    odds: (person, age) => (isAdult(age) && mayWork(person) ? 0.42 : 0),
    doors: () => [
      ['jobs', 'job_placement'],
      ['horizon', 'job_training'],
    ],
    reasons: [
      'Experiencia en cocina y disponibilidad inmediata.',
      'Trabajó ocho años en construcción; busca contrato.',
      'Experiencia en enfermería; acepta turnos.',
      'Buen trato con la gente; prefiere medio tiempo por los niños.',
      'Maneja inventarios y caja.',
    ],
    goal: 'Un empleo con contrato',
    feedback: [
      'Quedó en una vacante con contrato a término fijo.',
      'Pasó la entrevista; empieza este mes.',
      'Hoja de vida lista y tres entrevistas hechas.',
    ],
    milestone: { code: 'formal_job_started', after: [4, 25], odds: 0.78 },
    end: { code: 'formal_job_ended', after: [15, 85], odds: 0.26, again: 0.55 },
  },
  {
    name: 'school',
    need: 'school_place',
    urgency: SOON,
    odds: (_person, age) => (age >= 5 && age <= 17 ? 0.42 : 0),
    doors: () => [['horizon', 'school_enrolment']],
    reasons: [
      'Lleva un año sin estudiar; faltan los boletines.',
      'Llegó hace poco; puede presentar prueba de ubicación.',
      'El colegio cercano dice que no hay cupo.',
    ],
    goal: 'Estar en el colegio este año',
    feedback: ['Matrícula hecha en la sede del barrio.', 'Quedó en la jornada de la tarde.'],
    milestone: { code: 'school_enrolled', after: [2, 18], odds: 0.9 },
    end: { code: 'school_left', after: [12, 50], odds: 0.13, again: 0.6 },
  },
  {
    name: 'health',
    need: 'health_affiliation',
    urgency: SOON,
    odds: (person, age, members) => (person === members[0] || age < 5 ? 0.3 : 0.06),
    doors: () => [['horizon', 'health_enrolment']],
    reasons: [
      'No aparece en la base de afiliados.',
      'Perdió la afiliación al cambiar de ciudad.',
      'Sin afiliación desde que llegó.',
    ],
    goal: 'Quedar afiliado a salud',
    feedback: ['Afiliación radicada en el régimen subsidiado.', 'Afiliación activa; ya puede pedir citas.'],
    milestone: { code: 'health_affiliated', after: [3, 30], odds: 0.85 },
  },
  {
    name: 'account',
    need: 'bank_account',
    urgency: CALM,
    odds: (person, age) => (isAdult(age) && mayWork(person) ? 0.13 : 0),
    doors: () => [['wallet', 'account_opening']],
    reasons: ['Le pagan en efectivo y quiere ahorrar.', 'Necesita cuenta para firmar contrato.'],
    goal: 'Una cuenta a su nombre',
    feedback: ['Cuenta abierta con su documento.'],
    milestone: { code: 'account_opened', after: [0, 5], odds: 0.9 },
  },
  {
    name: 'skills',
    need: 'skills_recognition',
    urgency: CALM,
    odds: (person, age) => (isAdult(age) && mayWork(person) ? 0.1 : 0),
    doors: () => [
      ['horizon', 'skills_certification'],
      ['jobs', 'employment_route'],
    ],
    reasons: [
      'Diez años de oficio en soldadura y ningún certificado.',
      'Cose por encargo y quiere certificar su experiencia.',
    ],
    goal: 'Certificar su oficio',
    feedback: ['Presentó la prueba práctica.'],
    milestone: { code: 'skills_certified', after: [20, 60], odds: 0.75 },
  },
  {
    name: 'business',
    need: 'own_business',
    urgency: CALM,
    odds: (_person, age) => (isAdult(age) ? 0.1 : 0),
    doors: () => [['horizon', 'business_support']],
    reasons: [
      'Vende empanadas y quiere formalizar el puesto.',
      'Peluquería en casa, tres clientas fijas.',
      'Mochilas tejidas para vender en la playa.',
    ],
    goal: 'Registrar el negocio',
    feedback: ['Plan de negocio aprobado y capital entregado.'],
    milestone: { code: 'business_registered', after: [15, 70], odds: 0.6 },
  },
  {
    name: 'rent',
    need: 'rent',
    urgency: SOON,
    odds: (person, _age, members) => (person === members[0] ? 0.18 : 0),
    doors: (city) =>
      city === 'cucuta'
        ? [
            ['shore', 'temporary_shelter'],
            ['bridges', 'rent_support'],
          ]
        : [['bridges', 'rent_support']],
    reasons: [
      'Debe dos meses de arriendo.',
      'Viven siete en una pieza.',
      'El dueño vende la casa a fin de mes.',
    ],
    goal: 'Una vivienda estable',
    feedback: ['Contrato firmado y primer mes pagado.', 'Se acordó un plazo con el dueño.'],
    milestone: { code: 'moved_in', after: [3, 20], odds: 0.7 },
    end: { code: 'housing_lost', after: [30, 80], odds: 0.15, again: 0 },
  },
  {
    name: 'shelter',
    need: 'shelter_tonight',
    urgency: NOW,
    odds: (person, _age, members) =>
      person === members[0] &&
      ['migrant', 'pendular', 'in_transit', 'internally_displaced'].includes(person.populationGroup)
        ? 0.09
        : 0,
    doors: (city) => (city === 'cucuta' ? [['shore', 'temporary_shelter']] : [['bridges', 'rent_support']]),
    atOnce: true,
    reasons: ['Sin un lugar donde pasar esta noche.'],
    goal: 'Dormir bajo techo',
    feedback: ['Seis noches y después a casa de un familiar.', 'Cupo por quince noches.'],
  },
  {
    name: 'food',
    need: 'food_support',
    urgency: SOON,
    odds: (person, _age, members) => (person === members[0] ? 0.16 : 0),
    doors: (city) => (city === 'cucuta' ? [['shore', 'food_kit']] : [['horizon', 'nutrition_check']]),
    reasons: ['Ayer comieron una vez.', 'El mercado no alcanza hasta fin de mes.'],
    goal: 'Tres comidas al día',
    feedback: ['Mercado entregado; vuelve en quince días.', 'Talla y peso tomados; control en un mes.'],
  },
  {
    name: 'antenatal',
    need: 'prenatal_care',
    urgency: [
      ['high', 80],
      ['immediate', 20],
    ],
    odds: ({ sex }, age) => (sex === 'female' && age >= 17 && age <= 40 ? 0.06 : 0),
    doors: () => [
      ['weavers', 'antenatal_visit'],
      ['horizon', 'primary_care'],
    ],
    reasons: ['Cinco meses y ningún control.', 'Primer embarazo; quiere parto en hospital.'],
    goal: 'Embarazo con controles',
    feedback: ['Ecografía normal; siguiente control en cuatro semanas.'],
  },
  {
    name: 'listening',
    need: 'emotional_support',
    urgency: CALM,
    odds: (_person, age) => (age >= 12 ? 0.09 : 0),
    doors: () => [['bridges', 'psychological_support']],
    reasons: ['Pidió hablar con alguien.', 'Duerme mal desde el viaje.'],
    goal: 'Sentirse acompañado',
    feedback: ['Cuatro sesiones acordadas.', 'Prefiere seguir en grupo.'],
    quiet: true,
  },
  {
    name: 'protection',
    need: 'gender_violence',
    urgency: NOW,
    odds: ({ sex }, age) => (sex === 'female' && age >= 18 && age < 60 ? 0.035 : 0),
    doors: () => [['weavers', 'protection_case']],
    atOnce: true,
    reasons: ['Acompañamiento solicitado por ella.'],
    goal: 'Estar a salvo',
    feedback: ['En acompañamiento.'],
    quiet: true,
  },
  {
    name: 'asylum',
    need: 'asylum',
    urgency: SOON,
    odds: ({ migrationStatus }) => (migrationStatus === 'asylum_seeker' ? 0.7 : 0),
    doors: () => [['bridges', 'legal_advice']],
    reasons: ['Necesita orientación para su trámite.'],
    goal: 'Tener su trámite en orden',
    feedback: ['Caso asumido por la clínica jurídica.'],
    quiet: true,
  },
  {
    name: 'papers',
    need: 'apostille',
    urgency: CALM,
    // Whoever fled is never sent to the papers of the country they fled.
    odds: ({ nationalities, migrationStatus }, age) =>
      age >= 18 && nationalities.includes('ve') && !['asylum_seeker', 'refugee'].includes(migrationStatus)
        ? 0.14
        : 0,
    doors: () => [['bridges', 'legal_advice']],
    reasons: [
      'Trae el título sin apostillar.',
      'Partida de nacimiento de la niña sin apostilla.',
      'Antecedentes penales para la visa.',
    ],
    goal: 'Tener los documentos en regla',
    feedback: ['Se radicó la declaración extrajuicio.', 'Documentos completos; quedó la cita de apostilla.'],
  },
  {
    name: 'work_rights',
    need: 'labour_rights',
    urgency: SOON,
    odds: (_person, age) => (isAdult(age) ? 0.05 : 0),
    doors: () => [['bridges', 'legal_advice']],
    reasons: ['Le deben dos quincenas.', 'Despido sin liquidación.'],
    goal: 'Que le paguen lo que le deben',
    feedback: ['Carta enviada al empleador; audiencia en un mes.'],
  },
  {
    name: 'reunion',
    need: 'family_reunification',
    urgency: CALM,
    odds: (person, age) => (age >= 18 && person.populationGroup === 'migrant' ? 0.04 : 0),
    doors: () => [['bridges', 'family_tracing']],
    reasons: ['El hijo mayor sigue con la abuela en Maracaibo.'],
    goal: 'Estar con la familia',
    feedback: ['Contacto restablecido por teléfono.'],
  },
  {
    name: 'registry',
    need: 'civil_registration',
    urgency: SOON,
    odds: ({ populationGroup, nationalities, identifiers }) =>
      populationGroup === 'returnee' && !nationalities.includes('co')
        ? 0.6
        : nationalities.includes('co') && identifiers.length === 0
          ? 0.5
          : 0,
    doors: () => [
      ['registry', 'civil_registry'],
      ['bridges', 'legal_advice'],
    ],
    reasons: [
      'Le falta el registro civil para sacar el documento.',
      'No tiene documento colombiano a la mano.',
    ],
    goal: 'Tener documento colombiano',
    feedback: ['Registro civil expedido.'],
    milestone: { code: 'civil_registration_completed', after: [5, 45], odds: 0.85 },
    becomes: ({ nationalities }) =>
      nationalities.includes('co')
        ? {
            migrationStatus: nationalities.length > 1 ? 'dual_nationality' : 'colombian',
            identifier: 'birth_register',
          }
        : {
            migrationStatus: 'dual_nationality',
            nationalities: ['co', ...nationalities],
            identifier: 'birth_register',
          },
  },
]
