// Proves the firewall on a live database: sends requests to every operation and address, as each class of
// organisation behind the firewall and with each of them as recipient.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { Actor } from '../../kernel/actor.ts'
import { BEHIND_FIREWALL, exposureOf } from '../../kernel/firewall.ts'
import type { Command, Query, Exposure } from '../../kernel/command.ts'
import { Problem } from '../../kernel/problem.ts'
import { firewallClosed, firewallRecipient } from '../../kernel/problems.ts'
import { grantsOf, OrganisationClass, Role } from '../../kernel/roles.ts'
import type { Id } from '../../kernel/words.ts'
import type { Identify } from '../../platform/http/http.ts'
import { run } from '../../platform/execute.ts'
import type { App } from '../../platform/app.ts'
import { inProcessKeys, makeKey } from '../../platform/key-service.ts'
import { addressesOf } from '../../platform/exposure.ts'
import { registerOrganisation } from '../../identity/organisations/operations.ts'
import { registerPerson } from '../../serve/record/operations.ts'
import { compose } from '../server.ts'
import { eachPlace, exampleOf } from './examples.ts'
import { proveOrganisations } from './organisations.ts'
import { beginDryRun, type DryRun } from './dry-run.ts'
import { proveTables, type ProofLine } from './tables.ts'

export type { ProofLine } from './tables.ts'

export type Proof = {
  installation: Id
  at: string
  release: string
  lines: readonly ProofLine[]
  attempts: number
  faults: readonly string[]
}

type Target = {
  name: string
  method: string
  path: string
  exposure: Exposure | undefined
  operation?: Command | Query
}
type Answer = { status: number; code: string; text: string }
type Send = (path: string, init: RequestInit) => Response | Promise<Response>
type Prober = { actor: Actor; person: Id | undefined }

const OTHERS = OrganisationClass.options.filter(
  (one) => !(BEHIND_FIREWALL as readonly string[]).includes(one),
)
const PROBER = 'x-prober'
/** Responses that never end: only their status is read. */
const STREAMS = new Set(['GET /api/live'])

/**
 * @throws Problem `pack.unknown` when there is no lead organisation: an empty installation has nothing to
 * prove
 */
export async function proveFirewall(
  pool: pg.Pool,
  { origin, secret, now = () => new Date() }: { origin: string; secret: string; now?: () => Date },
): Promise<Proof> {
  const dryRun = await beginDryRun(pool)
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-proof-'))
  try {
    const probers = new Map<string, Prober>()
    const identify: Identify = async (request) => {
      const prober = probers.get(request.headers.get(PROBER) ?? '')
      if (!prober) throw new Problem('actor.unknown', 401)
      return prober.actor
    }
    const { app, http } = await compose({
      pool: dryRun.pool,
      appPool: dryRun.pool,
      origin,
      secret,
      // A key for this run only: what the dry run encrypts is rolled back with it.
      keys: inProcessKeys(makeKey),
      identify,
      attachments: join(folder, 'attachments'),
      imports: join(folder, 'imports'),
      log: () => {},
      now,
    })
    await prepare(dryRun, app, probers)
    const trial = new Trial(dryRun, (path, init) => http.request(path, init), probers)
    const lines: ProofLine[] = []
    const targets = [
      ...operationTargets(app),
      ...addressesOf(http).map((one): Target => ({ ...one, name: `${one.method} ${one.path}` })),
    ]
    for (const target of targets) lines.push(await trial.line(target))
    lines.push(
      ...(await proveTables(
        dryRun,
        behindFirewall(probers).map(({ actor }) => actor.organisation),
      )),
    )
    const probing = new Set([...probers.values()].map(({ actor }) => actor.organisation))
    lines.push(...(await proveOrganisations(dryRun, probing)))
    // A system that refuses everybody would pass too: each other class must have been shown its own person.
    const unanswered = OTHERS.filter((one) => !trial.shown.has(one))
    return {
      installation: await installationOf(dryRun.pool),
      at: now().toISOString(),
      release: app.packs.active().id,
      lines,
      attempts: trial.attempts,
      faults: [
        ...lines.flatMap(({ subject, faults }) => faults.map((fault) => `${subject}: ${fault}`)),
        ...unanswered.map((one) => `control: no address showed the ${one} organisation its own person`),
      ],
    }
  } finally {
    await dryRun.end()
    await rm(folder, { recursive: true, force: true })
  }
}

const behindFirewall = (probers: ReadonlyMap<string, Prober>) =>
  [...probers.values()].filter(({ actor }) =>
    (BEHIND_FIREWALL as readonly string[]).includes(actor.organisationClass),
  )

function operationTargets(app: App): Target[] {
  return [...app.commands.values(), ...app.queries.values()]
    .map(({ operation }) => operation)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((operation) => ({
      name: operation.name,
      method: 'POST',
      path: `/api/${operation.name}`,
      exposure: exposureOf(operation),
      operation,
    }))
}

/**
 * Registers an organisation of each class with a user who holds every role, and for each class not behind the
 * firewall a person in its records.
 */
async function prepare(dryRun: DryRun, app: App, probers: Map<string, Prober>): Promise<void> {
  const { rows } = await dryRun.pool.query<{ id: Id; name: string }>(
    'select id, name from read.organisation where lead',
  )
  const [lead] = rows
  if (!lead) throw new Problem('pack.unknown', 404)
  const chief = proberOf(app, 'public', lead.id)
  for (const kind of OrganisationClass.options) {
    const { id } = await run(app, chief, registerOrganisation, {
      id: app.newId(),
      name: `Probe ${kind} ${app.newId()}`,
      class: kind,
      timeZone: 'UTC',
      locale: 'en',
      secondFactor: 'required',
    })
    probers.set(kind, { actor: proberOf(app, kind, id), person: undefined })
  }
  for (const kind of OTHERS) {
    const { actor } = probers.get(kind) as Prober
    const person = app.newId()
    await run(app, actor, registerPerson, { id: person, searched: 'device', called: 'Probe' })
    probers.set(kind, { actor, person })
  }
}

