// Generated from the migrated database by `npm run schema`; a test compares it. Not to be edited.
import type { ColumnType } from 'kysely'
import type { Json } from '../../kernel/problem.ts'

/** Given by the database when left out. */
type Given<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
/** Computed by the database; never written. */
type Computed<T> = ColumnType<T extends ColumnType<infer S, unknown, unknown> ? S : T, never, never>
/** Read as an ISO string; a Date may be written too. */
type Instant = ColumnType<string, string | Date, string | Date>

export type DB = {
  'auth.account': {
    id: string
    user_id: string
    account_id: string
    provider_id: string
    password: string | null
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: Instant | null
    refresh_token_expires_at: Instant | null
    scope: string | null
    created_at: Given<Instant>
    updated_at: Given<Instant>
  }
  'auth.attempt': {
    key: string
    failures: number
    since: Instant
  }
  'auth.passkey': {
    id: string
    user_id: string
    name: string | null
    public_key: string
    credential_id: string
    counter: number
    device_type: string
    backed_up: boolean
    transports: string | null
    aaguid: string | null
    created_at: Given<Instant | null>
  }
  'auth.session': {
    id: string
    user_id: string
    token: string
    expires_at: Instant
    ip_address: string | null
    user_agent: string | null
    proof: Given<string>
    organisation: string | null
    centre: string | null
    created_at: Given<Instant>
    updated_at: Given<Instant>
  }
  'auth.two_factor': {
    id: string
    user_id: string
    secret: string
    backup_codes: string
    verified: Given<boolean>
    failed_verification_count: Given<number>
    locked_until: Instant | null
  }
  'auth.user': {
    id: string
    name: string
    email: string
    email_verified: Given<boolean>
    image: string | null
    two_factor_enabled: Given<boolean>
    created_at: Given<Instant>
    updated_at: Given<Instant>
  }
  'auth.verification': {
    id: string
    identifier: string
    value: string
    expires_at: Instant
    created_at: Given<Instant>
    updated_at: Given<Instant>
  }
  app_user: {
    id: string
    organisation: string
    name: string
    locale: string
    active: Given<boolean>
    invitation: string | null
    created_at: Given<Instant>
  }
  centre: {
    id: string
    organisation: string
    name: string
    place: string | null
    address: string | null
    created_at: Given<Instant>
  }
  command_log: {
    id: string
    name: string
    organisation: string
    shared_with: Given<string[]>
    actor: string
    device: string | null
    seq: number | null
    after: string | null
    replaces: string | null
    pack_release: string | null
    occurred_at: Instant
    received_at: Instant
    input_hash: Buffer
    outcome: string
    output: Json | null
    problem: Json | null
    input: string | null
  }
  device: {
    id: string
    organisation: string
    shared_with: Given<string[]>
    holder: string
    registered_at: Instant
    seen_at: Instant
    revoked_at: Instant | null
    revoked_by: string | null
    revoked_reason: string | null
  }
  device_person: {
    person: string
    device: string
    organisation: string
    shared_with: Given<string[]>
    given_at: Instant
    withdrawn_at: Instant | null
    xid: Given<string>
  }
  disclosure: {
    person: string
    id: string
    at: Instant
    organisation: string
    shared_with: Given<string[]>
    actor: string
    via: string
    fields: string[]
    purpose: string
  }
  fact: {
    person: string
    id: string
    kind: string
    occurred_on: string
    occurred_at: Instant
    recorded_at: Instant
    organisation: string
    shared_with: Given<string[]>
    centre: string | null
    actor: string
    command: string
    pack_release: string
    data: Given<Json>
    sex: Given<string>
    age_band: Given<string>
    population_group: Given<string>
    migration_status: Given<string>
    nationality: Given<string>
    place: Given<string>
    disability: Given<string>
    xid: Given<string>
  }
  installation: {
    id: Given<string>
    created_at: Given<Instant>
  }
  migration: {
    name: string
    sha256: string
    applied_at: Given<Instant>
  }
  organisation: {
    id: string
    name: string
    class: string
    contact: string | null
    time_zone: string
    locale: string
    second_factor: Given<string>
    lead: Given<boolean>
    created_at: Given<Instant>
  }
  pack_release: {
    id: string
    pack: string
    version: string
    content: Json
    active: Given<boolean>
    loaded_at: Given<Instant>
  }
  role_assignment: {
    id: string
    app_user: string
    organisation: string
    organisation_class: string
    centre: string | null
    role: string
    valid_from: string
    valid_until: string | null
    created_at: Given<Instant>
    revoked_at: Instant | null
  }
  'read.app_user': {
    id: string | null
    organisation: string | null
    name: string | null
    locale: string | null
    active: boolean | null
  }
  'read.centre': {
    id: string | null
    organisation: string | null
    name: string | null
    place: string | null
    address: string | null
  }
  'read.membership': {
    app_user: string | null
    organisation: string | null
    organisation_name: string | null
    organisation_class: string | null
    time_zone: string | null
    second_factor: string | null
    lead: boolean | null
    role: string | null
    centre: string | null
    centre_name: string | null
  }
  'read.organisation': {
    id: string | null
    name: string | null
    class: string | null
    time_zone: string | null
    locale: string | null
    lead: boolean | null
  }
}
