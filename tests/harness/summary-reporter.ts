// The last lines of every run, for people and for CI: how many tests passed and failed; tests that did not
// run count as failed.
import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node'

export default class SummaryReporter implements Reporter {
  private chosenByName = false

  onInit(vitest: Vitest): void {
    this.chosenByName = vitest.config.testNamePattern !== undefined
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    let passed = 0
    let failed = errors.length
    const counts = new Map<string, { tests: number; assertions: number }>()
    for (const module of modules) {
      const count = counts.get(module.project.name) ?? { tests: 0, assertions: 0 }
      counts.set(module.project.name, count)
      // A file that cannot be loaded has an unknown number of tests: at least one failure.
      if (module.errors().length > 0) failed += 1
      for (const test of module.children.allTests()) {
        count.tests += 1
        const { assertions = 0, measured } = test.meta()
        count.assertions += assertions
        if (measured !== undefined) console.log(measured)
        const { state } = test.result()
        if (state === 'passed') passed += 1
        else if (state === 'failed') failed += 1
        else if (!this.chosenByName) {
          console.error(`not run: ${module.relativeModuleId}: ${test.fullName}`)
          failed += 1
        }
      }
    }
    // Nothing ran, or the set-up failed before a test could run: not a success either.
    if (failed === 0 && (passed === 0 || reason !== 'passed')) failed = 1
    if (failed > 0) process.exitCode = 1
    // Shows when a run became quicker by asserting less.
    for (const [project, { tests, assertions }] of counts)
      console.log(`${project}: ${tests} tests, ${assertions} assertions`)
    console.log(`${passed} passed, ${failed} failed`)
  }
}
