import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { orderOf } from '../testing/invoice-order'
import { startStub, type Received, type Stub } from '../testing/stub-server'
import { nuonuoChannel } from './channel'
import { signCall } from './signature'

let stub: Stub | undefined
afterEach(async () => {
  await stub?.close()
  stub = undefined
})

/** A channel that gives one answer after the other, the last one for ever. */
async function serveEach(answers: readonly unknown[], { status = 200, timeoutMs = 1_000 } = {}) {
  const texts = answers.map((answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer)))
  let asked = 0
  stub = await startStub((_request: Received, response: ServerResponse) => {
    response.writeHead(status).end(texts[Math.min(asked++, texts.length - 1)])
  })
  const settings = { baseUrl: `${stub.url}/`, appKey: 'APPKEY', appSecret: 'SECRET', accessToken: 'TOKEN' }
  const clock = () => new Date(1_700_000_000_000)
  return nuonuoChannel({ ...settings, taxpayerId: '91310115MA1K4A9T3H', clock, timeoutMs })
}

const serve = (answer: unknown, how = {}) => serveEach([answer], how)

const issued = {
  ...{ serialNo: 'S1', orderNo: 'R1', status: '2', invoiceTime: 1_700_000_000_000, invoiceCode: '' },
  ...{ allElectronicInvoiceNumber: '20881234567890123456', invoiceNo: '20881234567890123456' },
  ...{
    exTaxAmount: '4716.98',
    taxAmount: '283.02',
    pdfUrl: 'https://files.example/1.pdf',
    ofdUrl: '',
    xmlUrl: null,
  },
}
const found = (...items: object[]) => ({ code: 'E0000', describe: 'ok', result: items })

test('a call is signed as the platform’s own client signs it', () => {
  const signed = { appKey: 'APPKEY', senid: 'SENID', nonce: '12345678', timestamp: '1700000000' }
  expect(signCall('SECRET', '{"a":1}', signed)).toBe('7iSZiR+0g+376QEJ38xLM+3vGDs=')
})

describe('what is sent', () => {
  test('carries its signature over the very body, and the seller', async () => {
    const channel = await serve({ code: 'E0000', result: { invoiceSerialNum: 'S1' } })
    expect(await channel.issue(orderOf('R1'))).toEqual({ kind: 'taken', serial: 'S1' })
    const [request] = stub?.received ?? []
    const { pathname, searchParams: query } = new URL(request?.target ?? '', 'http://x')
    expect(pathname).toBe('/open/v1/services')
    const part = (name: string) => query.get(name) ?? ''
    const signed = {
      appKey: 'APPKEY',
      senid: part('senid'),
      nonce: part('nonce'),
      timestamp: part('timestamp'),
    }
    expect(signed).toMatchObject({ senid: /^\w{32}$/, nonce: /^\d{8}$/, timestamp: '1700000000' })
    expect(request?.headers).toMatchObject({
      'x-nuonuo-sign': signCall('SECRET', request?.body ?? '', signed),
      ...{
        accesstoken: 'TOKEN',
        usertax: '91310115MA1K4A9T3H',
        method: 'nuonuo.OpeMplatform.requestBillingNew',
      },
    })
    const { order } = JSON.parse(request?.body ?? '') as { order: { invoiceDetail: object[] } }
    expect(order).toMatchObject({
      orderNo: 'R1',
      invoiceLine: 'pc',
      pushMode: '-1',
      invoiceDate: '2026-11-21 10:00:00',
    })
    expect(order.invoiceDetail[0]).toMatchObject({
      ...{ taxExcludedAmount: '4716.98', tax: '283.02', taxIncludedAmount: '5000.00', taxRate: '0.06' },
      favouredPolicyFlag: '0',
    })
  })
})

describe('what is answered', () => {
  test('is read to the fen, and files only where there are some', async () => {
    const channel = await serve(found(issued))
    expect(await channel.query('R1')).toEqual({
      ...{ kind: 'issued', number: '20881234567890123456', code: null, issuedOn: '2023-11-15' },
      ...{ exclusiveFen: 471_698n, taxFen: 28_302n, files: { pdf: 'https://files.example/1.pdf' } },
    })
  })

  test.each([
    ['20', 'issuing'],
    ['21', 'issuing'],
    ['22', 'failed'],
    ['24', 'unsealed'],
    ['3', 'voided'],
    ['31', 'unknown'],
    ['99', 'unknown'],
  ])('status %s is %s', async (status, kind) => {
    const channel = await serve(found({ ...issued, status, failCause: 'x' }))
    expect(await channel.query('R1')).toMatchObject({ kind })
  })

  test.each([
    ['about another request', found({ ...issued, orderNo: 'R2' })],
    ['without a number', found({ ...issued, allElectronicInvoiceNumber: '', invoiceNo: '' })],
    [
      'with a number that JSON has rounded',
      '{"code":"E0000","result":[{"serialNo":"S1","orderNo":"R1","status":"2","invoiceTime":1700000000000,"invoiceNo":20881234567890123456,"exTaxAmount":"1.00","taxAmount":"0.06"}]}',
    ],
    ['with amounts that are none', found({ ...issued, taxAmount: '1,00' })],
    ['without a result', { code: 'E0000' }],
    ['of no code', { result: [issued] }],
    ['of an own code of the platform', { code: '070101', describe: 'appkey' }],
    ['of a time beyond every calendar', found({ ...issued, invoiceTime: '99999999999999999999' })],
    ['of a day before there were such invoices', found({ ...issued, invoiceTime: 1 })],
    ['of a code that is a novel', { code: 'E'.repeat(500), describe: 'x' }],
    ['a page', '<html>502</html>'],
    ['nothing', ''],
  ])('%s is unknown, never issued or failed', async (_what, answer) => {
    const channel = await serve(answer)
    expect(await channel.query('R1')).toMatchObject({ kind: 'unknown' })
    expect(await channel.issue(orderOf('R1'))).toMatchObject({ kind: 'unknown' })
  })

  test('HTTP 500 and silence are unknown, for what was asked and for what was sent', async () => {
    const failing = await serve(found(issued), { status: 500 })
    expect(await failing.issue(orderOf('R1'))).toMatchObject({ kind: 'unknown', why: 'HTTP 500' })
    await stub?.close()
    expect(await failing.query('R1')).toMatchObject({ kind: 'unknown', why: /^network/ })
  })

  test('words come without what the database cannot keep, and a serial number of its length', async () => {
    const refusing = await serve('{"code":"E9105","describe":"税率\\u0000不合法"}')
    expect(await refusing.issue(orderOf('R1'))).toMatchObject({ kind: 'refused', message: '税率不合法' })
    const endless = await serve({ code: 'E0000', result: { invoiceSerialNum: 'S'.repeat(65) } })
    expect(await endless.issue(orderOf('R1'))).toMatchObject({ kind: 'unknown' })
  })

  test('a no is a no, and a number never heard of does not exist', async () => {
    const refusing = await serve({ code: 'E9105', describe: '税率不合法' })
    expect(await refusing.issue(orderOf('R1'))).toMatchObject({
      kind: 'refused',
      code: 'E9105',
      message: '税率不合法',
    })
    const empty = await serve({ code: 'E9500', describe: '不存在' })
    expect(await empty.query('R1')).toEqual({ kind: 'not-exist' })
  })
})

