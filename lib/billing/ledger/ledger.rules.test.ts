import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen } from '@/lib/kernel/money'
import { packagePaid, suspenseReceived } from './ledger.rules'

test('the sides of every posting sum to zero', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      fc.constantFrom('wechatpay', 'alipay'),
      (amount, channel) => {
        for (const posting of [packagePaid(channel, fen(amount)), suspenseReceived(channel, fen(amount))])
          expect(posting.reduce((sum, side) => sum + side.amountFen, 0n)).toBe(0n)
      },
    ),
  )
})
