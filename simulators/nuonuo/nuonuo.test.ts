import { createHmac, randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Control, Receiver, startForTest } from '../test-merchant'
import { inCapitals } from './amount'

let simulators: Awaited<ReturnType<typeof startForTest>>
let control: Control
let receiver: Receiver
let settings: Record<string, string>
const SELLER = '91310115MA1K4A9T3H'

beforeAll(async () => {
  simulators = await startForTest()
  control = new Control(simulators.url)
  settings = await control.credentials()
})
beforeEach(async () => {
  receiver = await new Receiver().open()
  receiver.reply = () => ({ status: 200, body: '{"status":"0000","message":"同步成功"}' })
})
afterEach(async () => {
  await control.call('DELETE', 'faults')
  await receiver.close()
})
afterAll(() => simulators.close())

/** One signed call, as the platform's client for other languages makes it. */
async function call(method: string, content: object, secret = settings['NUONUO_APP_SECRET'] ?? '') {
  const body = JSON.stringify(content)
  const senid = randomBytes(16).toString('hex')
  const timestamp = String(Math.floor(Date.now() / 1000))
  const key = settings['NUONUO_APP_KEY'] ?? ''
  const text = `a=services&l=v1&p=open&k=${key}&i=${senid}&n=12345678&t=${timestamp}&f=${body}`
  const query = new URLSearchParams({ senid, nonce: '12345678', timestamp, appkey: key })
  const answer = await fetch(`${settings['NUONUO_BASE_URL']}/open/v1/services?${query}`, {
    method: 'POST',
    headers: {
      'X-Nuonuo-Sign': createHmac('sha1', secret).update(text).digest('base64'),
      accessToken: settings['NUONUO_ACCESS_TOKEN'] ?? '',
      userTax: SELLER,
      method: `nuonuo.OpeMplatform.${method}`,
    },
    body,
  })
  return (await answer.json()) as { code: string; result?: unknown }
}

let count = 0
const order = (changes: object = {}) => ({
  order: {
    ...{ orderNo: `O${++count}`, invoiceDate: '2026-11-23 10:00:00', invoiceType: '1', invoiceLine: 'pc' },
    ...{
      salerTaxNum: SELLER,
      salerTel: '1',
      salerAddress: 'a',
      clerk: 'c',
      buyerName: '个人',
      naturalPersonFlag: '1',
    },
    callBackUrl: `${receiver.url}/notify`,
    invoiceDetail: [
      {
        ...{ goodsName: '服务', goodsCode: '3040205000000000000', withTaxFlag: '1', taxRate: '0.06' },
        ...{ taxExcludedAmount: '100.00', tax: '6.00', taxIncludedAmount: '106.00' },
      },
    ],
    ...changes,
  },
})

