import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { orderFields, rechargeForm } from './recharge-input'

const rest = {
  orderId: newId(),
  productCode: 'auth',
  unitPriceFen: '5000',
  agreementVersion: '1',
  agreed: 'on',
}

describe('the fields of the recharge form', () => {
  it.each([
    ['200', '', '200'],
    ['200', '7', '200'],
    ['custom', '800', '800'],
    ['custom', ' ８００ ', ' ８００ '],
    ['custom', '', ''],
    [undefined, '7', ''],
  ])('with the card %j and %j typed order %j', (choice, quantity, ordered) => {
    expect(orderFields({ ...rest, choice, quantity })).toEqual({ ...rest, quantity: ordered })
  })

  it('are checked in the browser as the command checks them', () => {
    expect(rechargeForm.safeParse({ ...rest, choice: 'custom', quantity: '800' }).data).toMatchObject({
      quantity: 800,
    })
    const wrong = rechargeForm.safeParse({ ...rest, agreed: undefined, choice: 'custom', quantity: '1.5' })
    expect(wrong.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['quantity', 'quantity-fraction'],
      ['agreed', 'agreement-required'],
    ])
  })
})
