// Keeps texts of the pack that staff said aloud, and hands out what is heard of a text as it is now.
import { may } from '../../kernel/actor.ts'
import { findTerm, type Label } from '../../kernel/packs/pack.ts'
import { spokenText, wordsToSay } from '../../kernel/packs/pack-spoken.ts'
import { codeUnknown } from '../../kernel/problems.ts'
import { answer, on, type Capability, type QueryContext } from '../../platform/capability.ts'
import { listFile } from '../../platform/files/list-file.ts'
import { hashOf, spokenSound } from '../../platform/packs/pack-media.ts'
import {
  confirmRecording,
  hearRecording,
  keepRecording,
  listRecordings,
  retireRecording,
  type Recording,
} from './operations.ts'
import { permissions } from './permissions.ts'
import * as policy from './policy.ts'
import {
  recordingConfirmedAlready,
  recordingOwn,
  recordingTextUnknown,
  recordingUnknown,
  recordingWrongType,
} from './problems.ts'
import * as sql from './sql.ts'

/** With the words that are said, which the screen finds in its pack. */
type InFile = Recording & { said?: Label | undefined }

const file = listFile(listRecordings, {
  title: 'recording.title',
  rows: ({ recordings }): readonly InFile[] => recordings,
  columns: [
    { title: 'recording.words', value: ({ key, said }, { label }) => (said ? label(said) : key) },
    { title: 'recording.language', value: ({ language }, { term }) => term('languages', language) },
    {
      title: 'recording.standing',
      value: ({ standing }, { text }) => text(`recording.standing.${standing}`),
    },
    { title: 'recording.recorder', value: ({ by = null }) => by },
  ],
  read: {
    may: policy.hear,
    async run(ctx, { count: _count, ...asked }) {
      const found = await recordingsFor(ctx, asked)
      const recordings: InFile[] = found.map((one) => ({ ...one, said: spokenText(ctx.pack.pack, one.key) }))
      return { recordings, total: recordings.length }
    },
  },
})

export const capability: Capability = {
  name: 'recordings',
  routes: [file],
  handlers: [
    on(keepRecording, {
      may: policy.make,
      async run(ctx, { id, key, language, sound }) {
        const { pack } = ctx.pack
        const words = wordsToSay(pack, key, language)
        if (words === undefined) throw recordingTextUnknown()
        if (!findTerm(pack, 'languages', language))
          throw codeUnknown({ field: 'language', taxonomy: 'languages', code: language })
        const bytes = Buffer.from(sound, 'base64')
        const type = await spokenSound(bytes)
        if (type === undefined) throw recordingWrongType()
        const take = { key, language, pack: pack.name, by: ctx.actor.user, at: ctx.receivedAt }
        await sql.retireEarlier(ctx.tx, take)
        await sql.insert(ctx.tx, {
          ...take,
          id,
          type,
          sound: bytes,
          organisation: ctx.actor.organisation,
          text: hashOf(words),
        })
        return {}
      },
    }),
    on(confirmRecording, {
      may: policy.confirm,
      async run(ctx, { id }) {
        const row = await sql.lock(ctx.tx, id, ctx.actor.organisation)
        if (!row) throw recordingUnknown()
        if (row.confirmed_by !== null) throw recordingConfirmedAlready()
        if (row.recorded_by === ctx.actor.user) throw recordingOwn()
        await sql.confirm(ctx.tx, id, ctx.actor.user, ctx.receivedAt)
        return {}
      },
    }),
    on(retireRecording, {
      // Whoever recorded it, and whoever confirms.
      may: policy.make,
      async run(ctx, { id }) {
        const row = await sql.lock(ctx.tx, id, ctx.actor.organisation)
        const isTheirs = row?.recorded_by === ctx.actor.user
        if (!row || !(isTheirs || may(ctx.actor, permissions['recording.confirm']) === true))
          throw recordingUnknown()
        await sql.retire(ctx.tx, id, ctx.receivedAt)
        return {}
      },
    }),
    answer(listRecordings, {
      may: policy.hear,
      async run(ctx, { count, ...asked }) {
        const recordings = await recordingsFor(ctx, asked)
        return { recordings, ...(count && { total: recordings.length }) }
      },
    }),
    answer(hearRecording, {
      may: policy.hear,
      async run(ctx, { id }) {
        const found = id.includes('-')
          ? await sql.soundOf(ctx.tx, id, ctx.actor.organisation)
          : await sql.soundOfPack(ctx.tx, id)
        if (!found?.sound) throw recordingUnknown()
        const isHeard =
          found.recorded_by === undefined ||
          found.confirmed_by !== null ||
          found.recorded_by === ctx.actor.user ||
          may(ctx.actor, permissions['recording.confirm']) === true
        if (!isHeard) throw recordingUnknown()
        return { type: found.type, sound: found.sound.toString('base64') }
      },
    }),
  ],
  async closing(ctx, organisation) {
    await ctx.asSystem(() => sql.forgetOf(ctx.tx, organisation))
  },
}

async function recordingsFor(
  ctx: QueryContext,
  { organisation, waiting = false }: { organisation: string; waiting?: boolean | undefined },
): Promise<Recording[]> {
  const { pack } = ctx.pack
  const confirms = may(ctx.actor, permissions['recording.confirm']) === true
  const isNow = (key: string, language: string, hash: string) => {
    const words = wordsToSay(pack, key, language)
    return words !== undefined && hashOf(words) === hash
  }
  const recordings: Recording[] = (pack.recordings ?? [])
    .filter(({ key, language, text }) => isNow(key, language, text))
    .map(({ key, language, sound }) => ({ id: sound, key, language, standing: 'pack' }))
  const own =
    organisation === ctx.actor.organisation ? await sql.standing(ctx.tx, organisation, pack.name) : []
  for (const row of own) {
    if (!isNow(row.text_key, row.language, row.text_hash)) continue
    const isTheirs = row.recorded_by === ctx.actor.user
    const standing = row.confirmed_by !== null ? 'confirmed' : isTheirs ? 'own' : 'waiting'
    if (standing === 'waiting' && !(waiting && confirms)) continue
    recordings.push({
      id: row.id,
      key: row.text_key,
      language: row.language,
      standing,
      ...(confirms && { by: row.recorded_by_name }),
    })
  }
  return recordings
}
