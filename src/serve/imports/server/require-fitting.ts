// A mapping is taken only where it fits the columns of the file and the pack.
import type { Actor } from '../../../kernel/actor.ts'
import type { PackRelease } from '../../../kernel/packs/pack.ts'
import { tableUnreadable } from '../../../kernel/problems.ts'
import { readTable } from '../../../platform/files/table-file.ts'
import type { Mapping } from '../operations.ts'
import { mappingFlawed } from '../problems.ts'
import { mappingFlaws } from '../rules/mapping.ts'

/** @throws Problem mapping.flawed, table.unreadable */
export async function requireFitting(
  { actor, pack }: { actor: Actor; pack: PackRelease },
  path: string,
  mapping: Mapping,
): Promise<void> {
  for await (const { cells } of readTable(path, actor.user, mapping.layout)) {
    const [flaw] = mappingFlaws(mapping, cells, pack.pack)
    if (flaw) throw mappingFlawed({ column: flaw.column, reason: flaw.reason })
    return
  }
  throw tableUnreadable()
}
