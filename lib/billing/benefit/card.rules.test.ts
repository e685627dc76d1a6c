import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cardLimit } from './card.rules'

const order = { amountFen: 100_000n, refundedFen: 0n, refundingFen: 0n }

test.each([
  ['all of it', {}, { balanceFen: 100_000n, uninvoicedFen: 100_000n }, 100_000n, null],
  ['what is on it', {}, { balanceFen: 40_000n, uninvoicedFen: 100_000n }, 40_000n, 'card'],
  ['what no invoice names', {}, { balanceFen: 100_000n, uninvoicedFen: 30_000n }, 30_000n, 'invoice'],
  ['nothing of one that is invoiced whole', {}, { balanceFen: 100_000n, uninvoicedFen: 0n }, 0n, 'invoice'],
  ['the less of both', {}, { balanceFen: 20_000n, uninvoicedFen: 30_000n }, 20_000n, 'card'],
  ['all where it is never invoiced', {}, { balanceFen: 100_000n, uninvoicedFen: null }, 100_000n, null],
  [
    'what is neither back nor on its way',
    { refundedFen: 30_000n, refundingFen: 20_000n },
    { balanceFen: 50_000n, uninvoicedFen: 50_000n },
    50_000n,
    null,
  ],
] as const)('of a card %s can be asked back', (_what, changes, standing, limitFen, limitedBy) => {
  expect(cardLimit({ ...order, ...changes }, standing)).toEqual({ limitFen, limitedBy })
})

test('never more than is left, is on the card, or is uninvoiced; never less than nothing', () => {
  const fen = fc.bigInt({ min: 0n, max: 100_000n })
  fc.assert(
    fc.property(fen, fen, fen, (refundedFen, balanceFen, uninvoicedFen) => {
      const { limitFen } = cardLimit({ ...order, refundedFen }, { balanceFen, uninvoicedFen })
      expect(limitFen).toBeGreaterThanOrEqual(0n)
      for (const bound of [order.amountFen - refundedFen, balanceFen, uninvoicedFen])
        expect(limitFen).toBeLessThanOrEqual(bound)
    }),
  )
})
