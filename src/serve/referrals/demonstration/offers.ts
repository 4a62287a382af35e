// Which organisations answer which need, and the texts that they and the senders write.
import type { City, OrganisationKey } from '../../../platform/demonstration/organisations.ts'

export type Offer = readonly [organisation: OrganisationKey, service: string]

export type Answer = {
  /** Who provides it, as organisation and kind of service; the second is asked when the first cannot. */
  to(city: City): readonly Offer[]
  /** What the provider writes when it closes the referral. */
  feedback: readonly string[]
  /** For a sensitive need: a reason that reveals nothing, used instead of the note on the need. */
  quiet?: readonly string[]
  /** Answered the same day. */
  atOnce?: boolean
  /** The provider keeps the referral open until a result is reached or has failed. */
  result?: boolean
}

/** By the code of the need. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  temporary_permit: {
    to: () => [
      ['bridges', 'permit_guidance'],
      ['bridges', 'legal_advice'],
    ],
    feedback: [
      'Fuimos con la persona hasta la ventanilla; el permiso se entrega allí.',
      'Llevó la corrección del apellido y nos contó que quedó en trámite.',
    ],
    result: true,
  },
  formal_job: {
    to: () => [
      ['jobs', 'job_placement'],
      ['horizon', 'job_training'],
    ],
    feedback: [
      'Quedó en una vacante con contrato a término fijo.',
      'Pasó la entrevista; empieza este mes.',
      'Hoja de vida lista y tres entrevistas hechas.',
    ],
    result: true,
  },
  school_place: {
    to: () => [['horizon', 'school_enrolment']],
    feedback: ['Matrícula hecha en la sede del barrio.', 'Quedó en la jornada de la tarde.'],
    result: true,
  },
  health_affiliation: {
    to: () => [['horizon', 'health_enrolment']],
    feedback: ['Afiliación radicada en el régimen subsidiado.', 'Afiliación activa; ya puede pedir citas.'],
    result: true,
  },
  bank_account: {
    to: () => [['wallet', 'account_opening']],
    feedback: ['Cuenta abierta con su documento.'],
    result: true,
  },
  skills_recognition: {
    to: () => [
      ['horizon', 'skills_certification'],
      ['jobs', 'employment_route'],
    ],
    feedback: ['Presentó la prueba práctica.'],
    result: true,
  },
  own_business: {
    to: () => [['horizon', 'business_support']],
    feedback: ['Plan de negocio aprobado y capital entregado.'],
    result: true,
  },
  rent: {
    to: (city) =>
      city === 'cucuta'
        ? [
            ['shore', 'temporary_shelter'],
            ['bridges', 'rent_support'],
          ]
        : [['bridges', 'rent_support']],
    feedback: ['Contrato firmado y primer mes pagado.', 'Se acordó un plazo con el dueño.'],
    result: true,
  },
  shelter_tonight: {
    to: (city) => (city === 'cucuta' ? [['shore', 'temporary_shelter']] : [['bridges', 'rent_support']]),
    feedback: ['Seis noches y después a casa de un familiar.', 'Cupo por quince noches.'],
    atOnce: true,
  },
  food_support: {
    to: (city) => (city === 'cucuta' ? [['shore', 'food_kit']] : [['horizon', 'nutrition_check']]),
    feedback: ['Mercado entregado; vuelve en quince días.', 'Talla y peso tomados; control en un mes.'],
  },
  prenatal_care: {
    to: () => [
      ['weavers', 'antenatal_visit'],
      ['horizon', 'primary_care'],
    ],
    feedback: ['Ecografía normal; siguiente control en cuatro semanas.'],
  },
  emotional_support: {
    to: () => [['bridges', 'psychological_support']],
    quiet: ['Pidió hablar con alguien.', 'Duerme mal desde el viaje.'],
    feedback: ['Cuatro sesiones acordadas.', 'Prefiere seguir en grupo.'],
  },
  gender_violence: {
    to: () => [['weavers', 'protection_case']],
    quiet: ['Acompañamiento solicitado por ella.'],
    feedback: ['En acompañamiento.'],
    atOnce: true,
  },
  asylum: {
    to: () => [['bridges', 'legal_advice']],
    quiet: ['Necesita orientación para su trámite.'],
    feedback: ['Caso asumido por la clínica jurídica.'],
  },
  apostille: {
    to: () => [['bridges', 'legal_advice']],
    feedback: ['Se radicó la declaración extrajuicio.', 'Documentos completos; quedó la cita de apostilla.'],
  },
  labour_rights: {
    to: () => [['bridges', 'legal_advice']],
    feedback: ['Carta enviada al empleador; audiencia en un mes.'],
  },
  family_reunification: {
    to: () => [['bridges', 'family_tracing']],
    feedback: ['Contacto restablecido por teléfono.'],
  },
  civil_registration: {
    to: () => [
      ['registry', 'civil_registry'],
      ['bridges', 'legal_advice'],
    ],
    feedback: ['Registro civil expedido.'],
    result: true,
  },
}
