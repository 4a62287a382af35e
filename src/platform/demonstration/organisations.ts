// Lists the invented network: thirteen organisations, their centres and staff.
import type { OrganisationClass, Role } from '../../kernel/actor.ts'

export const TIME_ZONE = 'America/Bogota'

export type City = 'riohacha' | 'cartagena' | 'cucuta'

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

export type Member = { key: string; name: string; roles: Role[]; locale?: string }

export type InventedOrganisation = {
  name: string
  class: OrganisationClass
  contact: string
  locale?: string
  /** On invoices; numbers and accounts that nobody has. */
  invoices?: { taxNumber: string; address: string; bankAccount: string }
  centre?: { name: string; place: string; address: string }
  staff: Member[]
}

export const ORGANISATIONS: Record<OrganisationKey, InventedOrganisation> = {
  riohacha: {
    name: 'Centro Intégrate de Riohacha',
    class: 'public',
    contact: 'Frente al parque. Lunes a viernes, 7 a. m. a 4 p. m.',
    invoices: {
      taxNumber: '000.000.305-0',
      address: 'Carrera 7 n.º 12-40, Riohacha',
      bankAccount: 'Banco Inventado, corriente 0000-000305',
    },
    centre: { name: 'Centro Intégrate de Riohacha', place: 'co_44001', address: 'Carrera 7 n.º 12-40' },
    staff: [
      { key: 'ana', name: 'Ana Pimienta', roles: ['front_desk'] },
      { key: 'omar', name: 'Omar Gámez', roles: ['orientation'] },
      { key: 'clara', name: 'Clara Ibarra', roles: ['case_manager'] },
      { key: 'maite', name: 'Maite Solano', roles: ['case_manager'] },
      { key: 'sol', name: 'Sol Redondo', roles: ['supervisor'] },
      { key: 'dario', name: 'Darío Peralta', roles: ['coordinator'] },
      { key: 'elena', name: 'Elena Rosado', roles: ['coordinator'] },
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
    invoices: {
      taxNumber: '000.000.306-0',
      address: 'Avenida del Lago n.º 24-18, Cartagena',
      bankAccount: 'Banco Inventado, corriente 0000-000306',
    },
    centre: {
      name: 'Centro Intégrate de Cartagena',
      place: 'co_13001',
      address: 'Avenida del Lago n.º 24-18',
    },
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
    invoices: {
      taxNumber: '000.000.307-0',
      address: 'Avenida 4 n.º 3-61, Cúcuta',
      bankAccount: 'Banco Inventado, corriente 0000-000307',
    },
    centre: { name: 'Centro Intégrate de Cúcuta', place: 'co_54001', address: 'Avenida 4 n.º 3-61' },
    staff: [
      { key: 'yaneth', name: 'Yaneth Villamizar', roles: ['front_desk', 'orientation'] },
      { key: 'ever', name: 'Ever Sanguino', roles: ['case_manager', 'supervisor'] },
      { key: 'lida', name: 'Lida Carrillo', roles: ['coordinator', 'administrator'] },
    ],
  },
  // It also takes biometrics and enforces migration law, so it is behind the firewall: its desk in the centre
  // calls ticket numbers and sees nothing else.
  permits: {
    name: 'Ventanilla Nacional de Permisos',
    class: 'enforcement',
    contact:
      'En los tres centros, con turno. Llama por número y no ve nada de nadie: el resultado lo cuenta la persona o lo anota el centro.',
    staff: [],
  },
  registry: {
    name: 'Registro Civil Itinerante',
    class: 'public',
    contact: 'Puntos de atención en los tres centros, con cita.',
    invoices: {
      taxNumber: '000.000.301-0',
      address: 'Calle 0 n.º 3-01, Riohacha',
      bankAccount: 'Banco Inventado, ahorros 0000-000301',
    },
    staff: [{ key: 'pilar', name: 'Pilar Montes', roles: ['provider', 'coordinator'] }],
  },
  bridges: {
    name: 'Fundación Puentes del Caribe',
    class: 'cso',
    contact: 'Riohacha, Cartagena y Cúcuta. Atención sin costo.',
    invoices: {
      taxNumber: '000.000.302-0',
      address: 'Calle 0 n.º 3-02, Cartagena',
      bankAccount: 'Banco Inventado, ahorros 0000-000302',
    },
    staff: [
      { key: 'beto', name: 'Beto Arrieta', roles: ['provider', 'case_manager'] },
      { key: 'lina', name: 'Lina Marrugo', roles: ['provider', 'administrator'] },
    ],
  },
  weavers: {
    name: 'Corporación Tejedoras',
    class: 'cso',
    contact: 'Casa de mujeres; la dirección se da en persona.',
    invoices: {
      taxNumber: '000.000.308-0',
      address: 'Apartado 0-308, Cartagena',
      bankAccount: 'Banco Inventado, ahorros 0000-000308',
    },
    staff: [{ key: 'remedios', name: 'Remedios Ipuana', roles: ['provider', 'case_manager'] }],
  },
  shore: {
    name: 'Casa de Paso La Orilla',
    class: 'cso',
    contact: 'Villa del Rosario, a diez minutos del puente. Abierta día y noche.',
    invoices: {
      taxNumber: '000.000.309-0',
      address: 'Calle 0 n.º 3-09, Villa del Rosario',
      bankAccount: 'Banco Inventado, ahorros 0000-000309',
    },
    staff: [{ key: 'tomas', name: 'Tomás Jaimes', roles: ['provider', 'case_manager'] }],
  },
  jobs: {
    name: 'Empleos del Mar S. A. S.',
    class: 'company',
    contact: 'Agencia de empleo. Cartagena, Riohacha y Cúcuta.',
    invoices: {
      taxNumber: '000.000.303-0',
      address: 'Avenida 0 n.º 3-03, Cartagena',
      bankAccount: 'Banco Inventado, corriente 0000-000303',
    },
    staff: [{ key: 'kelly', name: 'Kelly Herrera', roles: ['provider', 'case_manager'] }],
  },
  wallet: {
    name: 'Billetera Maravedí',
    class: 'company',
    contact: 'Por teléfono o en las jornadas de los centros.',
    invoices: {
      taxNumber: '000.000.310-0',
      address: 'Avenida 0 n.º 3-10, Bogotá',
      bankAccount: 'Banco Inventado, corriente 0000-000310',
    },
    staff: [{ key: 'oscar', name: 'Óscar Leal', roles: ['provider'] }],
  },
  horizon: {
    name: 'Horizonte Humano Internacional',
    class: 'international',
    contact: 'Oficinas junto a los tres centros.',
    invoices: {
      taxNumber: '000.000.311-0',
      address: 'Carrera 0 n.º 3-11, Bogotá',
      bankAccount: 'Banco Inventado, corriente 0000-000311',
    },
    staff: [
      { key: 'maya', name: 'Maya Lindqvist', roles: ['provider', 'coordinator'], locale: 'en' },
      { key: 'julio', name: 'Julio Navarro', roles: ['provider', 'case_manager'] },
    ],
  },
  fund: {
    name: 'Fondo Raíces',
    class: 'funder',
    contact: 'Paga por resultados verificados.',
    invoices: {
      taxNumber: '000.000.304-0',
      address: 'Carrera 0 n.º 3-04, piso 2, Bogotá',
      bankAccount: 'Banco Inventado, corriente 0000-000304',
    },
    staff: [{ key: 'fina', name: 'Fina Castellanos', roles: ['funder', 'administrator'] }],
  },
  verifier: {
    name: 'Veeduría Clara',
    class: 'verifier',
    contact: 'Verificación independiente de resultados.',
    invoices: {
      taxNumber: '000.000.312-0',
      address: 'Calle 0 n.º 3-12, Bogotá',
      bankAccount: 'Banco Inventado, corriente 0000-000312',
    },
    staff: [{ key: 'vera', name: 'Vera Ospina', roles: ['verifier', 'administrator'] }],
  },
}

/** The staff of each centre: reception desk, orientation and case management. */
export const TEAMS: Record<City, { desk: string; orientation: string; manager: string }> = {
  riohacha: { desk: 'ana', orientation: 'omar', manager: 'clara' },
  cartagena: { desk: 'marelvis', orientation: 'marelvis', manager: 'rafa' },
  cucuta: { desk: 'yaneth', orientation: 'yaneth', manager: 'ever' },
}

/** The staff member whose sign-in is printed for each role when the demonstration starts. */
export const SIGN_INS: Record<Role, string> = {
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
