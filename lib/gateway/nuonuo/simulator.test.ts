import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { dayOf } from '@/lib/kernel/calendar'
import { fen } from '@/lib/kernel/money'
import { readInvoiceXml } from '../etax/invoice-xml'
import { isInvoiceFile } from '../files/invoice-file'
import type { ChannelInvoiceKind, InvoiceChannel, IssuedAtChannel, RedFormReading } from '../invoice-channel'
import { BUYER, orderOf, redOrderOf, SELLER } from '../testing/invoice-order'
import { startSimulators } from '@/simulators/server'
import { nuonuoChannel } from './channel'

let simulators: Awaited<ReturnType<typeof startSimulators>>
let channel: InvoiceChannel
let settings: Record<string, string>
const stateDirectory = mkdtempSync(join(tmpdir(), 'nuonuo-'))

async function control(path: string, body?: unknown, method = 'POST'): Promise<unknown> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await fetch(`${simulators.url}/control/${path}`, { method, ...sent })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
const faults = (set: object) => control('faults', { channel: 'nuonuo', ...set })

function channelWith(changes: object = {}): InvoiceChannel {
  return nuonuoChannel({
    baseUrl: settings['NUONUO_BASE_URL'] ?? '',
    appKey: settings['NUONUO_APP_KEY'] ?? '',
    appSecret: settings['NUONUO_APP_SECRET'] ?? '',
    accessToken: settings['NUONUO_ACCESS_TOKEN'] ?? '',
    taxpayerId: SELLER.taxpayerId,
    clock: () => new Date(),
    ...changes,
  })
}

beforeAll(async () => {
  simulators = await startSimulators({ host: '127.0.0.1', port: 0, stateDirectory, retryScale: 0.001 })
  settings = (await control('credentials', undefined, 'GET')) as Record<string, string>
  channel = channelWith()
})
afterEach(() => control('faults', undefined, 'DELETE'))
afterAll(async () => {
  await simulators.close()
  rmSync(stateDirectory, { recursive: true, force: true })
})

function issued(requestNo: string): Promise<IssuedAtChannel> {
  return until(async () => {
    const state = await channel.query(requestNo)
    return state.kind === 'issued' ? state : null
  })
}

/** Asks until there is an answer; the simulated tax bureau takes a moment. */
function until<T>(ask: () => Promise<T | null>): Promise<T> {
  return vi.waitUntil(ask, { timeout: 10_000, interval: 20 })
}

let count = 0
async function issuedNow(kind: ChannelInvoiceKind = 'e_general') {
  const requestNo = `N${String(++count).padStart(9, '0')}`
  expect(await channel.issue(orderOf(requestNo, kind))).toMatchObject({ kind: 'taken' })
  return { requestNo, ...(await issued(requestNo)) }
}

