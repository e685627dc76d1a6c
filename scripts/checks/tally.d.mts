export type Tally = { passed: number; failed: number; skipped: number }
export function tallyOfVitest(report: {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests?: number
}): Tally
export function tallyOfPlaywright(report: {
  stats: { expected: number; flaky: number; unexpected: number; skipped: number }
}): Tally
export function tallyOfStep(succeeded: boolean, reported: Tally | null | undefined): Tally
export function sum(tallies: readonly Tally[]): Tally
export function sentenceOf(tally: Tally): string
