import { describe, expect, it } from 'vitest'
import { sentenceOf, sum, tallyOfPlaywright, tallyOfStep, tallyOfVitest } from './tally.mjs'

describe('the tally of a check', () => {
  it('counts a check without tests as one', () => {
    expect(tallyOfStep(true, undefined)).toEqual({ passed: 1, failed: 0, skipped: 0 })
    expect(tallyOfStep(false, undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('takes over what a test runner reports', () => {
    const vitest = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }
    expect(tallyOfStep(false, tallyOfVitest(vitest))).toEqual({ passed: 7, failed: 2, skipped: 2 })
    const playwright = { stats: { expected: 5, flaky: 1, unexpected: 0, skipped: 3 } }
    expect(tallyOfStep(true, tallyOfPlaywright(playwright))).toEqual({ passed: 6, failed: 0, skipped: 3 })
  })

  it('fails when the runner failed beside its tests, left no report, or ran nothing', () => {
    expect(tallyOfStep(false, { passed: 7, failed: 0, skipped: 0 })).toEqual({
      passed: 7,
      failed: 1,
      skipped: 0,
    })
    expect(tallyOfStep(false, null)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(tallyOfStep(true, null)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(tallyOfStep(true, { passed: 0, failed: 0, skipped: 4 })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 4,
    })
  })

  it('sums up in one sentence', () => {
    const total = sum([
      tallyOfStep(true, undefined),
      tallyOfStep(false, { passed: 3, failed: 1, skipped: 2 }),
    ])
    expect(sentenceOf(total)).toBe('4 passed, 1 failed, 2 skipped')
  })
})
