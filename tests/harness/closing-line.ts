// The last word of every run, for people and for CI: how many tests passed and failed, with nothing skipped in silence.
import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node'

export default class ClosingLine implements Reporter {
  private chosenByName = false

  onInit(vitest: Vitest): void {
    this.chosenByName = vitest.config.testNamePattern !== undefined
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      // A file that cannot be loaded holds tests nobody could count: it is one failure at least.
      if (module.errors().length > 0) failed += 1
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        else if (state === 'failed') failed += 1
        else if (!this.chosenByName) {
          console.error(`not run: ${module.relativeModuleId}: ${test.fullName}`)
          failed += 1
        }
      }
    }
    // Nothing ran, or the set-up fell before a test could: that is no success either.
    if (failed === 0 && (passed === 0 || reason !== 'passed')) failed = 1
    if (failed > 0) process.exitCode = 1
    console.log(`${passed} passed, ${failed} failed`)
  }
}