describe('an order', () => {
  it.each([
    [{}, 'PO 4711'],
    [{ showBankAccountType: '2' }, 'PO 4711\n购方开户银行及账号：行 1'],
    [{ showAddressTelType: '2' }, 'PO 4711\n购方地址电话：街 2'],
    [{ showAddressTelType: '3', invoiceLine: 'ec', paperInvoiceType: '04' }, 'PO 4711'],
  ])('shows %j of the buyer among the remarks', async (changes, remark) => {
    const buyer = { remark: 'PO 4711', buyerAccount: '行 1', buyerAddress: '街', buyerTel: '2' }
    const asked = order({ ...buyer, ...changes })
    expect(await call('requestBillingNew', asked)).toMatchObject({ code: 'E0000' })
    await receiver.until(1)
    const told = await call('queryInvoiceResult', { orderNos: [asked.order.orderNo] })
    const [{ xmlUrl = '' } = {}] = told.result as { xmlUrl?: string }[]
    if (xmlUrl) expect(await (await fetch(xmlUrl)).text()).toContain(`<Remark>${remark}</Remark>`)
    else expect(changes).toHaveProperty('paperInvoiceType')
  })

  it('is refused where nobody knows what it wants shown', async () => {
    expect(await call('requestBillingNew', order({ showBankAccountType: '4' }))).toMatchObject({
      code: 'E9105',
    })
  })

  it('is told when it is issued, by a form that nobody signs', async () => {
    const asked = order()
    expect(await call('requestBillingNew', asked)).toMatchObject({ code: 'E0000' })
    const [notice] = await receiver.until(1)
    const form = new URLSearchParams(notice?.body)
    expect(form.get('orderno')).toBe(asked.order.orderNo)
    expect(JSON.parse(form.get('content') ?? '')).toMatchObject({
      c_status: '1',
      c_hjje: '106.00',
      c_hjse: '6.00',
    })
  })

  it('is told again until it is acknowledged in the very words', async () => {
    receiver.reply = (_notice, number) => ({
      status: 200,
      body: number < 3 ? 'success' : '{"status":"0000"}',
    })
    await call('requestBillingNew', order())
    await receiver.until(3)
  })

  it('is told as often as the fault says, or not at all', async () => {
    await control.faults('nuonuo', { duplicateNotices: 5 })
    await call('requestBillingNew', order())
    await receiver.until(5)
    await control.faults('nuonuo', { duplicateNotices: 0, dropNotices: true })
    await call('requestBillingNew', order())
    await control.faults('nuonuo', { dropNotices: false })
    await receiver.until(6)
  })

  it.each([
    ['a number twice', { orderNo: 'O1' }, 'E9106'],
    ['a number that is too long', { orderNo: 'X'.repeat(21) }, 'E9105'],
    ['another seller', { salerTaxNum: '91110108MA01C8JP2P' }, 'E9105'],
    ['a special invoice for a person', { invoiceLine: 'bs' }, 'E9105'],
    ['paper of no sort', { invoiceLine: 'ec' }, 'E9105'],
    ['an enterprise without its number', { naturalPersonFlag: '0' }, 'E9105'],
    ['nothing', { invoiceDetail: [] }, 'E9105'],
  ])('with %s is refused', async (_what, changes, code) => {
    expect(await call('requestBillingNew', order(changes))).toMatchObject({ code })
  })

  it.each([
    { tax: '6.07', taxExcludedAmount: '99.93' },
    { tax: '5.00' },
    { taxRate: '6%' },
    { taxRate: '0' },
    { favouredPolicyFlag: '04' },
    { goodsCode: '304' },
  ])('with tax that is wrong is refused: %o', async (change) => {
    const [detail] = order().order.invoiceDetail
    expect(
      await call('requestBillingNew', order({ invoiceDetail: [{ ...detail, ...change }] })),
    ).toMatchObject({
      code: 'E9105',
    })
  })
})

it('believes no call that is not signed over its body', async () => {
  expect(await call('queryInvoiceResult', { orderNos: ['O1'] }, 'another')).toMatchObject({ code: '070104' })
  expect(await call('queryInvoiceResult', { orderNos: ['O1'] })).toMatchObject({ code: 'E0000' })
  expect(await call('queryInvoiceResult', { orderNos: ['nobody'] })).toMatchObject({ code: 'E9500' })
  expect(await call('makeMeRich', {})).toMatchObject({ code: '070102' })
})

it.each([
  ['0', '零圆整'],
  ['5', '伍分'],
  ['50', '伍角'],
  ['1000', '壹拾圆整'],
  ['1005', '壹拾圆零伍分'],
  ['1050', '壹拾圆零伍角'],
  ['10150', '壹佰零壹圆伍角'],
  ['168032', '壹仟陆佰捌拾圆零叁角贰分'],
  ['600714', '陆仟零柒圆壹角肆分'],
  ['1640902', '壹万陆仟肆佰零玖圆零贰分'],
  ['2000040', '贰万圆零肆角'],
  ['1001001001', '壹仟零壹万零壹拾圆零壹分'],
  ['10000100000', '壹亿零壹仟圆整'],
  ['-8880', '（负数）捌拾捌圆捌角'],
])('%s fen are %s', (fen, text) => {
  expect(inCapitals(fen)).toBe(text)
})