function proberOf(app: App, organisationClass: Actor['organisationClass'], organisation: Id): Actor {
  return {
    user: app.newId(),
    name: 'Probe',
    organisation,
    organisationName: 'Probe',
    organisationClass,
    roles: [...Role.options],
    grants: grantsOf(Role.options),
    locale: 'en',
    timeZone: 'UTC',
    scope: 'organisation',
  }
}

async function installationOf(pool: pg.Pool): Promise<Id> {
  const { rows } = await pool.query<{ id: Id }>('select id from installation')
  return rows[0]?.id as Id
}

/** Sends requests to one target after another, and rolls back what each request changed. */
class Trial {
  readonly #dryRun: DryRun
  readonly #send: Send
  readonly #probers: ReadonlyMap<string, Prober>
  attempts = 0
  /** The classes not behind the firewall that were shown their own person by some query. */
  readonly shown = new Set<string>()

  constructor(dryRun: DryRun, send: Send, probers: ReadonlyMap<string, Prober>) {
    this.#dryRun = dryRun
    this.#send = send
    this.#probers = probers
  }

  async line(target: Target): Promise<ProofLine> {
    const faults: string[] = []
    if (target.exposure === undefined) faults.push('nobody has said what can be learnt through it')
    const closed = target.exposure !== 'open' && target.exposure !== 'aggregate'
    const behind: string[] = []
    for (const { actor } of behindFirewall(this.#probers)) {
      const answer = await this.#request(target, actor, this.#inputFor(target, actor))
      // Addresses that need a person's one-time code ignore sessions and keys: they answer 401.
      const byCode = target.exposure === 'own' && !target.operation && answer.status === 401
      const refused = byCode || (answer.status === 403 && answer.code === firewallClosed.code)
      if (closed && !refused)
        faults.push(`passed for ${actor.organisationClass} with ${answer.status} ${answer.code}`)
      if (!closed && this.#revealsPerson(answer)) faults.push(`told ${actor.organisationClass} of a person`)
      behind.push(
        refused ? 'refused' : closed ? 'PASSED' : target.exposure === undefined ? '?' : target.exposure,
      )
    }
    const towards = closed && target.operation ? await this.#towards(target, target.operation, faults) : '-'
    return {
      subject: target.name,
      exposure: target.exposure,
      behind,
      towards,
      others: await this.#others(target),
      faults,
    }
  }

  /**
   * A user of another class sends each organisation behind the firewall in every id field of the fullest
   * input, one at a time.
   */
  async #towards(target: Target, operation: Command | Query, faults: string[]): Promise<string> {
    const sender = (this.#probers.get('public') as Prober).actor
    const mark = sender.user
    const full = exampleOf(operation.input, () => mark, true)
    let places = 0
    for (const { actor } of behindFirewall(this.#probers)) {
      for (const input of eachPlace(full, mark, actor.organisation)) {
        const answer = await this.#request(target, sender, input)
        places++
        if (answer.status !== 403 || answer.code !== firewallRecipient.code)
          faults.push(`took ${actor.organisationClass} as a recipient with ${answer.status} ${answer.code}`)
      }
    }
    return places === 0 ? '-' : `${places} refused`
  }

  /** Sends queries as every other class too; commands are not sent, because they would be carried out. */
  async #others(target: Target): Promise<string> {
    if (target.operation?.is !== 'query') return '-'
    let answered = 0
    for (const kind of OTHERS) {
      const { actor, person } = this.#probers.get(kind) as Prober
      const answer = await this.#request(target, actor, this.#inputFor(target, actor, person))
      if (answer.status === 200) answered++
      if (answer.status === 200 && person && answer.text.includes(person)) this.shown.add(kind)
    }
    return `${answered} of ${OTHERS.length}`
  }

  #inputFor(
    target: Target,
    actor: Actor,
    person: Id | undefined = this.#probers.get('public')?.person,
  ): unknown {
    if (!target.operation) return undefined
    const id = (name: string) => (name === 'organisation' ? actor.organisation : (person ?? actor.user))
    return exampleOf(target.operation.input, id, false)
  }

  #revealsPerson({ text }: Answer): boolean {
    return [...this.#probers.values()].some(({ person }) => person !== undefined && text.includes(person))
  }

  async #request(target: Target, actor: Actor, input: unknown): Promise<Answer> {
    this.attempts++
    const headers = {
      [PROBER]: actor.organisationClass,
      'content-type': 'application/json',
      'x-requested-with': 'arraigo',
    }
    const method = target.method === 'ALL' ? 'GET' : target.method
    const bodyless = method === 'GET' || method === 'HEAD'
    return await this.#dryRun.attempt(async () => {
      const response = await this.#send(target.path.replaceAll(/:\w+(\{[^}]*\})?/gu, actor.user), {
        method,
        headers,
        ...(!bodyless && { body: JSON.stringify(input ?? {}) }),
      })
      if (response.ok && STREAMS.has(target.name)) await response.body?.cancel()
      const text = response.ok && STREAMS.has(target.name) ? '' : await response.text()
      const code = response.ok ? '' : (/"code":"([\w.]+)"/u.exec(text)?.[1] ?? '')
      return { status: response.status, code, text }
    })
  }
}
