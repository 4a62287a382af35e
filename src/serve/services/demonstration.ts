// Services that the invented organisations offer, for referrals and deliveries to name.
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { ORGANISATIONS, type OrganisationKey } from '../../platform/demonstration/organisations.ts'
import { toLocation } from '../../kernel/location.ts'
import { changeService, offerService } from './operations.ts'

type Service = {
  kind: string
  name: string
  about?: string
  languages?: string[]
  capacity?: number
  hours?: string
  telephone?: string
  requirements?: string
}

const GUIDANCE: Service = {
  kind: 'guidance',
  name: 'Orientación en el centro',
  about: 'Sin cita y sin documentos: escuchamos, explicamos y acompañamos.',
  languages: ['es'],
  hours: 'Lunes a viernes, 7 a. m. a 4 p. m.',
}
const CHILDCARE: Service = {
  kind: 'childcare_on_site',
  name: 'Rincón de niñas y niños',
  about: 'Cuidado gratuito mientras usted hace sus trámites.',
  languages: ['es'],
}

/** Towns of the invented offices; each service is some streets from the middle of its own. */
const TOWNS: Partial<Record<OrganisationKey, readonly [latitude: number, longitude: number]>> = {
  riohacha: [11.5444, -72.9072],
  cartagena: [10.3997, -75.5144],
  cucuta: [7.8891, -72.4967],
  registry: [11.5444, -72.9072],
  bridges: [11.3775, -72.2391],
  weavers: [11.5444, -72.9072],
  shore: [11.5444, -72.9072],
  jobs: [10.3997, -75.5144],
  wallet: [7.8891, -72.4967],
  horizon: [11.7147, -72.2656],
}
const STREET = 0.00193
/** Kinds of protected matters: they take no point. */
const PROTECTED = new Set(['protection_case', 'family_tracing', 'reproductive_health'])

/** The id of each is named `service/<organisation>/<kind>`. */
const SERVICES: Partial<Record<OrganisationKey, readonly Service[]>> = {
  riohacha: [
    { ...GUIDANCE, languages: ['es', 'guc'] },
    CHILDCARE,
    { kind: 'sisben_registration', name: 'Encuesta SISBÉN', languages: ['es', 'guc'], capacity: 80 },
    {
      kind: 'community_activity',
      name: 'Tardes de barrio',
      about: 'Música, comida y juegos de las dos orillas.',
    },
  ],
  cartagena: [
    GUIDANCE,
    CHILDCARE,
    { kind: 'psychological_support', name: 'Escucha en el centro', languages: ['es'] },
  ],
  cucuta: [GUIDANCE, CHILDCARE, { kind: 'legal_advice', name: 'Consultorio jurídico', languages: ['es'] }],
  registry: [{ kind: 'civil_registry', name: 'Registro civil y cedulación', languages: ['es'] }],
  bridges: [
    { kind: 'legal_advice', name: 'Asesoría jurídica', languages: ['es', 'guc'], capacity: 60 },
    {
      kind: 'permit_guidance',
      name: 'Acompañamiento para el PPT',
      about: 'Preparamos los papeles y vamos con usted hasta la ventanilla.',
      languages: ['es'],
      capacity: 120,
      hours: 'Martes y jueves, 8 a. m. a 12 m.',
      telephone: '605 000 0142',
      requirements: 'Un documento con foto, aunque esté vencido. Si lo tiene, el número del registro.',
    },
    { kind: 'psychological_support', name: 'Atención psicológica', languages: ['es'], capacity: 40 },
    {
      kind: 'rent_support',
      name: 'Apoyo para el arriendo',
      about: 'Hasta tres meses, con acompañamiento.',
      capacity: 45,
    },
    { kind: 'family_tracing', name: 'Reunión familiar' },
  ],
  weavers: [
    { kind: 'protection_case', name: 'Acompañamiento a mujeres', languages: ['es'], capacity: 30 },
    { kind: 'support_group', name: 'Círculo de palabra', languages: ['es', 'guc'] },
    { kind: 'antenatal_visit', name: 'Control prenatal', languages: ['es'] },
    { kind: 'reproductive_health', name: 'Salud sexual y reproductiva', languages: ['es'] },
  ],
  shore: [
    {
      kind: 'temporary_shelter',
      name: 'Albergue temporal',
      about: 'Hasta quince noches por familia.',
      capacity: 50,
    },
    { kind: 'food_kit', name: 'Mercado para la semana' },
    { kind: 'community_kitchen', name: 'Comedor' },
  ],
  jobs: [
    {
      kind: 'employment_route',
      name: 'Ruta de empleo',
      about: 'Hoja de vida, entrevistas y vacantes.',
      capacity: 150,
    },
    { kind: 'job_placement', name: 'Colocación en vacantes', capacity: 150 },
  ],
  wallet: [
    { kind: 'account_opening', name: 'Cuenta de bajo monto', about: 'Con PPT, cédula o pasaporte.' },
    { kind: 'financial_education', name: 'Cuentas claras', about: 'Taller de dos horas.' },
  ],
  horizon: [
    { kind: 'health_enrolment', name: 'Afiliación a salud', languages: ['es', 'en'] },
    { kind: 'primary_care', name: 'Consulta médica', languages: ['es', 'en', 'ht'], capacity: 90 },
    { kind: 'school_enrolment', name: 'Cupos escolares', languages: ['es', 'guc'] },
    { kind: 'school_kit', name: 'Morral escolar' },
    { kind: 'nutrition_check', name: 'Valoración nutricional' },
    { kind: 'job_training', name: 'Cursos cortos', languages: ['es'], capacity: 70 },
    { kind: 'skills_certification', name: 'Certificación de lo que usted sabe', languages: ['es'] },
    { kind: 'business_support', name: 'Capital y asesoría para su negocio', capacity: 40 },
  ],
}

/** Whose services were confirmed lately: communications announce these. */
const CONFIRMED: readonly OrganisationKey[] = ['riohacha', 'bridges', 'jobs']

/** Who speaks for the services of an organisation. */
function offersOf(key: OrganisationKey): string {
  const { staff } = ORGANISATIONS[key]
  const offers = staff.find(({ roles }) => roles.includes('coordinator') || roles.includes('provider'))
  return (offers ?? staff[0])?.key ?? key
}

export const demonstration: Contribution = {
  async prepare(office) {
    const { run, network } = office
    for (const [key, services] of Object.entries(SERVICES) as [OrganisationKey, readonly Service[]][]) {
      const actor = network.member(offersOf(key))
      const town = TOWNS[key]
      for (const [at, service] of services.entries()) {
        const isOpen = town && !PROTECTED.has(service.kind)
        const streets = [((at * 7) % 5) - 2, ((at * 3) % 7) - 3] as const
        const location = isOpen && toLocation(town[0] + streets[0] * STREET, town[1] + streets[1] * STREET)
        const id = run.idOf(`service/${key}/${service.kind}`)
        await office.act(offerService, { id, ...service, ...(location && { location }) }, actor)
      }
    }
  },
  async lastDays(office) {
    const { run, network } = office
    for (const key of CONFIRMED)
      for (const { kind } of SERVICES[key] ?? []) {
        const id = run.idOf(`service/${key}/${kind}`)
        await office.act(changeService, { id, base: 1 }, network.member(offersOf(key)))
      }
  },
}
