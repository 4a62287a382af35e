// Who works in the invented network: thirteen organisations, their centres, services and staff.
import type { OrganisationClass, Role } from '../../kernel/actor.ts'
import type { City } from './people.ts'

export type OrganisationKey =
  | City
  | 'permits'
  | 'registry'
  | 'bridges'
  | 'weavers'
  | 'shore'
  | 'jobs'
  | 'wallet'
  | 'horizon'
  | 'fund'
  | 'verifier'

export type Service = { kind: string; name: string; about?: string; languages?: string[]; capacity?: number }
export type Member = { key: string; name: string; roles: Role[]; locale?: string }

export type InventedOrganisation = {
  name: string
  class: OrganisationClass
  contact: string
  locale?: string
  centre?: { name: string; place: string; address: string }
  services: Service[]
  staff: Member[]
}

const GUIDANCE: Service = {
  kind: 'guidance',
  name: 'Orientación en el centro',
  about: 'Sin cita y sin documentos: escuchamos, explicamos y acompañamos.',
  languages: ['es'],
}
const CHILDCARE: Service = {
  kind: 'childcare_on_site',
  name: 'Rincón de niñas y niños',
  about: 'Cuidado gratuito mientras usted hace sus trámites.',
  languages: ['es'],
}

export const ORGANISATIONS: Record<OrganisationKey, InventedOrganisation> = {
  riohacha: {
    name: 'Centro Intégrate de Riohacha',
    class: 'public',
    contact: 'Carrera 7 con calle 12, frente al parque. Lunes a viernes, 7 a. m. a 4 p. m.',
    centre: { name: 'Centro Intégrate de Riohacha', place: 'co_44001', address: 'Carrera 7 n.º 12-40' },
    services: [
      { ...GUIDANCE, languages: ['es', 'guc'] },
      CHILDCARE,
      { kind: 'sisben_registration', name: 'Encuesta SISBÉN', languages: ['es', 'guc'], capacity: 80 },
      {
        kind: 'community_activity',
        name: 'Tardes de barrio',
        about: 'Música, comida y juegos de las dos orillas.',
      },
    ],
    staff: [
      { key: 'ana', name: 'Ana Pimienta', roles: ['front_desk'] },
      { key: 'omar', name: 'Omar Gámez', roles: ['orientation'] },
      { key: 'clara', name: 'Clara Ibarra', roles: ['case_manager'] },
      { key: 'maite', name: 'Maite Solano', roles: ['case_manager'] },
      { key: 'sol', name: 'Sol Redondo', roles: ['supervisor'] },
      { key: 'dario', name: 'Darío Peralta', roles: ['coordinator'] },
      { key: 'ines', name: 'Inés Fonseca', roles: ['analyst'] },
      { key: 'camilo', name: 'Camilo Vergara', roles: ['communications'] },
      { key: 'julia', name: 'Julia Salcedo', roles: ['data_protection_officer'] },
      { key: 'dora', name: 'Dora Uriana', roles: ['administrator'] },
    ],
  },
  cartagena: {
    name: 'Centro Intégrate de Cartagena',
    class: 'public',
    contact: 'Avenida del Lago, casa amarilla. Lunes a sábado, 7:30 a. m. a 3:30 p. m.',
    centre: {
      name: 'Centro Intégrate de Cartagena',
      place: 'co_13001',
      address: 'Avenida del Lago n.º 24-18',
    },
    services: [
      GUIDANCE,
      CHILDCARE,
      { kind: 'psychological_support', name: 'Escucha en el centro', languages: ['es'] },
    ],
    staff: [
      { key: 'marelvis', name: 'Marelvis Puello', roles: ['front_desk', 'orientation'] },
      { key: 'rafa', name: 'Rafael Cassiani', roles: ['case_manager', 'supervisor'] },
      { key: 'nora', name: 'Nora Zabaleta', roles: ['coordinator', 'administrator'] },
    ],
  },
  cucuta: {
    name: 'Centro Intégrate de Cúcuta',
    class: 'public',
    contact: 'Avenida 4, junto a la terminal. Todos los días, 7 a. m. a 5 p. m.',
    centre: { name: 'Centro Intégrate de Cúcuta', place: 'co_54001', address: 'Avenida 4 n.º 3-61' },
    services: [
      GUIDANCE,
      CHILDCARE,
      { kind: 'legal_advice', name: 'Consultorio jurídico', languages: ['es'] },
    ],
    staff: [
      { key: 'yaneth', name: 'Yaneth Villamizar', roles: ['front_desk', 'orientation'] },
      { key: 'ever', name: 'Ever Sanguino', roles: ['case_manager', 'supervisor'] },
      { key: 'lida', name: 'Lida Carrillo', roles: ['coordinator', 'administrator'] },
    ],
  },
  // It takes biometrics and enforces migration law as well: a window in the centre that calls numbers and sees nothing else.
  permits: {
    name: 'Ventanilla Nacional de Permisos',
    class: 'enforcement',
    contact:
      'En los tres centros, con turno. Llama por número y no ve nada de nadie: el resultado lo cuenta la persona o lo anota el centro.',
    services: [],
    staff: [],
  },
  registry: {
    name: 'Registro Civil Itinerante',
    class: 'public',
    contact: 'Puntos de atención en los tres centros, con cita.',
    services: [{ kind: 'civil_registry', name: 'Registro civil y cedulación', languages: ['es'] }],
    staff: [{ key: 'pilar', name: 'Pilar Montes', roles: ['provider', 'coordinator'] }],
  },
  bridges: {
    name: 'Fundación Puentes del Caribe',
    class: 'cso',
    contact: 'Riohacha, Cartagena y Cúcuta. Atención sin costo.',
    services: [
      { kind: 'legal_advice', name: 'Asesoría jurídica', languages: ['es', 'guc'], capacity: 60 },
      {
        kind: 'permit_guidance',
        name: 'Acompañamiento para el PPT',
        about: 'Preparamos los papeles y vamos con usted hasta la ventanilla.',
        languages: ['es'],
        capacity: 120,
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
    staff: [
      { key: 'beto', name: 'Beto Arrieta', roles: ['provider', 'case_manager'] },
      { key: 'lina', name: 'Lina Marrugo', roles: ['provider', 'administrator'] },
    ],
  },
  weavers: {
    name: 'Corporación Tejedoras',
    class: 'cso',
    contact: 'Casa de mujeres; la dirección se da en persona.',
    services: [
      { kind: 'protection_case', name: 'Acompañamiento a mujeres', languages: ['es'], capacity: 30 },
      { kind: 'support_group', name: 'Círculo de palabra', languages: ['es', 'guc'] },
      { kind: 'antenatal_visit', name: 'Control prenatal', languages: ['es'] },
      { kind: 'reproductive_health', name: 'Salud sexual y reproductiva', languages: ['es'] },
    ],
    staff: [{ key: 'remedios', name: 'Remedios Ipuana', roles: ['provider', 'case_manager'] }],
  },
  shore: {
    name: 'Casa de Paso La Orilla',
    class: 'cso',
    contact: 'Villa del Rosario, a diez minutos del puente. Abierta día y noche.',
    services: [
      {
        kind: 'temporary_shelter',
        name: 'Albergue temporal',
        about: 'Hasta quince noches por familia.',
        capacity: 50,
      },
      { kind: 'food_kit', name: 'Mercado para la semana' },
      { kind: 'community_kitchen', name: 'Comedor' },
    ],
    staff: [{ key: 'tomas', name: 'Tomás Jaimes', roles: ['provider', 'case_manager'] }],
  },
  jobs: {
    name: 'Empleos del Mar S. A. S.',
    class: 'company',
    contact: 'Agencia de empleo. Cartagena, Riohacha y Cúcuta.',
    services: [
      {
        kind: 'employment_route',
        name: 'Ruta de empleo',
        about: 'Hoja de vida, entrevistas y vacantes.',
        capacity: 150,
      },
      { kind: 'job_placement', name: 'Colocación en vacantes', capacity: 150 },
    ],
    staff: [{ key: 'kelly', name: 'Kelly Herrera', roles: ['provider', 'case_manager'] }],
  },
  wallet: {
    name: 'Billetera Maravedí',
    class: 'company',
    contact: 'Por teléfono o en las jornadas de los centros.',
    services: [
      { kind: 'account_opening', name: 'Cuenta de bajo monto', about: 'Con PPT, cédula o pasaporte.' },
      { kind: 'financial_education', name: 'Cuentas claras', about: 'Taller de dos horas.' },
    ],
    staff: [{ key: 'oscar', name: 'Óscar Leal', roles: ['provider'] }],
  },
  horizon: {
    name: 'Horizonte Humano Internacional',
    class: 'international',
    contact: 'Oficinas junto a los tres centros.',
    services: [
      { kind: 'health_enrolment', name: 'Afiliación a salud', languages: ['es', 'en'] },
      { kind: 'primary_care', name: 'Consulta médica', languages: ['es', 'en', 'ht'], capacity: 90 },
      { kind: 'school_enrolment', name: 'Cupos escolares', languages: ['es', 'guc'] },
      { kind: 'school_kit', name: 'Morral escolar' },
      { kind: 'nutrition_check', name: 'Valoración nutricional' },
      { kind: 'job_training', name: 'Cursos cortos', languages: ['es'], capacity: 70 },
      { kind: 'skills_certification', name: 'Certificación de lo que usted sabe', languages: ['es'] },
      { kind: 'business_support', name: 'Capital y asesoría para su negocio', capacity: 40 },
    ],
    staff: [
      { key: 'maya', name: 'Maya Lindqvist', roles: ['provider', 'coordinator'], locale: 'en' },
      { key: 'julio', name: 'Julio Navarro', roles: ['provider', 'case_manager'] },
    ],
  },
  fund: {
    name: 'Fondo Raíces',
    class: 'funder',
    contact: 'Paga por resultados verificados.',
    services: [],
    staff: [{ key: 'fina', name: 'Fina Castellanos', roles: ['funder', 'administrator'] }],
  },
  verifier: {
    name: 'Veeduría Clara',
    class: 'verifier',
    contact: 'Verificación independiente de resultados.',
    services: [],
    staff: [{ key: 'vera', name: 'Vera Ospina', roles: ['verifier', 'administrator'] }],
  },
}

/** The staff member whose sign-in stands for a role when the demonstration starts. */
export const FACES: Record<Role, string> = {
  front_desk: 'ana',
  orientation: 'omar',
  case_manager: 'clara',
  supervisor: 'sol',
  coordinator: 'dario',
  analyst: 'ines',
  communications: 'camilo',
  data_protection_officer: 'julia',
  administrator: 'dora',
  provider: 'beto',
  verifier: 'vera',
  funder: 'fina',
}
