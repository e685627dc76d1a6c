const NOTHING = { passed: 0, failed: 0, skipped: 0 }

/** Counts of a Vitest JSON report. */
export function tallyOfVitest(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

/** Counts of a Playwright JSON report; one that passed only when tried again has passed. */
export function tallyOfPlaywright({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

/**
 * What a step counts for. A runner that fails without a failed test, for example since a file cannot be
 * loaded, or that has run no test at all, counts as one failure.
 */
export function tallyOfStep(succeeded, reported) {
  if (reported === undefined) return succeeded ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 }
  const tally = reported ?? NOTHING
  const ranSomething = tally.passed + tally.failed > 0
  return tally.failed === 0 && !(succeeded && ranSomething) ? { ...tally, failed: 1 } : tally
}

export function sum(tallies) {
  return tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    NOTHING,
  )
}

export function sentenceOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
