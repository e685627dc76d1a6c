import { describe, expect, it } from 'vitest'
import { maskedPayload } from './masked-payload'

const shown = (payload: unknown) => JSON.parse(maskedPayload(JSON.stringify(payload)) ?? 'null') as unknown

describe('the payload of a notice as staff read it', () => {
  it('cuts the payer of WeChat Pay, however deep, and keeps the amounts', () => {
    const amount = { total: 500000, payer_total: 500000, currency: 'CNY', payer_currency: 'CNY' }
    const resource = {
      out_trade_no: '20261121A7K3M9QX',
      payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
      amount,
    }
    expect(shown({ resource })).toEqual({ resource: { ...resource, payer: { openid: '…eS6o' } } })
  })

  it('cuts every name Alipay has for the buyer', () => {
    const payload = {
      buyer_id: '2088102117900000',
      buyer_open_id: '0123456789abcdef',
      buyer_logon_id: 'bui***@example.com',
      buyer_pay_amount: '50.00',
      seller_id: '2088000000000000',
    }
    expect(shown(payload)).toEqual({
      ...payload,
      buyer_id: '…0000',
      buyer_open_id: '…cdef',
      buyer_logon_id: '….com',
    })
  })

  it('shows nothing of an identifier too short to be cut', () => {
    expect(shown({ openid: 'abcdefg' })).toEqual({ openid: '…' })
  })

  it('shows nothing of what it cannot read', () => {
    expect(maskedPayload('buyer_id=2088102117900000')).toBeNull()
  })
})
