import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen } from '@/lib/kernel/money'
import {
  keptForCustomer,
  orderPaid,
  returnedToBalance,
  sentBack,
  suspenseReceived,
  takenFromBalance,
  type Receipt,
} from './ledger.rules'

const CARD = { ledger: 'card', cardId: 'k' } as const
const amount = fc.bigInt({ min: 1n, max: 10n ** 15n }).map(fen)
const receipt: fc.Arbitrary<Receipt> = fc.record({
  ledger: fc.constantFrom('clearing.wechatpay', 'clearing.corporate', 'held-for-customers', 'suspense'),
  amountFen: amount,
})
const receipts = fc.array(receipt, { minLength: 1, maxLength: 3 })

test('the sides of every posting sum to zero', () => {
  fc.assert(
    fc.property(receipts, amount, fc.constantFrom('wechatpay', 'alipay'), (came, suspended, channel) => {
      for (const posting of [
        orderPaid(came, null),
        orderPaid(came, { ledger: 'cash' }),
        orderPaid(came, CARD),
        takenFromBalance(suspended, CARD),
        returnedToBalance(suspended, CARD),
        sentBack([{ ...CARD, amountFen: suspended }], channel),
        keptForCustomer(came, 'cash'),
        keptForCustomer(came, 'held-for-customers'),
        suspenseReceived(channel, suspended),
      ])
        expect(posting.reduce((sum, side) => sum + side.amountFen, 0n)).toBe(0n)
    }),
  )
})

test('a top-up becomes cash, a card its own balance, a package what we owe', () => {
  const came: Receipt[] = [{ ledger: 'clearing.alipay', amountFen: fen(100) }]
  expect(orderPaid(came, { ledger: 'cash' }).at(-1)).toEqual({ ledger: 'cash', amountFen: 100n })
  expect(orderPaid(came, CARD).at(-1)).toEqual({ ledger: 'card', cardId: 'k', amountFen: 100n })
  expect(orderPaid(came, null).at(-1)).toEqual({ ledger: 'deferred-revenue', amountFen: 100n })
})
