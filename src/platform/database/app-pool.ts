// The connection pool for requests, with the rights of `arraigo_app`: it signs in as a role that owns
// nothing, has no rights of its own, and can switch to no other role.
import { createHash, createHmac, hkdfSync, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { log } from '../log.ts'
import { ClusterError } from './binaries.ts'
import { closeWith, connect } from './pool.ts'
import { keepWriteKey } from './signed-write.ts'

/**
 * The pool type that `transaction()` needs; the owner's pool lacks `another`, so the compiler refuses it
 * there.
 */
export type AppPool = pg.Pool & {
  /** Opens another pool that signs in as the same role. */
  another(more: pg.PoolConfig): AppPool
}

export type AppSignIn = {
  /** The installation's secret, from which the role's password is derived. */
  secret: string
  /** Address with a role that an administrator created (DATABASE_APP_URL). */
  appUrl?: string | undefined
}

/** Key of an advisory lock: any number that no other program on this database uses. */
const LOCK = 7_243_003
/** PostgreSQL truncates longer names. */
const LONGEST_NAME = 63
const ITERATIONS = 4096
/** SQLSTATEs for a wrong password (it was changed) and for a missing role. */
const REFUSED = new Set(['28P01', '28000'])
/**
 * Milliseconds that a statement waits for a lock before it fails, and after which a transaction whose program says
 * nothing more is ended by the database: one that holds a lock and never ends, as that of a server whose machine
 * stopped, keeps nobody waiting for ever.
 */
const LONGEST_LOCK_WAIT = 15_000
const LONGEST_SILENCE = 120_000
/** Lifetime of a connection, which bounds how long session state left by a statement survives. */
const LIFETIME_SECONDS = 600

/** The role's name, one for each database, because all databases of a server share their roles. */
export function appRole(database: string): string {
  const name = `arraigo_app_${database}`
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name
  return `arraigo_app_${createHash('sha256').update(database).digest('hex').slice(0, 40)}`
}

/**
 * Opens the pool, and closes it with the owner's. Creates the role, or resets it to what it must be.
 * @throws ClusterError with one line that says what to do; the owner's pool is never used instead
 */
export async function openAppPool(
  owner: pg.Pool,
  { secret, appUrl }: AppSignIn,
  more: pg.PoolConfig = {},
): Promise<AppPool> {
  const { database, place } = await placeOf(owner)
  const role = appRole(database)
  const password = Buffer.from(hkdfSync('sha256', secret, '', `arraigo sign-in of ${role}`, 32)).toString(
    'base64url',
  )
  const prepare = async () => {
    if (appUrl === undefined) await prepareRole(owner, database, role, password)
    await keepWriteKey(owner, secret)
  }
  await prepare()
  const { max: _ownersOwn, ...options } = owner.options
  const signIn =
    appUrl === undefined
      ? signInAs(options, role, password)
      : { ...options, password: undefined, connectionString: appUrl }
  const pool = open({ ...signIn, ...more }, appUrl === undefined ? prepare : undefined)
  closeWith(owner, () => pool.end())
  const found = await placeOf(pool).catch((error: Error) => {
    throw new ClusterError(refusal(appUrl === undefined ? role : undefined, database, error))
  })
  if (found.place !== place)
    throw new ClusterError('DATABASE_APP_URL leads to another database than DATABASE_URL.')
  await refusePowers(owner, found.role)
  return pool
}

function open(config: pg.PoolConfig, prepare: (() => Promise<void>) | undefined): AppPool {
  const limits = {
    maxLifetimeSeconds: LIFETIME_SECONDS,
    lock_timeout: LONGEST_LOCK_WAIT,
    idle_in_transaction_session_timeout: LONGEST_SILENCE,
  }
  const pool = connect({ ...limits, ...config }, async (error) => {
    const { code = '' } = error as { code?: string }
    if (!prepare || !REFUSED.has(code)) throw error
    // A role may change its own password, and a process with another secret sets its own.
    log('database.app_role_set_again', { code })
    await prepare()
  })
  return Object.assign(pool, { another: (more: pg.PoolConfig) => open({ ...config, ...more }, prepare) })
}

type Place = { database: string; place: string; role: string }

/** The database and server that a pool connects to, and the role that it signs in as. */
async function placeOf(pool: pg.Pool): Promise<Place> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<Place>(`
      select current_database() as database, session_user::text as role,
        concat_ws(' ', pg_postmaster_start_time(), (select oid from pg_database where datname = current_database())) as place`)
    return rows[0] as Place
  } finally {
    client.release()
  }
}

