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
  'auth.api_key': {
    id: string
    organisation: string
    organisation_class: string
    app_user: string
    prefix: string
    hash: Buffer
    allows: string[]
    valid_until: string
    issued_at: Instant
    issued_by: string
    used_at: Instant | null
    revoked_at: Instant | null
  }
  'auth.attempt': {
    key: string
    failures: number
    since: Instant
  }
  'auth.link_giver': {
    user_id: string
    given_by: string
    invitation: string
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
  'auth.refused_proof': {
    user_id: string
    kind: string
    address: string
    user_agent: string | null
    tries: Given<number>
    first_at: Given<Instant>
    last_at: Given<Instant>
    seen_at: Instant | null
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
  'auth.sign_on': {
    organisation: string
    issuer: string
    client_id: string
    client_secret: string | null
    domain: string
    required: Given<boolean>
    second_factor: Given<string>
    acr: string | null
    domain_proved_at: Instant | null
    domain_proved_by: string | null
  }
  'auth.two_factor': {
    id: string
    user_id: string
    secret: string
    backup_codes: string
    verified: Given<boolean>
    failed_verification_count: Given<number>
    locked_until: Instant | null
    used_step: number | null
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
  'auth.write_key': {
    one: Given<boolean>
    inner_key: Buffer
    outer_key: Buffer
  }
  app_user: {
    id: string
    organisation: string
    name: string
    locale: string
    active: Given<boolean>
    invitation: string | null
    invited_by: string | null
    created_at: Given<Instant>
  }
  attachment: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    name: string
    media_type: string
    size: number
    sha256: Buffer
    uploaded_by: string
    uploaded_at: Instant
  }
  attachment_opening: {
    person: string
    attachment: string
    organisation: string
    shared_with: Given<string[]>
    opened_by: string
    opened_at: Instant
  }
  break_glass: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    field_group: string
    app_user: string
    reason: Buffer
    opened_at: Instant
    until: Instant
  }
  break_glass_review: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    opening: string
    opened_by: string
    verdict: string
    note: Buffer | null
    reviewed_by: string
    reviewed_at: Instant
  }
  case_file: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    centre: string | null
    manager: string | null
    opened_at: Instant
    closed_at: Instant | null
    closure_reason: string | null
    closure_note: string | null
  }
  centre: {
    id: string
    organisation: string
    name: string
    place: string | null
    address: string | null
    created_at: Given<Instant>
  }
  characterization: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    questionnaire: string
    version: number
    pack_release: string
    answers: Json
    answered_at: Instant
    answered_by: string
    field_groups: Given<string[]>
  }
  child_check: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    household: string
    begun_at: Instant
    ended_at: Instant | null
    ended_by: string | null
    outcome: string | null
  }
  claim: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    outcome: string
    occurrence: Given<number>
    family: string
    pack_release: string
    pseudonym: string
    state: string
    started_on: string
    due_on: string
    broken_on: string | null
    grounds: Json
    recorders: string[]
    verifier: string | null
    contradicted: Given<boolean>
    submitted_at: Instant | null
    decided_at: Instant | null
    collides: Given<boolean>
  }
  claim_evidence: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    claim: string
    attachment: string
    type: string
    attached_by: string
    attached_at: Instant
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
  confidant: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    field_group: string
    app_user: string
    reason: Buffer
    assigned_by: string
    assigned_at: Instant
    released_by: string | null
    released_at: Instant | null
  }
  consent: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    purpose: string
    recipient: string | null
    field_groups: string[]
    text_version: string
    locale: string
    how: string | null
    obtained_by: string
    given_at: Instant
    expires_on: string | null
    withdrawn_at: Instant | null
    recipient_class: string | null
    said: Given<string>
    pack_release: Given<string>
    text_hash: Given<string>
    witness: string | null
    attachment: string | null
    spoke_name: string | null
    spoke_as: string | null
    spoke_because: string | null
    because: string | null
    withdrawn_by: string | null
    ended_at: Instant | null
    opened_at: Instant | null
    confirmed_at: Instant | null
    confirmed_by: string | null
    withdrawn_organisation: string | null
    no_review: string | null
    no_reviewed_at: Instant | null
    no_reviewed_by: string | null
    to_apply: Given<boolean>
    withdrawn_code_by: string | null
  }
  consent_notice: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    told_by: string
    purpose: string
    field_groups: string[]
    because: string
    called: string | null
    told_at: Instant
    acknowledged_at: Instant | null
    acknowledged_by: string | null
  }
  consent_override: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    purpose: string
    recipient: string
    field_groups: string[]
    ground: string
    basis: string
    reason: string
    asked_by: string
    asked_at: Instant
    until: string
    state: Given<string>
    decided_by: string | null
    decided_at: Instant | null
    decision_note: string | null
    ended_at: Instant | null
    verdict: string | null
    review_note: string | null
    reviewed_by: string | null
    reviewed_at: Instant | null
    ended_because: string | null
  }
  consent_words: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    witness: string | null
    spoke_name: string | null
    because: string | null
    interpreter: string | null
    interpreter_kind: string | null
  }
  contract: {
    id: string
    organisation: string
    shared_with: Given<string[]>
    provider: string
    rate_card: string
    pack_release: string
    currency: string
    starts_on: string
    signed_by: string
    signed_at: Instant
    ceiling: string | null
    payment_days: number | null
  }
  correction: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    about: string
    wrong: string
    proposed: string
    asked_at: Instant
    state: Given<string>
    answer: string | null
    answered_by: string | null
    answered_at: Instant | null
  }
  data_key: {
    person: string
    organisation: string
    shared_with: Given<string[]>
    kek: string
    wrapped: Buffer
    made_at: Instant
  }
  delivery: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    service: string
    kind: string
    referral: string | null
    centre: string | null
    delivered_on: string
    delivered_by: string
    note: string | null
  }
  demand: {
    id: string
    organisation: string
    shared_with: Given<string[]>
    authority: string
    authority_class: string
    instrument: string
    scope: string
    received_on: string
    answer_by: string | null
    received_by: string
    noted_at: Instant
  }
  demand_decision: {
    id: string
    demand: string
    organisation: string
    shared_with: Given<string[]>
    decision: string
    because: string
    signed_by: string
    decided_on: string
    decided_by: string
    noted_at: Instant
  }
  demand_disclosure: {
    person: string
    id: string
    decision: string
    organisation: string
    shared_with: Given<string[]>
    field_groups: string[]
  }
  demand_document: {
    id: string
    demand: string
    organisation: string
    shared_with: Given<string[]>
    name: string
    media_type: string
    content: Buffer
    attached_by: string
    attached_at: Instant
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
    secret: Given<Buffer | null>
    late_refused: Given<number>
    late_refused_at: Instant | null
  }
  device_document: {
    device: string
    list: string
    document: string
    organisation: string
    shared_with: Given<string[]>
    digest: Buffer
    persons: Given<string[]>
    given_at: Instant
    withdrawn_at: Instant | null
    xid: Given<string>
  }
  device_person: {
    person: string
    device: string
    organisation: string
    shared_with: Given<string[]>
    given_at: Instant | null
    withdrawn_at: Instant | null
    xid: Given<string>
  }
  device_rule: {
    organisation: string
    idle_minutes: number
    phrase: boolean
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
    recipient: string | null
    consent: string | null
    seal: number | null
  }
  disclosure_erasure: {
    id: string
    at: Instant
    organisation: string
    actor: string
    because: string
    erased: string[]
    seal: number | null
  }
  disclosure_seal: {
    sequence: number
    network: string
    at: Instant
    entries: number
    root: string
    previous: string
    key: string
    signature: string
  }
  duplicate_pair: {
    person: string
    other: string
    organisation: string
    shared_with: Given<string[]>
    score: number
    reasons: string[]
    noticed_at: Instant
    state: string
    because: string | null
    decided_by: string | null
    decided_at: Instant | null
    rules_version: number
    assigned_to: string | null
    assigned_by: string | null
    assigned_at: Instant | null
  }
  erasure: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    at: Instant
    classes: string[]
  }
  erasure_review: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    because: string
    classes: string[]
    last_contact: string | null
    asked_by: string | null
    words: string | null
    noted_at: Instant
    state: Given<string>
    kept_until: string | null
    rule: string | null
    reason: string | null
    decided_by: string | null
    decided_at: Instant | null
  }
  fact: {
    subject: string
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
    sex: Given<string | null>
    age_band: Given<string | null>
    population_group: Given<string | null>
    migration_status: Given<string | null>
    nationality: Given<string | null>
    place: Given<string | null>
    disability: Given<string | null>
    xid: Given<string>
    subject_kind: Given<string>
  }
  firewall_refusal: {
    id: string
    organisation: string
    shared_with: Given<string[]>
    at: Instant
    actor: string
    acting_for: string
    acting_class: string
    route: string
    code: string
    recipient: string | null
  }
  goal: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    need: string | null
    text: string
    wanted_by: string | null
    set_on: string
    reached_on: string | null
    ending_note: string | null
    dropped_on: string | null
  }
  hand_over: {
    id: string
    organisation: string
    given_to: string
    from_day: string
    until_day: string
    smallest: number
    figures: Json
    repeats: string | null
    handed_by: string
    handed_at: Instant
  }
  household: {
    household: string
    organisation: string
    shared_with: Given<string[]>
    formed_at: Instant
  }
  household_member: {
    person: string
    household: string
    organisation: string
    shared_with: Given<string[]>
    relation: string
    head: Given<boolean>
    joined_at: Instant
    joined_on: string
    left_on: string | null
    left_because: string | null
  }
  identifier_holder: {
    organisation: string
    document: string
    person: string
    shared_with: Given<string[]>
  }
  import_check: {
    import_run: string
    attempt: Given<number>
    state: string
    mapping: Json
    actor: Json
    done: Given<number>
    imported: Given<number>
    known: Given<number>
    refused: Given<number>
    partly: Given<number>
    started_at: Instant | null
    ended_at: Instant | null
    organisation: string
    shared_with: Given<string[]>
  }
  import_check_flaw: {
    import_run: string
    row: number
    column: string
    reason: string
    about: number | null
    refused: boolean
    organisation: string
    shared_with: Given<string[]>
  }
  import_content: {
    organisation: string
    content: string
    shared_with: Given<string[]>
    source: string
    taken_at: Instant
  }
  import_error: {
    import_run: string
    row: number
    column: string | null
    reason: string
    organisation: string
    shared_with: Given<string[]>
    about: number | null
  }
  import_left_out: {
    import_run: string
    row: number
    column: string
    reason: string
    about: number | null
    organisation: string
    shared_with: Given<string[]>
  }
  import_mapping: {
    organisation: string
    source: string
    shared_with: Given<string[]>
    mapping: Json
    used_at: Instant
  }
  import_run: {
    id: string
    organisation: string
    shared_with: Given<string[]>
    actor: Json
    file_name: string
    path: string
    source: string | null
    mapping: Json | null
    state: Given<string>
    rows: number | null
    imported: Given<number>
    known: Given<number>
    refused: Given<number>
    created_at: Instant
    ended_at: Instant | null
    content: string | null
    partly: Given<number>
    started_at: Instant | null
  }
  installation: {
    id: Given<string>
    created_at: Given<Instant>
  }
  interpreter: {
    id: string
    organisation: string
    name: string
    kind: string
    languages: string[]
    telephone: string | null
    hours: string | null
    days: Given<string[]>
    reached_from: string | null
    reached_until: string | null
    confidential_until: string | null
    version: Given<number>
    retired_at: Instant | null
  }
  invoice_number: {
    organisation: string
    shared_with: Given<string[]>
    last: number
  }
  known_answer: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    told: string | null
    at: Instant
  }
  known_question: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    asked_by: string
    asked_at: Instant
    known: boolean
  }
  known_secret: {
    version: number
    kek: string
    wrapped: Buffer
    made_at: Instant
    reached: string | null
  }
  known_token: {
    audience: string
    organisation: string
    token: Buffer
    until: string
    person: string
    shared_with: Given<string[]>
    version: number
  }
  late_command: {
    id: string
    organisation: string
    shared_with: Given<string[]>
    device: string
    holder: string
    name: string
    input: string | null
    occurred_at: Instant
    pack_release: string | null
    after: string | null
    handed_at: Instant
    discarded_at: Instant | null
    discarded_by: string | null
    reason: string | null
  }
  match_key: {
    key: number
    person: string
    organisation: string
    shared_with: Given<string[]>
    viewer: string
  }
  match_key_version: {
    version: number
    reached: string | null
    ended_at: Instant | null
  }
  merge: {
    person: string
    other: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    because: string
    merged_at: Instant
    merged_by: string
    undone_at: Instant | null
    undone_by: string | null
    undone_because: string | null
    assigned: Given<Json>
  }
  migration: {
    name: string
    sha256: string
    applied_at: Given<Instant>
  }
  name_word: {
    word: string
    person: string
    name: string
    organisation: string
    shared_with: Given<string[]>
    viewer: string
    size: number
    born: Given<string>
  }
  need: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    code: string
    domain: string
    urgency: string
    note: string | null
    identified_on: string
    ended_on: string | null
    ending: string | null
    version: Given<number>
    ending_note: string | null
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
    closed_at: Instant | null
    moved_to: string | null
    tax_number: string | null
    address: string | null
    bank_account: string | null
  }
  organisation_move: {
    id: string
    organisation: string
    moved: string
    class: string
    because: string
    asked_by: string
    asked_at: Instant
    decided_by: string | null
    decided_at: Instant | null
    allowed: boolean | null
  }
  own_code: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    hash: Buffer
    checked: string
    note: string | null
    made_by: string
    made_at: Instant
    valid_until: Instant
    used_at: Instant | null
    ended_at: Instant | null
    ended_by: string | null
  }
  own_session: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    code: string
    token_hash: Buffer
    opened_at: Instant
    valid_until: Instant
    ended_at: Instant | null
  }
  pack_release: {
    id: string
    pack: string
    version: string
    content: Json
    active: Given<boolean>
    loaded_at: Given<Instant>
  }
  pack_sound: {
    hash: string
    media_type: string
    sound: Buffer
  }
  paid_result: {
    pseudonym: string
    family: string
    contract: string
    claim: string
    organisation: string
    shared_with: Given<string[]>
  }
  payment: {
    id: string
    organisation: string
    shared_with: Given<string[]>
    statement: string
    paid_on: string
    reference: string | null
    recorded_by: string
    recorded_at: Instant
  }
  people_export: {
    id: string
    organisation: string
    shared_with: Given<string[]>
    asked_by: string
    asked_at: Instant
    list: Json
    columns: string[]
    format: string
    purpose: string
    words: string
    people: number
    state: string
    until: Instant
    decided_by: string | null
    decided_at: Instant | null
    note: string | null
    taken_at: Instant | null
    taken: number | null
  }
  person: {
    person: string
    organisation: string
    shared_with: Given<string[]>
    centre: string | null
    version: Given<number>
    given_names: string | null
    first_surname: string | null
    second_surname: string | null
    called: string | null
    born: string | null
    born_precision: string | null
    born_age: number | null
    born_age_on: string | null
    sex: string | null
    gender: string | null
    nationalities: Given<string[]>
    population_group: string | null
    migration_status: string | null
    languages: Given<string[]>
    disability: string | null
    place: string | null
    consent_text: string | null
    pack_release: string
    registered_at: Instant
    registered_by: string
    touched_at: Instant
    shown_to: Given<Json>
    erased_on: string | null
    unsafe_to_call: Given<string[]>
    unsafe_to_text: Given<string[]>
    reading: string | null
    reads_in: Given<string[]>
    needs_interpreter: string | null
  }
  person_contact: {
    person: string
    contact: string
    organisation: string
    shared_with: Given<string[]>
    version: Given<number>
    kind: string
    value: string
    safe_to_call: Given<boolean>
    safe_to_text: Given<boolean>
    note: string | null
    retired: Given<boolean>
    noted_at: Instant
  }
  person_edit: {
    person: string
    version: number
    organisation: string
    shared_with: Given<string[]>
    changes: Json
    edited_at: Instant
    edited_by: string
    device: string | null
  }
  person_identifier: {
    person: string
    identifier: string
    organisation: string
    shared_with: Given<string[]>
    type: string
    country: string | null
    number: string
    folded: string
    noted_at: Instant
    retired: string | null
  }
  person_share: {
    person: string
    recipient: string
    organisation: string
    shared_with: Given<string[]>
    since: Instant
    field_groups: Given<string[]>
  }
  plan_step: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    goal: string
    text: string
    by_whom: string
    due_on: string | null
    referral: string | null
    state: Given<string>
    ended_on: string | null
    note: string | null
  }
  posting: {
    id: string
    organisation: string
    shared_with: Given<string[]>
    contract: string
    statement: string
    debit: string
    credit: string
    amount: string
    currency: string
    posted_on: string
    posted_at: Instant
  }
  principal: {
    id: string
    organisation: string
    centre: string | null
    use: string
    kind: string
    name: string
    code_hash: Buffer | null
    code_until: Instant | null
    secret_hash: Buffer | null
    made_by: string
    made_at: Instant
    valid_until: Instant
    opened_at: Instant | null
    ended_at: Instant | null
    ended_by: string | null
  }
  record_link: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    other: string | null
    other_organisation: string
    proposer: boolean
    state: string
    because: string | null
    decided_by: string | null
    ended_because: string | null
    ended_by: string | null
    proposed_at: Instant
    answered_at: Instant | null
    ended_at: Instant | null
  }
  recording: {
    id: string
    organisation: string
    pack: string
    text_key: string
    language: string
    text_hash: string
    media_type: string
    sound: Buffer | null
    recorded_by: string
    recorded_at: Instant
    confirmed_by: string | null
    confirmed_at: Instant | null
    retired_at: Instant | null
  }
  referral: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    sender: string
    receiver: string
    service: string | null
    need: string | null
    consent: string | null
    reason: string
    introduction: Given<Json>
    state: string
    created_at: Instant
    sent_at: Instant | null
    answer_by: string | null
    answered_at: Instant | null
    decline_reason: string | null
    note: string | null
    redirected_to: string | null
    scheduled_for: Instant | null
    closed_at: Instant | null
    result: string | null
    feedback: string | null
    version: Given<number>
    receiver_reads: Given<boolean>
    ended_because: string | null
  }
  referral_words: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    reason: string
    introduction: Json
    note: string | null
    feedback: string | null
    scheduled_for: Instant | null
  }
  retelling: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    how: string
    reason: string
    asked_by: string
    asked_at: Instant
  }
  retention_walk: {
    one: Given<boolean>
    reached: string | null
  }
  role: {
    id: string
    organisation: string | null
    name: string | null
    grants: Json | null
    defined_by: string | null
    defined_at: Instant | null
    retired_at: Instant | null
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
    offer: string | null
    accepted_at: Instant | null
    granted_by: string | null
    unconfirmed: Given<boolean>
    confirmed_by: string | null
    confirmed_at: Instant | null
    granted_from: string | null
    given_before: Given<string[]>
  }
  same_person: {
    person: string
    organisation: string
    shared_with: Given<string[]>
    kept: string
    people: string[]
    besides: Given<string[]>
    assigned: Given<Json>
    since: Instant | null
  }
  saved_view: {
    id: string
    organisation: string
    app_user: string
    list: string
    name: string
    search: string
    saved_at: Instant
  }
  sealed_note: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    field_group: string
    summary: Buffer
    story: Buffer | null
    sealed_by: string
    sealed_at: Instant
    readers: string[]
    opened: Given<Json>
  }
  second_factor_reset: {
    id: string
    organisation: string
    app_user: string
    asked_by: string
    asked_at: Instant
    settled_by: string | null
    settled_at: Instant | null
    confirmed: boolean | null
  }
  service: {
    id: string
    organisation: string
    centre: string | null
    kind: string
    name: string
    about: string | null
    languages: Given<string[]>
    capacity: number | null
    closed_at: Instant | null
    assured_at: Instant
    version: Given<number>
    hours: string | null
    telephone: string | null
    requirements: string | null
    latitude: string | null
    longitude: string | null
  }
  service_edit: {
    service: string
    version: number
    changes: Json
    edited_at: Instant
    device: string | null
  }
  statement: {
    id: string
    organisation: string
    shared_with: Given<string[]>
    contract: string
    payer: string
    number: number
    currency: string
    entitled: string
    settled: string
    total: string
    issued_on: string
    issued_by: string
    issued_at: Instant
    due_on: string | null
    issuer: Json | null
    recipient: Json | null
  }
  statement_line: {
    statement: string
    claim: string
    organisation: string
    shared_with: Given<string[]>
    contract: string
    pseudonym: string
    outcome: string
    achieved_on: string
    price: string
    entitled: string
    settled: string
    amount: string
  }
  status_rule: {
    organisation: string
    centre: string | null
    asking: string
    decided_by: string
    decided_at: Instant
  }
  team: {
    id: string
    organisation: string
    name: string
    members: string[]
  }
  verification: {
    person: string
    id: string
    organisation: string
    shared_with: Given<string[]>
    claim: string
    decision: string
    reason: string | null
    wanted: Given<string[]>
    note: string | null
    recorders: string[]
    decided_by: string
    decided_at: Instant
  }
  'read.app_user': {
    id: string | null
    organisation: string | null
    name: string | null
    locale: string | null
    active: boolean | null
  }
  'read.assignment': {
    app_user: string | null
    organisation: string | null
    role: string | null
    grants: Json | null
    program: boolean | null
  }
  'read.attachment_opening': {
    attachment: string | null
    opened_by: string | null
    opened_at: string | null
  }
  'read.case_file': {
    person: string | null
    id: string | null
    organisation: string | null
    centre: string | null
    manager: string | null
    opened_at: string | null
    closed_at: string | null
  }
  'read.centre': {
    id: string | null
    organisation: string | null
    name: string | null
    place: string | null
    address: string | null
  }
  'read.claim': {
    id: string | null
    organisation: string | null
    outcome: string | null
    family: string | null
    pack_release: string | null
    pseudonym: string | null
    state: string | null
    started_on: string | null
    due_on: string | null
    grounds: Json | null
    recorders: string[] | null
    verifier: string | null
    contradicted: boolean | null
    submitted_at: string | null
    decided_at: string | null
    collides: boolean | null
  }
  'read.claim_evidence': {
    claim: string | null
    attachment: string | null
    type: string | null
    attached_at: string | null
    media_type: string | null
    size: number | null
  }
  'read.consent_decision': {
    person: string | null
    id: string | null
    said: string | null
    purpose: string | null
    recipient: string | null
    recipient_class: string | null
    field_groups: string[] | null
    at: string | null
    until: string | null
    ended_at: string | null
  }
  'read.consent_waiting': {
    person: string | null
    id: string | null
    organisation: string | null
    purpose: string | null
    recipient: string | null
    recipient_class: string | null
    field_groups: string[] | null
    at: string | null
    until: string | null
    proven: boolean | null
  }
  'read.data_key': {
    person: string | null
    organisation: string | null
  }
  'read.erased_person': {
    person: string | null
    organisation: string | null
    erased_on: string | null
  }
  'read.erasure_open': {
    person: string | null
    organisation: string | null
  }
  'read.goal': {
    person: string | null
    id: string | null
    organisation: string | null
    text: string | null
  }
  'read.hand_over': {
    id: string | null
    given_to: string | null
    from_day: string | null
    until_day: string | null
    smallest: number | null
    repeats: string | null
    handed_at: string | null
  }
  'read.household_member': {
    person: string | null
    household: string | null
    organisation: string | null
    relation: string | null
    head: boolean | null
    joined_on: string | null
    left_on: string | null
  }
  'read.invoice_party': {
    id: string | null
    name: string | null
    tax_number: string | null
    address: string | null
    bank_account: string | null
  }
  'read.keeping': {
    person: string | null
    organisation: string | null
    holder: string | null
  }
  'read.known_secret': {
    version: number | null
    kek: string | null
  }
  'read.linked_record': {
    person: string | null
    id: string | null
    organisation: string | null
    other: string | null
    state: string | null
    because: string | null
    decided_by: string | null
    answered_at: string | null
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
    grants: Json | null
  }
  'read.need': {
    person: string | null
    id: string | null
    organisation: string | null
    code: string | null
    domain: string | null
    urgency: string | null
    identified_on: string | null
    ended_on: string | null
    ending: string | null
  }
  'read.organisation': {
    id: string | null
    name: string | null
    class: string | null
    time_zone: string | null
    locale: string | null
    lead: boolean | null
    closed_at: string | null
    moved_to: string | null
  }
  'read.own_view': {
    person: string | null
    organisation: string | null
    opened_at: string | null
    made_by: string | null
  }
  'read.person': {
    person: string | null
    organisation: string | null
    shared_with: string[] | null
    called: string | null
    given_names: string | null
    first_surname: string | null
    second_surname: string | null
    born: string | null
    born_precision: string | null
    sex: string | null
    place: string | null
    nationalities: string[] | null
    languages: string[] | null
    registered_at: string | null
    reading: string | null
    needs_interpreter: string | null
  }
  'read.person_document': {
    person: string | null
    type: string | null
    country: string | null
    number: string | null
  }
  'read.person_fact': {
    person: string | null
    id: string | null
    kind: string | null
    occurred_on: string | null
    occurred_at: string | null
    recorded_at: string | null
    organisation: string | null
    shared_with: string[] | null
    centre: string | null
    actor: string | null
    command: string | null
    pack_release: string | null
    data: Json | null
    sex: string | null
    age_band: string | null
    population_group: string | null
    migration_status: string | null
    nationality: string | null
    place: string | null
    disability: string | null
    xid: string | null
  }
  'read.person_share': {
    person: string | null
    recipient: string | null
    organisation: string | null
    field_groups: string[] | null
    since: string | null
  }
  'read.person_shown': {
    person: string | null
    version: number | null
    organisation: string | null
    shared_with: string[] | null
    consent_text: string | null
    registered_at: string | null
    touched_at: string | null
    given_names: string | null
    first_surname: string | null
    second_surname: string | null
    called: string | null
    born: string | null
    born_precision: string | null
    born_age: number | null
    born_age_on: string | null
    sex: string | null
    languages: string[] | null
    gender: string | null
    nationalities: string[] | null
    population_group: string | null
    migration_status: string | null
    disability: string | null
    place: string | null
    shown: Json | null
    reading: string | null
    reads_in: string[] | null
    needs_interpreter: string | null
    centre: string | null
  }
  'read.plan_step': {
    person: string | null
    id: string | null
    organisation: string | null
    goal: string | null
    text: string | null
  }
  'read.principal': {
    id: string | null
    organisation: string | null
    use: string | null
    kind: string | null
    name: string | null
  }
  'read.referral': {
    person: string | null
    id: string | null
    organisation: string | null
    receiver: string | null
    service: string | null
    need: string | null
    state: string | null
    sent_at: string | null
    answer_by: string | null
    closed_at: string | null
    result: string | null
  }
  'read.referral_shown': {
    person: string | null
    id: string | null
    organisation: string | null
    shared_with: string[] | null
    sender: string | null
    receiver: string | null
    service: string | null
    need: string | null
    consent: string | null
    state: string | null
    created_at: string | null
    sent_at: string | null
    answer_by: string | null
    answered_at: string | null
    decline_reason: string | null
    redirected_to: string | null
    closed_at: string | null
    result: string | null
    version: number | null
    receiver_reads: boolean | null
    ended_because: string | null
    reads: boolean | null
    reason: string | null
    introduction: Json | null
    note: string | null
    feedback: string | null
    scheduled_for: string | null
  }
  'read.refused_command': {
    id: string | null
    name: string | null
    organisation: string | null
    actor: string | null
    received_at: string | null
    code: string | null
    status: number | null
    named: string[] | null
  }
  'read.role': {
    id: string | null
    organisation: string | null
    name: string | null
    grants: Json | null
  }
  'read.safe_contact': {
    person: string | null
    contact: string | null
    kind: string | null
    value: string | null
    channel: string | null
  }
  'read.same_person': {
    person: string | null
    organisation: string | null
    kept: string | null
    people: string[] | null
    besides: string[] | null
    assigned: Json | null
    since: string | null
  }
  'read.service': {
    id: string | null
    organisation: string | null
    organisation_name: string | null
    organisation_class: string | null
    centre: string | null
    kind: string | null
    name: string | null
    capacity: number | null
    open: boolean | null
  }
  'read.snapshot': {
    person: string | null
    organisation: string | null
    sex: string | null
    born: string | null
    population_group: string | null
    migration_status: string | null
    place: string | null
    disability: string | null
    nationality: string | null
  }
  'read.statement': {
    id: string | null
    organisation: string | null
    payer: string | null
    contract: string | null
    number: number | null
    currency: string | null
    total: string | null
    issued_on: string | null
    paid_on: string | null
  }
  'read.statement_line': {
    statement: string | null
    pseudonym: string | null
    claim: string | null
  }
  'read.status_rule': {
    organisation: string | null
    centre: string | null
    asking: string | null
  }
  'read.team': {
    id: string | null
    organisation: string | null
    name: string | null
    members: string[] | null
  }
  'read.unsafe_reached': {
    person: string | null
    channel: string | null
    reached: string | null
  }
}
