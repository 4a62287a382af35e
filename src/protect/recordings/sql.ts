// SQL statements of recordings.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

export type RecordingRow = {
  id: string
  text_key: string
  language: string
  text_hash: string
  recorded_by: string
  recorded_by_name: string | null
  confirmed_by: string | null
}

export async function insert(
  tx: Tx,
  row: {
    id: string
    organisation: string
    pack: string
    key: string
    language: string
    text: string
    type: string
    sound: Buffer
    by: string
    at: string
  },
): Promise<void> {
  await sql`
    insert into recording (id, organisation, pack, text_key, language, text_hash, media_type, sound, recorded_by, recorded_at)
    values (${row.id}, ${row.organisation}, ${row.pack}, ${row.key}, ${row.language}, ${row.text}, ${row.type},
      ${row.sound}, ${row.by}, ${row.at})`.execute(tx)
}

/** What stands for the texts of a pack, the latest first. */
export async function standing(tx: Tx, organisation: string, pack: string): Promise<RecordingRow[]> {
  const { rows } = await sql<RecordingRow>`
    select r.id, r.text_key, r.language, r.text_hash, r.recorded_by, u.name as recorded_by_name, r.confirmed_by
    from recording r left join read.app_user u on u.id = r.recorded_by
    where r.organisation = ${organisation} and r.pack = ${pack} and r.retired_at is null
    order by r.recorded_at desc, r.id desc limit 5000`.execute(tx)
  return rows
}

/** The row, locked until the transaction ends; undefined unless it stands in the organisation. */
export async function lock(
  tx: Tx,
  id: string,
  organisation: string,
): Promise<Pick<RecordingRow, 'recorded_by' | 'confirmed_by'> | undefined> {
  const { rows } = await sql<Pick<RecordingRow, 'recorded_by' | 'confirmed_by'>>`
    select recorded_by, confirmed_by from recording
    where id = ${id} and organisation = ${organisation} and retired_at is null for update`.execute(tx)
  return rows[0]
}

export async function confirm(tx: Tx, id: string, by: string, at: string): Promise<void> {
  await sql`update recording set confirmed_by = ${by}, confirmed_at = ${at} where id = ${id}`.execute(tx)
}

export async function retire(tx: Tx, id: string, at: string): Promise<void> {
  await sql`update recording set retired_at = ${at}, sound = null where id = ${id}`.execute(tx)
}

/** What this user said of the same text in the same language, and nobody confirmed: one take waits at a time. */
export async function retireEarlier(
  tx: Tx,
  { key, language, pack, by, at }: { key: string; language: string; pack: string; by: string; at: string },
): Promise<void> {
  await sql`
    update recording set retired_at = ${at}, sound = null
    where recorded_by = ${by} and pack = ${pack} and text_key = ${key} and language = ${language}
      and confirmed_by is null and retired_at is null`.execute(tx)
}

/** As the system. */
export async function forgetOf(tx: Tx, organisation: string): Promise<void> {
  await sql`delete from recording where organisation = ${organisation}`.execute(tx)
}

/** Of nobody in an organisation. */
type SoundOfPack = { type: string; sound: Buffer; recorded_by?: undefined }
export type Sound = {
  type: string
  /** Null once it is retired. */
  sound: Buffer | null
  recorded_by: string
  confirmed_by: string | null
}

export async function soundOf(tx: Tx, id: string, organisation: string): Promise<Sound | undefined> {
  const { rows } = await sql<Sound>`
    select media_type as type, sound, recorded_by, confirmed_by from recording
    where id = ${id} and organisation = ${organisation} and retired_at is null`.execute(tx)
  return rows[0]
}

export async function soundOfPack(tx: Tx, hash: string): Promise<SoundOfPack | undefined> {
  const { rows } = await sql<SoundOfPack>`
    select media_type as type, sound from pack_sound where hash = ${hash}`.execute(tx)
  return rows[0]
}
