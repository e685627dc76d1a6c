import { describe, expect, test } from 'vitest'
import type { Day } from '@/lib/kernel/calendar'
import { applicationLife, restsAt, type ApplicationVerb } from './application.rules'
import {
  askAfterSeconds,
  correctionLife,
  effectOf,
  formRequestNo,
  isVoidable,
  mayBePart,
  redRequestNo,
  standingOf,
  type CorrectionVerb,
} from './correction.rules'
import { nettedWith, treatmentInDeficit } from './deficit.rules'

const verbs = Object.keys(correctionLife.verbs) as CorrectionVerb[]

test.each([
  ['requested', ['approve', 'refuse', 'cancel']],
  ['reversing', ['stick', 'take-red-letter', 'cancel', 'finish']],
  ['stuck', ['retry', 'take-red-letter', 'cancel', 'finish']],
  ['refused', []],
  ['cancelled', ['revive']],
  ['done', ['revive']],
] as const)('a correction that is %s may only: %s', (status, allowed) => {
  expect(verbs.filter((verb) => correctionLife.can(verb, status))).toEqual(allowed)
})

test.each([
  ['refuse-return', null, 'issued'],
  ['refuse-return', new Date(0), 'shipped'],
  ['cancel-return', new Date(0), 'shipped'],
  ['return-part', null, 'issued'],
  ['return-part', new Date(0), 'shipped'],
  ['return', new Date(0), 'returned'],
] as const)('after %s an application that was shipped at %s is %s', (verb, shippedAt, status) => {
  expect(restsAt(verb, { status: 'return-requested', shippedAt })).toBe(status)
})

test('a return is asked for only of what was issued', () => {
  const asked = applicationLife.states.filter((state) => applicationLife.can('request-return', state))
  expect(asked).toEqual(['issued', 'shipped'])
  const ends: ApplicationVerb[] = ['refuse-return', 'cancel-return', 'return-part', 'return']
  for (const verb of ends) expect(restsAt(verb, { status: 'issued', shippedAt: null })).toBeNull()
})

test.each([
  ['applying', 'applying'],
  ['01', 'confirmed'],
  ['02', 'waiting'],
  ['03', 'waiting'],
  ['04', 'confirmed'],
  ['05', 'void'],
  ['06', 'void'],
  ['07', 'void'],
  ['08', 'void'],
  ['09', 'void'],
  ['10', 'void'],
  ['failed', 'void'],
] as const)('a form in state %s is %s', (state, standing) => {
  expect(standingOf(state)).toBe(standing)
})

test('only what is in error or void is restored, and only the other reasons may be for a part', () => {
  expect(effectOf({ method: 'red-letter', reason: 'issued-in-error' })).toBe('restore')
  expect(effectOf({ method: 'void', reason: 'allowance' })).toBe('restore')
  expect(effectOf({ method: 'red-letter', reason: 'goods-returned' })).toBe('lower')
  expect(mayBePart('issued-in-error')).toBe(false)
  expect(mayBePart('allowance')).toBe(true)
})

test.each([
  ['paper_general', ['2026-11-01'], true],
  ['paper_special', ['2026-11-30', '2026-11-02'], true],
  ['paper_general', ['2026-10-31'], false],
  ['paper_general', ['2026-11-01', '2026-10-31'], false],
  ['paper_general', [], false],
  ['e_general', ['2026-11-01'], false],
] as const)('%s of %s on 2026-11-20 may be declared void: %s', (kind, issuedOn, voidable) => {
  expect(isVoidable({ kind, issuedOn }, '2026-11-20' as Day)).toBe(voidable)
})

test('a channel’s numbers fit into twenty characters', () => {
  expect(formRequestNo('C26112XA7K3M9Q', 1)).toMatch(/^[0-9A-Z]{1,20}$/)
  expect(redRequestNo('A261121A7K3M9QX', 1234)).toMatch(/^[0-9A-Z]{1,20}$/)
  expect([1, 2, 7, 99].map(askAfterSeconds)).toEqual([5, 10, 1800, 1800])
})

describe('deficits', () => {
  const key = { section: 'own', sellerId: 's', taxTreatment: '0.06' }
  const owed = (amountFen: bigint, changes = {}) => ({ ...key, ...changes, amountFen })

  test('are netted with their own section, seller and tax treatment alone', () => {
    const all = [
      owed(1n),
      owed(2n, { section: 'market' }),
      owed(3n, { sellerId: 't' }),
      owed(4n, { taxTreatment: '0.13' }),
    ]
    expect(nettedWith([key], all)).toEqual([owed(1n)])
    expect(nettedWith([], all)).toEqual([])
  })

  test.each([
    ['covered', [500n], [499n], null],
    ['used up to nothing', [500n], [500n], 500n],
    ['larger', [500n], [300n, 201n], 501n],
  ])('%s', (_what, free, deficits, short) => {
    const chosen = free.map((freeFen) => ({ ...key, freeFen }))
    expect(
      treatmentInDeficit(
        chosen,
        deficits.map((amount) => owed(amount)),
      ),
    ).toBe(short)
  })

  test('another rate does not cover it', () => {
    const chosen = [
      { ...key, freeFen: 100n },
      { ...key, taxTreatment: '0.13', freeFen: 1000n },
    ]
    expect(treatmentInDeficit(chosen, [owed(101n)])).toBe(101n)
    expect(treatmentInDeficit(chosen, [owed(100n)])).toBeNull()
  })
})
