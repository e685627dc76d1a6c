import { describe, expect, test } from 'vitest'
import { fen } from '@/lib/kernel/money'
import { isElectronic, isSpecial, kinds, NOT_TAXED, RATE_UNSET, suitsTax, suitsTitle } from './kind.rules'
import { freeOf, whyNotTogether, type Selectable } from './quota.rules'

const own: Selectable = { section: 'own', sellerId: 'platform', taxTreatment: '0.06', freeFen: 100n }

describe('the quota', () => {
  test('what is free is what is neither reserved, invoiced nor held', () => {
    expect(freeOf({ amountFen: 100n, reservedFen: 20n, invoicedFen: 30n, heldFen: 5n })).toBe(fen(45))
  })

  test.each([
    ['a second order of one seller, at another rate', { taxTreatment: '0.13' }, null],
    ['of which nothing is left', { freeFen: 0n }, 'nothing-left'],
    ['of the market', { section: 'market' }, 'other-section'],
    ['of another seller', { sellerId: 'dbmaker' }, 'other-seller'],
    ['a card', { taxTreatment: NOT_TAXED }, 'not-taxed-apart'],
  ])('beside an order, %s', (_what, changes, reason) => {
    expect(whyNotTogether({ ...own, ...changes }, [own], 'e_general')).toBe(reason)
    expect(whyNotTogether({ ...own, ...changes }, [], 'e_general')).toBe(
      reason === 'nothing-left' ? reason : null,
    )
  })

  test('what has no tax rate yet joins nothing, and is not chosen alone', () => {
    const unrated = { ...own, taxTreatment: RATE_UNSET }
    for (const [selected, kind] of [
      [[], 'e_general'],
      [[own], 'e_special'],
      [[], null],
    ] as const)
      expect(whyNotTogether(unrated, selected, kind)).toBe('rate-unset')
  })

  test('a card gets no special invoice', () => {
    expect(whyNotTogether({ ...own, taxTreatment: NOT_TAXED }, [], 'e_special')).toBe(
      'not-taxed-general-only',
    )
    expect(whyNotTogether({ ...own, taxTreatment: NOT_TAXED }, [], null)).toBeNull()
  })
})

test('the kinds: two are electronic, two special; an individual and a card get general ones only', () => {
  expect(kinds.filter(isElectronic)).toEqual(['e_general', 'e_special'])
  expect(kinds.filter(isSpecial)).toEqual(['e_special', 'paper_special'])
  expect(kinds.filter((kind) => suitsTitle(kind, 'individual'))).toEqual(['e_general', 'paper_general'])
  expect(kinds.filter((kind) => suitsTitle(kind, 'non-enterprise'))).toEqual([...kinds])
  expect(kinds.filter((kind) => suitsTax(kind, NOT_TAXED))).toEqual(['e_general', 'paper_general'])
})
