// For tests that go one road together, each from where the one before it stopped.
import { beforeEach } from 'vitest'

/**
 * Once a test of this file or `describe` has failed, those after it are skipped at once. Each of them would wait for what the
 * failed one never made, to the end of its patience; a test that was skipped counts as not run, and the run as failed.
 */
export function stepByStep(): void {
  let failed: string | undefined
  beforeEach(({ task, skip, onTestFailed }) => {
    if (failed !== undefined) skip(`“${failed}” failed before it`)
    onTestFailed(() => {
      failed = task.name
    })
  })
}
