import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { CHANNELS, type Channel } from './faults'
import type { Notice } from './notices'
import type { Simulators } from './server'
import {
  AlipayMerchant,
  Control,
  Receiver,
  startForTest,
  WechatMerchant,
  type Received,
} from './test-merchant'

let simulators: Simulators
let control: Control
let receiver: Receiver
let wechatpay: WechatMerchant
let alipay: AlipayMerchant
let count = 0

/** The same things done at either channel. */
const merchants = {
  wechatpay: {
    order: async (number: string) => void (await wechatpay.create(number, `${receiver.url}/notify`)),
    query: async (number: string) => void (await wechatpay.query(number)),
    status: async (number: string) => (await wechatpay.query(number)).data.trade_state,
    verifies: (notice: Received) => wechatpay.verifies(notice),
    number: (notice: Received) => wechatpay.decrypt(notice)['out_trade_no'],
    amount: (notice: Received) => wechatpay.decrypt(notice)['amount'],
    wrongAmount: { total: 7, payer_total: 7, currency: 'CNY', payer_currency: 'CNY' } as unknown,
    seller: (notice: Received) => wechatpay.decrypt(notice)['mchid'],
    app: (notice: Received) => wechatpay.decrypt(notice)['appid'],
    id: (notice: Received) => (JSON.parse(notice.body) as { id: string }).id,
    queriedAmount: async (number: string) =>
      ((await wechatpay.query(number)).data as { amount?: unknown }).amount,
  },
  alipay: {
    order: async (number: string) => void (await fetch(alipay.pageUrl(number, receiver.url))),
    query: async (number: string) => void (await alipay.query(number)),
    status: async (number: string) => String((await alipay.query(number))['tradeStatus']),
    verifies: (notice: Received) => alipay.verifies(notice),
    number: (notice: Received) => alipay.fields(notice)['out_trade_no'],
    amount: (notice: Received) => alipay.fields(notice)['total_amount'],
    wrongAmount: '0.07' as unknown,
    seller: (notice: Received) => alipay.fields(notice)['seller_id'],
    app: (notice: Received) => alipay.fields(notice)['app_id'],
    id: (notice: Received) => alipay.fields(notice)['notify_id'] ?? '',
    queriedAmount: async (number: string): Promise<unknown> => (await alipay.query(number))['totalAmount'],
  },
}

async function paid(channel: Channel): Promise<string> {
  const number = await ordered(channel)
  await control.pay(channel, number)
  return number
}

async function ordered(channel: Channel): Promise<string> {
  count += 1
  const number = `F${String(count).padStart(9, '0')}`
  await merchants[channel].order(number)
  return number
}

async function noticesOf(number: string): Promise<Notice[]> {
  return (await control.call('GET', `notices?outTradeNo=${number}`)).body as Notice[]
}

beforeAll(async () => {
  simulators = await startForTest({ noticeTimeoutMs: 200 })
  control = new Control(simulators.url)
  const settings = await control.credentials()
  wechatpay = new WechatMerchant(settings)
  alipay = new AlipayMerchant(settings)
})

afterAll(() => simulators.close())

beforeEach(async () => {
  receiver = await new Receiver().open()
  receiver.reply = () => ({ status: 200, body: 'success' })
})

afterEach(async () => {
  await control.call('DELETE', 'faults')
  await receiver.close()
})