/**
 * One implicit transaction. The password is sent as a SCRAM verifier, so that no log of statements contains
 * it.
 */
async function prepareRole(owner: pg.Pool, database: string, role: string, password: string): Promise<void> {
  const [name, literal] = [pg.escapeIdentifier(role), pg.escapeLiteral(role)]
  await owner
    .query(
      `select pg_advisory_xact_lock(${LOCK});
      do ${pg.escapeLiteral(`declare other name; begin
        if to_regrole(quote_ident(${literal})) is null then create role ${name} noinherit; end if;
        if not pg_has_role(${literal}, 'arraigo_app', 'MEMBER') then grant arraigo_app to ${name}; end if;
        -- Before PostgreSQL 16 every role may give itself to any other.
        for other in select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid
          where m.member = to_regrole(quote_ident(${literal})) and r.rolname <> 'arraigo_app'
        loop execute format('revoke %I from %I', other, ${literal}); end loop;
      end`)};
      alter role ${name} login noinherit password ${pg.escapeLiteral(verifier(password))};
      alter role ${name} reset all;
      alter role ${name} in database ${pg.escapeIdentifier(database)} reset all`,
    )
    .catch((error: Error) => {
      throw new ClusterError(
        `The role ${role}, which requests sign in as, cannot be made: ${error.message}. Let the owner of the database make ` +
          'roles (createrole), or make one by hand and give its address as DATABASE_APP_URL: docs/deploy.md says how.',
      )
    })
}

/** Refuses a role with any right that bypasses row-level security or leads to another role. */
async function refusePowers(owner: pg.Pool, role: string): Promise<void> {
  const { rows } = await owner.query<{ power: string }>(
    `select power from pg_roles r, lateral (values
        (r.rolsuper, 'is a superuser'),
        (r.rolbypassrls, 'bypasses row-level security'),
        (r.rolcreaterole, 'makes roles'),
        (r.rolcreatedb, 'makes databases'),
        (r.rolreplication, 'replicates'),
        (pg_has_role(r.oid, 'arraigo_app', 'USAGE'), 'inherits the rights of arraigo_app'),
        (exists (select from pg_auth_members m where m.member = r.oid and m.admin_option), 'gives roles away'),
        (exists (select from pg_roles o where pg_has_role(r.oid, o.oid, 'MEMBER')
          and o.oid <> r.oid and o.rolname <> 'arraigo_app'), 'is a member of more than arraigo_app'),
        (exists (select from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid
          and d.deptype = 'o' and d.classid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_namespace'::regclass,
            'pg_database'::regclass)), 'owns tables, functions, a schema or a database')
      ) as checks (found, power) where r.rolname = $1 and found`,
    [role],
  )
  if (rows.length === 0) return
  throw new ClusterError(
    `The role ${role} ${rows.map(({ power }) => power).join(', ')}: requests may not sign in as it. ` +
      'Take that from it, or make another and give its address as DATABASE_APP_URL: docs/deploy.md says how.',
  )
}

const refusal = (role: string | undefined, database: string, error: Error) =>
  role === undefined
    ? `DATABASE_APP_URL does not open the database: ${error.message}.`
    : `The database does not let the role ${role} sign in: ${error.message}. Add a line such as ` +
      `"host ${database} ${role} samehost scram-sha-256" to pg_hba.conf, or make a role by hand and give its address as ` +
      'DATABASE_APP_URL: docs/deploy.md says how.'

/**
 * Replaces user and password. Query parameters of an address override its other parts and may be the only
 * place of the user.
 */
function signInAs(options: pg.PoolConfig, user: string, password: string): pg.PoolConfig {
  if (options.connectionString === undefined) return { ...options, user, password }
  const url = new URL(options.connectionString)
  url.searchParams.set('user', user)
  url.searchParams.set('password', password)
  return { ...options, connectionString: url.href }
}

/** The SCRAM verifier that PostgreSQL stores for a password (RFC 5802). */
function verifier(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256')
  const keyed = (words: string) => createHmac('sha256', salted).update(words).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  const kept = keyed('Server Key').toString('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${kept}`
}
