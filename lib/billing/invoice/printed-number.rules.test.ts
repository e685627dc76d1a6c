import { expect, test } from 'vitest'
import type { Day } from '@/lib/kernel/calendar'
import { printedNumberProblems } from './printed-number.rules'

const LONG = '26312000000000000001'
const TODAY = '2026-11-30' as Day

test.each([
  ['e_general', LONG, '', '2026-11-30', null],
  ['e_special', '12345678', '', '2026-11-30', { number: 'invoice-number-form' }],
  ['paper_general', LONG, '3300261130', '2026-11-30', { number: 'invoice-number-form' }],
  ['paper_special', '12345678', '', '2026-11-30', { code: 'invoice-code-form' }],
  ['paper_special', '12345678', '3300261130', '2026-11-30', null],
  ['e_general', LONG, '', '2026-12-01', { issuedOn: 'day-in-future' }],
  ['paper_general', '12345678', '3300261130', '2062-11-30', { issuedOn: 'day-in-future' }],
] as const)('%s %s %s of %s: %j', (kind, number, code, issuedOn, problems) => {
  expect(printedNumberProblems(kind, { number, code, issuedOn }, TODAY)).toEqual(problems)
})