describe('an invoice', () => {
  test('is issued with files that say what was ordered', async () => {
    const { number, code, issuedOn, exclusiveFen, taxFen, files } = await issuedNow('e_special')
    expect(number).toMatch(/^2088\d{16}$/)
    expect(code).toBeNull()
    expect(issuedOn).toBe(dayOf(new Date()))
    expect({ exclusiveFen, taxFen }).toEqual({ exclusiveFen: 471_698n, taxFen: 28_302n })
    for (const format of ['pdf', 'ofd', 'xml'] as const) {
      const file = await channel.fetchFile(files[format] ?? '')
      if (file.kind !== 'file') throw new Error(file.why)
      expect(isInvoiceFile(format, file.content)).toBe(true)
      if (format !== 'xml') continue
      expect(readInvoiceXml(Buffer.from(file.content).toString())).toEqual({
        ok: true,
        invoice: {
          ...{ number, issuedOn, totalFen: 500_000n, taxFen: 28_302n },
          ...{ buyerName: BUYER.name, buyerTaxId: BUYER.taxpayerId },
        },
      })
    }
  })

  test('of what is not taxed bears no tax, and is general', async () => {
    const line = { taxTreatment: 'not-taxed', exclusiveFen: fen(500_000), taxFen: fen(0) }
    const order = orderOf('NOTTAXED1', 'e_general', line)
    expect(await channel.issue(order)).toMatchObject({ kind: 'taken' })
    expect(await issued('NOTTAXED1')).toMatchObject({ exclusiveFen: 500_000n, taxFen: 0n })
    expect(await channel.issue({ ...order, requestNo: 'NOTTAXED2', kind: 'e_special' })).toMatchObject({
      kind: 'refused',
      code: 'E9105',
    })
  })

  test.each(['paper_general', 'paper_special'] as const)(
    'on %s has a code and a short number',
    async (kind) => {
      const { number, code, files } = await issuedNow(kind)
      expect(number).toMatch(/^\d{8}$/)
      expect(code).toMatch(/^\d{12}$/)
      expect(files).toEqual({})
    },
  )

  test('is one, however often its number is sent', async () => {
    const order = orderOf('TWICE0001')
    const answers = await Promise.all(Array.from({ length: 20 }, () => channel.issue(order)))
    expect(new Set(answers.map((each) => (each.kind === 'taken' ? each.serial : each.kind))).size).toBe(1)
    const all = (await control('invoices', undefined, 'GET')) as { orderNo: string }[]
    expect(all.filter(({ orderNo }) => orderNo === 'TWICE0001')).toHaveLength(1)
  })

  test('that failed is tried again under its number', async () => {
    await faults({ issueFails: true })
    await channel.issue(orderOf('FAILS0001'))
    const failed = await until(async () => {
      const state = await channel.query('FAILS0001')
      return state.kind === 'failed' ? state : null
    })
    expect(failed.why).toBe('开票额度不足')
    await faults({ issueFails: false })
    expect(await channel.retry('FAILS0001')).toMatchObject({ kind: 'taken' })
    expect(await issued('FAILS0001')).toMatchObject({ taxFen: 28_302n })
    expect(await channel.retry('FAILS0001')).toMatchObject({ kind: 'refused' })
  })

  test('that is not sealed exists, and keeps its number when it is retried', async () => {
    await faults({ sealFails: true })
    await channel.issue(orderOf('SEALS0001'))
    await until(async () => ((await channel.query('SEALS0001')).kind === 'unsealed' ? true : null))
    await faults({ sealFails: false })
    expect(await channel.retry('SEALS0001')).toMatchObject({ kind: 'taken' })
    expect((await issued('SEALS0001')).number).toMatch(/^2088/)
  })

  test('is asked for by its seller alone, and unknown to the others', async () => {
    const { requestNo } = await issuedNow()
    const stranger = channelWith({ taxpayerId: '91110108MA01C8JP2P' })
    expect(await stranger.query(requestNo)).toEqual({ kind: 'not-exist' })
    expect(await stranger.issue(orderOf('OTHER0001'))).toMatchObject({ kind: 'refused' })
  })

  test.each([{ appSecret: 'wrong' }, { appKey: '1' }, { accessToken: 'x' }, { clock: () => new Date(0) }])(
    'is neither refused nor failed for the platform’s own reasons: %o',
    async (changes) => {
      const other = channelWith(changes)
      expect(await other.issue(orderOf('KEYS00001'))).toMatchObject({ kind: 'unknown', why: /^07/ })
      expect(await other.query('KEYS00001')).toMatchObject({ kind: 'unknown' })
    },
  )

  test.each([{ failNext: 1 }, { nonsenseNext: 1 }, { timeoutNext: 1 }])(
    'is unknown after %o',
    async (fault) => {
      const impatient = channelWith({ timeoutMs: 200 })
      const requestNo = `U${Object.keys(fault)[0]?.slice(0, 4).toUpperCase()}`
      await faults(fault)
      expect(await impatient.issue(orderOf(requestNo))).toMatchObject({ kind: 'unknown' })
      // Sent again, it is the same one, whether the first call was carried out or not.
      expect(await channel.issue(orderOf(requestNo))).toMatchObject({ kind: 'taken' })
      await issued(requestNo)
    },
  )
})

describe('paper', () => {
  test('is declared void within its month, once', async () => {
    const { requestNo, number, code } = await issuedNow('paper_general')
    const order = { requestNo, number, code: code ?? '' }
    expect(await channel.voidPaper({ ...order, number: '00000000' })).toMatchObject({ kind: 'refused' })
    expect(await channel.voidPaper(order)).toEqual({ kind: 'voided' })
    expect(await channel.query(requestNo)).toEqual({ kind: 'voided' })
    expect(await channel.voidPaper(order)).toEqual({ kind: 'voided' })
  })

  test('of a former month is not, and nothing electronic is', async () => {
    const paper = await issuedNow('paper_general')
    const electronic = await issuedNow()
    expect(await channel.voidPaper({ ...electronic, code: '' })).toMatchObject({ kind: 'refused' })
    await control('clock', { offsetMs: 40 * 86_400_000 })
    expect(await channel.voidPaper({ ...paper, code: paper.code ?? '' })).toMatchObject({ kind: 'refused' })
    await control('clock', { offsetMs: 0 })
  })
})

