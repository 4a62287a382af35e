// Builds the view of one person's work that an organisation reads, from the rows.
import { keptBack } from '../../../protect/consent/operations.ts'
import type { Work } from '../operations.ts'
import type * as sql from '../sql.ts'

export function shownWork(
  rows: Awaited<ReturnType<typeof sql.workOf>>,
  { person, shown }: { person: string; shown: readonly string[] | null },
  { organisation }: { organisation: string },
): Work {
  const mine = <Row extends { person: string }>(all: Row[]) => all.filter((row) => row.person === person)
  const steps = mine(rows.steps)
  return {
    withheld: keptBack({ person, recipient: organisation }, ['needs'], shown, false),
    files: mine(rows.files).map((row) => ({
      id: row.id,
      manager: row.manager,
      managerName: row.manager_name,
      openedAt: row.opened_at,
      closedAt: row.closed_at,
      closureReason: row.closure_reason,
    })),
    needs: mine(rows.needs).map((row) => ({
      id: row.id,
      code: row.code,
      domain: row.domain,
      urgency: row.urgency,
      note: row.note,
      identifiedOn: row.identified_on,
      endedOn: row.ended_on,
      ending: row.ending,
      endingNote: row.ending_note,
      version: row.version,
      notedBy: row.organisation === organisation ? null : row.noted_by,
    })),
    goals: mine(rows.goals).map((row) => ({
      id: row.id,
      need: row.need,
      text: row.text,
      wantedBy: row.wanted_by,
      setOn: row.set_on,
      reachedOn: row.reached_on,
      droppedOn: row.dropped_on,
      endingNote: row.ending_note,
      steps: steps
        .filter((step) => step.goal === row.id)
        .map((step) => ({
          id: step.id,
          goal: step.goal,
          text: step.text,
          byWhom: step.by_whom,
          dueOn: step.due_on,
          referral: step.referral,
          state: step.state,
          endedOn: step.ended_on,
          note: step.note,
        })),
    })),
  }
}
