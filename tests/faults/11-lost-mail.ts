import { expectEffect, expectEqual, type Fault, type World } from './fault'
import { CHANNELS } from './gateways'
import type { MailTrouble } from './mail-provider'
import { Office } from './office'
import { PAID_ONCE } from './records'
import { until } from './until'

const ORDERS = 8
/** So many of them have an invoice issued meanwhile. */
const INVOICES = 2
/** The queue waits e, e², e³ … seconds between tries: the eighth comes before the first hour and a quarter is over. */
const HOUR: readonly ('gone' | MailTrouble)[] = [
  'gone',
  'refuses',
  'limits',
  'nonsense',
  'silent',
  'gone',
  'refuses',
  'limits',
]

/** Payments do not wait for mail, and mail waits for its provider. */
export const lostMail: Fault = {
  title: 'mail provider down for an hour: every mail arrives once',
  async run(world) {
    const { gateways, instance, mail, shop } = world
    await mail.close()
    const orderIds: string[] = []
    for (let number = 1; number <= ORDERS; number++) {
      const attempt = await shop.start(await shop.order(), CHANNELS[number % 2] ?? 'alipay')
      await gateways.pay(attempt)
      orderIds.push(attempt.orderId)
    }
    for (const orderId of orderIds) await expectEffect(shop, orderId, { ...PAID_ONCE, mails: 0 })
    const applications = await issueSome(world, orderIds.slice(0, INVOICES))
    for (const [index, trouble] of HOUR.entries()) await tryOnce(world, index + 1, trouble)
    for (const orderId of orderIds) await expectEffect(shop, orderId, { ...PAID_ONCE, mails: 0 })
    process.kill(instance.processOf('web'), 'SIGKILL')
    await up(world, null)
    await instance.untilHealthy()
    await shop.tryJobsNow()
    for (const orderId of orderIds) await expectEffect(shop, orderId, PAID_ONCE)
    const arrived = orderIds.filter((orderId) => mail.taken.has(`order-paid:${orderId}`))
    expectEqual('mails that arrived', arrived.length, ORDERS)
    await applications.office.expectIssuedOnce(applications.ids)
    const invoices = [...mail.taken.keys()].filter((key) => key.startsWith('invoice-issued:'))
    expectEqual('mails of invoices', invoices.length, INVOICES)
    expectEqual('mails in all', mail.taken.size, ORDERS + INVOICES)
  },
}

/** Issuing does not wait for mail either. */
async function issueSome(world: World, orderIds: readonly string[]) {
  const office = new Office(world)
  const ids: string[] = []
  for (const orderId of orderIds) {
    const applicationId = await office.applyFor(orderId)
    await office.approve(applicationId)
    await until('an issued invoice', async () => (await office.stateOf(applicationId)).status === 'issued')
    expectEqual('mails of it', (await office.stateOf(applicationId)).mails, 0)
    ids.push(applicationId)
  }
  return { office, ids }
}

/** One try of every mail, in vain. The queue's pause before it is left out. */
async function tryOnce(world: World, time: number, trouble: 'gone' | MailTrouble): Promise<void> {
  if (trouble === 'gone') await world.mail.close()
  else await up(world, trouble)
  await until(`${time} tries of each mail`, async () => {
    const least = await world.shop.fewestTries()
    if (least < time) await world.shop.tryJobsNow()
    return least >= time
  })
}

async function up({ mail }: World, trouble: MailTrouble | null): Promise<void> {
  mail.trouble = trouble
  await mail.close()
  await mail.open()
}