describe('a red-letter form', () => {
  const form = (requestNo: string, isSo: (reading: Extract<RedFormReading, { kind: 'form' }>) => boolean) =>
    until(async () => {
      const reading = await channel.queryRedForm(requestNo)
      return reading.kind === 'form' && isSo(reading) ? reading : null
    })

  test('that needs no confirmation leads to a red invoice, once', async () => {
    const blue = await issuedNow()
    const order = redOrderOf('RED000001', blue)
    expect(await channel.openRedForm(order)).toEqual({ kind: 'taken', serial: 'RED000001' })
    expect(await channel.openRedForm(order)).toEqual({ kind: 'taken', serial: 'RED000001' })
    const { state, formNumber, red } = await form('RED000001', (reading) => reading.red !== null)
    expect(state).toBe('01')
    expect(formNumber).toMatch(/^\d{20}$/)
    expect(red).toMatchObject({ exclusiveFen: -471_698n, taxFen: -28_302n })
    expect(await channel.issueRed('RED000001')).toMatchObject({ kind: 'taken' })
    expect(await channel.openRedForm(redOrderOf('RED000002', blue))).toMatchObject({
      kind: 'refused',
      code: 'E9103',
    })
  })

  test('waits for the buyer, and is void when denied, withdrawn or 72 hours old', async () => {
    await faults({ formNeedsConfirmation: true })
    for (const [requestNo, end] of [
      ['WAIT00001', 'deny'],
      ['WAIT00002', 'withdraw'],
      ['WAIT00003', 'wait'],
      ['WAIT00004', 'confirm'],
    ] as const) {
      await channel.openRedForm(redOrderOf(requestNo, await issuedNow()))
      const waiting = await form(requestNo, ({ state }) => state === '02')
      expect(waiting.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 71 * 3_600_000)
      expect(await channel.issueRed(requestNo)).toMatchObject({ kind: 'refused', code: 'form-02' })
      if (end === 'withdraw') expect(await channel.withdrawRedForm(requestNo)).toEqual({ kind: 'withdrawn' })
      else if (end === 'wait') await control('clock', { offsetMs: 73 * 3_600_000 })
      else await control('red-form', { billId: requestNo, verdict: end })
      const last = { deny: '05', withdraw: '08', wait: '07', confirm: '04' }[end]
      const read = await form(
        requestNo,
        ({ state, red }) => state === last && (end !== 'confirm' || red !== null),
      )
      expect(read.expiresAt).toBeNull()
      await control('clock', { offsetMs: 0 })
    }
  })

  test('for a part names the line, and never more than is left', async () => {
    const blue = await issuedNow()
    const part = { amountFen: fen(-106_00), exclusiveFen: fen(-100_00), taxFen: fen(-6_00) }
    const order = { ...redOrderOf('PART00001', blue, part), reason: 'allowance' as const }
    expect(await channel.openRedForm(order)).toMatchObject({ kind: 'taken' })
    expect((await form('PART00001', ({ red }) => red !== null)).red).toMatchObject({ exclusiveFen: -100_00n })
    const rest = { ...redOrderOf('PART00002', blue), reason: 'goods-returned' as const }
    expect(await channel.openRedForm(rest)).toMatchObject({ kind: 'refused', code: 'E9103' })
  })

  test('of paper is found by our request and issues its red invoice when asked', async () => {
    const blue = await issuedNow('paper_special')
    const order = { ...redOrderOf('PAPER0001', blue), kind: 'paper_special' as const }
    expect(await channel.openRedForm({ ...order, blueRequestNo: blue.requestNo })).toMatchObject({
      kind: 'taken',
    })
    await form('PAPER0001', ({ state }) => state === '01')
    expect(await channel.issueRed('PAPER0001')).toMatchObject({ kind: 'taken' })
    expect((await form('PAPER0001', ({ red }) => red !== null)).red?.code).toMatch(/^\d{12}$/)
  })

  test('nobody has asked for does not exist', async () => {
    expect(await channel.queryRedForm('NOBODY001')).toEqual({ kind: 'not-exist' })
    expect(await channel.issueRed('NOBODY001')).toMatchObject({ kind: 'refused' })
    expect(await channel.withdrawRedForm('NOBODY001')).toMatchObject({ kind: 'refused' })
  })
})

test('state, red forms and numbers outlive the process', async () => {
  const { requestNo, number } = await issuedNow()
  await simulators.close()
  simulators = await startSimulators({ host: '127.0.0.1', port: 0, stateDirectory, retryScale: 0.001 })
  settings = (await control('credentials', undefined, 'GET')) as Record<string, string>
  channel = channelWith()
  expect(await channel.query(requestNo)).toMatchObject({ kind: 'issued', number })
  expect(await channel.issue(orderOf(requestNo))).toMatchObject({ kind: 'taken' })
})