describe('what of the buyer is shown among the remarks', () => {
  const nothing = { address: null, phone: null, bankName: null, bankAccount: null }
  const place = { ...nothing, address: '杭州市滨江区江南大道 1 号' }
  const bank = { ...nothing, bankName: '中国银行杭州分行', bankAccount: '571900123410901' }

  test.each([
    ['nothing', 'e_special', nothing, '0', '0'],
    ['nothing that is empty', 'e_general', { ...nothing, address: '', bankName: '' }, '0', '0'],
    ['an address', 'e_general', place, '2', '0'],
    ['a phone alone', 'e_general', { ...nothing, phone: '0571-88880000' }, '2', '0'],
    ['a bank and an account', 'e_special', bank, '0', '2'],
    ['all of it', 'e_special', { ...place, ...bank, address: place.address }, '2', '2'],
    [
      'all of it, on paper, which has boxes for it',
      'paper_special',
      { ...bank, ...place },
      undefined,
      undefined,
    ],
  ] as const)('%s', async (_what, kind, filled, places, banks) => {
    const channel = await serve({ code: 'E0000', result: { invoiceSerialNum: 'S1' } })
    const order = orderOf('R1', kind)
    await channel.issue({ ...order, buyer: { ...order.buyer, ...filled } })
    const sent = JSON.parse(stub?.received[0]?.body ?? '{}') as { order: Record<string, unknown> }
    expect([sent.order['showAddressTelType'], sent.order['showBankAccountType']]).toEqual([places, banks])
  })
})

describe('paper to be declared void', () => {
  const paper = { code: '0310026001', number: '12345678', requestNo: 'R1' }
  const printed = { invoiceCode: paper.code, invoiceNo: paper.number }
  const at = (status: string, other = {}) => found({ ...issued, ...printed, ...other, status })
  const no = { code: 'E9105', describe: '当前状态不允许作废' }

  test.each([
    ['that is void already', [at('3')], { kind: 'voided' }],
    ['that is being declared void', [at('31')], { kind: 'unknown' }],
    ['that is void after it', [at('2'), { code: 'E0000' }, at('3')], { kind: 'voided' }],
    ['that is not yet', [at('2'), { code: 'E0000' }, at('31')], { kind: 'unknown' }],
    ['that is refused and stands', [at('2'), no, at('2')], { kind: 'refused', code: 'E9105' }],
    ['that is refused since it is void meanwhile', [at('2'), no, at('3')], { kind: 'voided' }],
    ['that is refused since it is being declared void', [at('2'), no, at('31')], { kind: 'unknown' }],
    ['that is refused by a channel that is silent then', [at('2'), no, '<html>'], { kind: 'unknown' }],
    [
      'in whose place another was issued by hand, once it is void',
      [at('3', { invoiceNo: '87654321' })],
      { kind: 'refused', code: 'other-invoice' },
    ],
    [
      'that the channel failed to issue',
      [at('22', { invoiceCode: '', invoiceNo: '', allElectronicInvoiceNumber: '' })],
      { kind: 'refused', code: 'other-invoice' },
    ],
    ['that nobody has heard of', [{ code: 'E9500', describe: '' }], { kind: 'refused' }],
  ])('%s', async (_what, answers, said) => {
    const channel = await serveEach(answers)
    expect(await channel.voidPaper(paper)).toMatchObject(said)
  })
})

describe('a callback', () => {
  test.each([
    ['operater=callback&orderno=A1K9&content=%7B%22c_status%22%3A%221%22%7D', { requestNo: 'A1K9' }],
    ['orderno=', null],
    ['orderno=a%27%3B--', null],
    ['{"orderno":"A1"}', null],
    ['', null],
    [`orderno=${'9'.repeat(21)}`, null],
  ])('%j is a hint at a number at most', async (body, hint) => {
    const channel = await serve('')
    expect(channel.hintIn(body)).toEqual(hint)
    expect(JSON.parse(channel.acknowledgement)).toEqual({ status: '0000', message: '同步成功' })
  })
})
