import { expectEqual, type World } from './fault'
import { Office } from './office'
import { until } from './until'

/** Longer than the product waits for the channel. */
const TOO_SLOW_MS = 12_000
const LATE_MS = 4_000
const CALLS = 1_000
const QUESTIONS = 3
const COPIES = 20

/** What the channel's answers may be like; the last two are answers to calls that were carried out. */
const TROUBLES = {
  'too slow': { slowMs: TOO_SLOW_MS },
  'HTTP 500': { failNext: CALLS },
  nonsense: { nonsenseNext: CALLS },
  'never there': { timeoutNext: CALLS },
}
const UNTROUBLED = {
  slowMs: 0,
  failNext: 0,
  nonsenseNext: 0,
  timeoutNext: 0,
  issueFails: false,
  issueDelayMs: 0,
}
const NOTICES = { dropNotices: false, duplicateNotices: 0, delayNoticesMs: 0 }

/** What the channel does not surely say is not believed, nothing is issued twice, and whoever calls proves nothing. */
export async function troubledIssuing(world: World): Promise<void> {
  const office = new Office(world)
  for (const [name, trouble] of Object.entries(TROUBLES)) {
    try {
      await askedInVain(world, office, trouble)
    } catch (error) {
      throw new Error(`nuonuo, answers ${name}`, { cause: error })
    }
  }
  await told(world, office)
  await falselyTold(world, office)
}

/** While the answers are no good nothing is issued here or given up; as soon as one is, it is issued once. */
async function askedInVain(
  world: World,
  office: Office,
  trouble: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { gateways } = world
  const applicationId = await office.apply()
  await gateways.setFaults('nuonuo', { ...trouble, dropNotices: true })
  await office.approve(applicationId)
  await until('questions to the channel', async () => {
    await office.askAgainNow()
    return (await office.stateOf(applicationId)).queries >= QUESTIONS
  })
  const { status, invoices, number, reserved } = await office.stateOf(applicationId)
  const waiting = { status: 'issuing', invoices: 0, number: null, isReserved: true }
  expectEqual('so far', { status, invoices, number, isReserved: reserved !== '0' }, waiting)
  await gateways.setFaults('nuonuo', { ...UNTROUBLED, ...NOTICES })
  await office.expectIssuedOnce([applicationId])
}

/** Told late, twenty times, or never. */
async function told({ gateways }: World, office: Office): Promise<void> {
  const ways = [
    { issueDelayMs: LATE_MS, delayNoticesMs: LATE_MS },
    { duplicateNotices: COPIES },
    { dropNotices: true },
  ]
  for (const way of ways) {
    await gateways.setFaults('nuonuo', way)
    await office.expectIssuedOnce([await office.approved()])
    await gateways.setFaults('nuonuo', { ...UNTROUBLED, ...NOTICES })
  }
}

/** Anybody may say that an invoice was issued; the channel is asked, and says that it failed. */
async function falselyTold({ gateways, instance, shop }: World, office: Office): Promise<void> {
  await gateways.setFaults('nuonuo', { issueFails: true, dropNotices: true })
  const applicationId = await office.approved()
  const orderno = await office.requestNoOf(applicationId)
  const content = { c_status: '1', c_orderno: orderno, allElectronicInvoiceNumber: '20880000000000000000' }
  const forged = new URLSearchParams({
    operater: 'callback',
    orderno,
    content: JSON.stringify(content),
  }).toString()
  const bodies = [...Array<string>(COPIES).fill(forged), '', '{}', 'orderno=NOBODY', 'x'.repeat(400_000)]
  const call = (body: string) => fetch(`${instance.url}/api/invoices/nuonuo/notify`, { method: 'POST', body })
  const answers = await Promise.all(bodies.map(call))
  expectEqual('answers', new Set(answers.map(({ status }) => status)), new Set([200]))
  await until('the failure', async () => {
    await office.askAgainNow()
    return (await office.stateOf(applicationId)).status === 'issue-failed'
  })
  const { invoices, number, mails } = await office.stateOf(applicationId)
  expectEqual('believed', { invoices, number, mails }, { invoices: 0, number: null, mails: 0 })
  await gateways.setFaults('nuonuo', { ...UNTROUBLED, ...NOTICES })
  const rows = await shop.sql`select from invoices where number = '20880000000000000000'`
  expectEqual('invoices of the forged number', rows.length, 0)
}