describe.each(CHANNELS)('notices of %s', (channel) => {
  const merchant = merchants[channel]

  it('come again until they are acknowledged, and then no more', async () => {
    const refusals = [{ status: 500 }, null, { status: 302 }]
    receiver.reply = (_notice, nth) => {
      const refusal = refusals[nth - 1]
      return refusal === undefined ? { status: 200, body: 'success' } : refusal
    }
    const number = await paid(channel)
    const received = await receiver.until(4)
    expect(new Set(received.map(merchant.id)).size).toBe(1)
    expect(received.every(merchant.verifies)).toBe(true)
    await vi.waitFor(async () => {
      expect(await noticesOf(number)).toMatchObject([
        { accepted: true, tries: 4, nextAt: null, lastStatus: 200 },
      ])
    })
    expect(receiver.received).toHaveLength(4)
  })

  it('are dropped, and come by the retries once the fault is gone', async () => {
    await control.faults(channel, { dropNotices: true })
    const number = await paid(channel)
    await vi.waitFor(async () => expect((await noticesOf(number))[0]?.tries).toBeGreaterThan(1))
    expect(receiver.received).toEqual([])
    await control.faults(channel, { dropNotices: false })
    const [notice] = await receiver.until(1)
    expect(merchant.number(notice!)).toBe(number)
  })

  it('are sent in so many copies', async () => {
    await control.faults(channel, { duplicateNotices: 50 })
    await paid(channel)
    const received = await receiver.until(50)
    expect(new Set(received.map(merchant.id)).size).toBe(1)
    expect(received.every(merchant.verifies)).toBe(true)
  })

  it('are held back, and sent at once when asked for', async () => {
    await control.faults(channel, { delayNoticesMs: 3_600_000 })
    const number = await paid(channel)
    const [held] = await noticesOf(number)
    expect(held?.tries).toBe(0)
    expect(held?.nextAt).toBeGreaterThan(Date.now() + 3_000_000)
    const sent = await control.call('POST', 'notify', { channel, outTradeNo: number })
    expect(sent).toMatchObject({ status: 200, body: { accepted: true, lastStatus: 200 } })
    await control.call('POST', 'notify', { channel, outTradeNo: number })
    expect(receiver.received).toHaveLength(2)
  })

  it('are reordered: the newest first', async () => {
    await control.faults(channel, { reorderNotices: true })
    const numbers = [await paid(channel), await paid(channel), await paid(channel)]
    const received = await receiver.until(3)
    expect(received.map(merchant.number)).toEqual(numbers.reverse())
  })

  it('are preceded by a probe whose signature is wrong', async () => {
    await control.faults(channel, { badSignatureProbes: true })
    await paid(channel)
    const received = await receiver.until(2)
    expect(received.map(merchant.verifies)).toEqual([false, true])
  })

  it('tell a wrong amount, seller and app, correctly signed, and the query tells the amount', async () => {
    await control.faults(channel, { wrongAmountFen: '7', wrongSeller: true, wrongApp: true })
    const number = await paid(channel)
    const [wrong] = await receiver.until(1)
    expect(merchant.verifies(wrong!)).toBe(true)
    expect(merchant.amount(wrong!)).toEqual(merchant.wrongAmount)
    expect(await merchant.queriedAmount(number)).toEqual(merchant.wrongAmount)
    await control.call('DELETE', `faults?channel=${channel}`)
    await control.call('POST', 'notify', { channel, outTradeNo: number })
    const right = receiver.received[1]
    expect(merchant.seller(right!)).not.toBe(merchant.seller(wrong!))
    expect(merchant.app(right!)).not.toBe(merchant.app(wrong!))
  })

  it('are signed with an unknown key', async () => {
    const number = await ordered(channel)
    await control.faults(channel, { unknownKey: true })
    await control.pay(channel, number)
    const [notice] = await receiver.until(1)
    expect(merchant.verifies(notice!)).toBe(false)
    await expect(merchant.query(number)).rejects.toThrow()
  })

  it('may speak of a number that nobody ordered', async () => {
    const stray = { channel, outTradeNo: 'NOBODY0001', fen: '4200', notifyUrl: `${receiver.url}/notify` }
    expect((await control.call('POST', 'stray-notice', stray)).status).toBe(200)
    const [notice] = await receiver.until(1)
    expect(merchant.verifies(notice!)).toBe(true)
    expect(merchant.number(notice!)).toBe('NOBODY0001')
  })
})

describe.each(CHANNELS)('calls to %s', (channel) => {
  const merchant = merchants[channel]

  it.each(['failNext', 'nonsenseNext', 'badSignatureNext'])(
    'are hit by %s as often as it says',
    async (fault) => {
      const number = await ordered(channel)
      await control.faults(channel, { [fault]: 2 })
      await expect(merchant.query(number)).rejects.toThrow()
      await expect(merchant.query(number)).rejects.toThrow()
      await expect(merchant.query(number)).resolves.toBeUndefined()
    },
  )

  it('are answered late', async () => {
    const number = await ordered(channel)
    await control.faults(channel, { slowMs: 300 })
    const first = await Promise.race([
      merchant.query(number).then(() => 'the call'),
      control.call('GET', 'clock').then(() => 'another'),
    ])
    expect(first).toBe('another')
  })

  it('are done but never answered, only those of the kind that is meant', async () => {
    const number = await ordered(channel)
    await control.faults(channel, { timeoutNext: true, only: 'close' })
    let isAnswered = false
    const close =
      channel === 'alipay' ? alipay.exec('close', { out_trade_no: number }) : wechatpay.close(number)
    const settled = close.then(
      () => (isAnswered = true),
      () => undefined,
    )
    await vi.waitFor(async () => expect(await merchant.status(number)).toMatch(/CLOSED$/))
    expect(isAnswered).toBe(false)
    void settled
  })
})

describe('the board of faults', () => {
  it('shows, sets one channel, and resets', async () => {
    await control.faults('alipay', { duplicateNotices: 3 })
    const shown = (await control.call('GET', 'faults')).body
    expect(shown).toMatchObject({ alipay: { duplicateNotices: 3 }, wechatpay: { duplicateNotices: 0 } })
    const reset = (await control.call('DELETE', 'faults')).body
    expect(reset).toMatchObject({ alipay: { duplicateNotices: 0 } })
  })

  it.each([
    [{ channel: 'cash' }],
    [{ channel: 'alipay', dropNotice: true }],
    [{ channel: 'alipay', duplicateNotices: -1 }],
    [{ channel: 'alipay', duplicateNotices: 1.5 }],
    [{ channel: 'alipay', dropNotices: 'yes' }],
    [{ channel: 'alipay', wrongAmountFen: '1.00' }],
    [{ channel: 'wechatpay', noticeKey: 'none' }],
  ])('refuses %j', async (body) => {
    const answer = await control.call('POST', 'faults', body)
    expect(answer).toMatchObject({ status: 400, body: { error: expect.any(String) as string } })
  })
})
