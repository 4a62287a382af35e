// Lists of people: narrowed by the work with them, and taken out as a file under rules of its own.
import { answer, type Capability } from '../../../platform/capability.ts'
import { listPeople } from '../operations.ts'
import * as policy from '../policy.ts'
import { exportOwn } from '../problems.ts'
import { endAll } from '../sql/exports.ts'
import { asking, deciding, exporting, listing } from './exporting.ts'
import { exportFile } from './file.ts'
import { readList } from './list.ts'

export const capability: Capability = {
  name: 'caseload',
  handlers: [answer(listPeople, { may: policy.list, run: readList }), exporting, asking, deciding, listing],
  routes: [exportFile],
  constraints: { people_export_two_people: exportOwn },
  closing: async (ctx, organisation) => endAll(ctx.tx, organisation, ctx.receivedAt),
}
