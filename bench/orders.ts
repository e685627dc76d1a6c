import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { verifyBooks } from '@/lib/billing/settlement/verify-books.job'
import { newId } from '@/lib/kernel/id'
import { atEnd } from './at-end'
import { endProcess } from './bare'
import { openBenchDatabase, type BenchDatabase } from './database'
import { figureOf, takeTurns, type Contestant, type Measured } from './figure'
import { findForm, postForm, type PageForm } from './form-post'
import { watchRss } from './memory'
import { startProduct } from './product'
import { signIn } from './session'

const AT_ONCE = 8
const ROUNDS = 7
/** About so long a round lasts, however fast the machine. */
const ROUND_SECONDS = 4
const FIRST_ROUND = 64
/**
 * A newly started Next server takes so many orders to become as fast as it stays: its first 600 cost it 16 to 24 ms of
 * processor time each, those after 1,200 from 11 to 14 ms.
 */
const WARM_UP = 1_600
/** Each look is a question to the database that is measured: as seldom as one order a look allows. */
const LOOK_MS = 20
const PATIENCE_MS = 60_000

/** Lets all eight begin one order after the other, and says how many a second; the number follows the speed. */
function contestant(order: (buyer: number) => Promise<void>): Contestant {
  let count = FIRST_ROUND
  return {
    async once() {
      let left = count
      const start = performance.now()
      const work = async (_: unknown, buyer: number) => {
        while (left-- > 0) await order(buyer)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
      const rate = count / ((performance.now() - start) / 1000)
      count = Math.max(FIRST_ROUND, Math.round(rate * ROUND_SECONDS))
      return rate
    },
  }
}

/** Eight buyers of different accounts, each with a browser's session and the two forms of the way to an order. */
type Buyer = { cookie: string; recharge: PageForm; pay: PageForm }

async function openBuyer(bench: BenchDatabase, url: string, accountId: string): Promise<Buyer> {
  const cookie = await signIn(bench.owner, accountId)
  const recharge = await findForm(`${url}/resources/authentication/recharge`, cookie, 'productCode')
  const place = { choice: '100', quantity: '', agreed: 'on' }
  const pay = await findForm(`${url}${await postForm(recharge, cookie, place)}`, cookie, 'attempt-wechatpay')
  return { cookie, recharge, pay }
}

async function placeAndPay(
  bench: BenchDatabase,
  url: string,
  simulatorUrl: string,
  buyer: Buyer,
): Promise<string> {
  const orderId = newId()
  const { cookie, recharge, pay } = buyer
  const payUrl = `${url}${await postForm(recharge, cookie, { orderId, choice: '100', quantity: '', agreed: 'on' })}`
  const attempt = { orderId, channel: 'wechatpay', 'attempt-wechatpay': newId() }
  await postForm({ ...pay, url: payUrl }, cookie, attempt)
  const [payment] = await bench.owner<{ outTradeNo: string }[]>`
    select out_trade_no as "outTradeNo" from payments where order_id = ${orderId}`
  const body = JSON.stringify({ channel: 'wechatpay', outTradeNo: payment?.outTradeNo })
  const paid = await fetch(`${simulatorUrl}/control/pay`, { method: 'POST', body })
  if (!paid.ok) throw new Error(`paying: ${paid.status} ${await paid.text()}`)
  return orderId
}

/** Resolves once an order is paid; one look at the database for all who wait. */
function watchPaid({ owner }: BenchDatabase) {
  const waiting = new Map<string, () => void>()
  let looking = false
  const look = async () => {
    looking = true
    for (const start = performance.now(); waiting.size > 0; await setTimeout(LOOK_MS)) {
      const ids = [...waiting.keys()]
      const paid = await owner<
        { id: string }[]
      >`select id from orders where id = any(${ids}) and status = 'paid'`
      for (const { id } of paid) {
        waiting.get(id)?.()
        waiting.delete(id)
      }
      if (performance.now() - start > PATIENCE_MS && paid.length === 0)
        throw new Error(`not paid: ${ids.join(' ')}`)
    }
    looking = false
  }
  return (orderId: string) =>
    new Promise<void>((resolve, reject) => {
      waiting.set(orderId, resolve)
      if (!looking) look().catch(reject)
    })
}

/** The limit, in a process of its own; resolves to what orders there once. */
async function startBare({ ownerUrl }: BenchDatabase): Promise<() => Promise<void>> {
  const file = join(process.cwd(), 'bench', 'bare-orders-server.mjs')
  const env = { ...process.env, BARE_DATABASE_URL: ownerUrl }
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  atEnd(() => endProcess(child))
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string]
  return async () => {
    const body = JSON.stringify({ id: newId(), amountFen: '500000' })
    for (const step of ['order', 'pay', 'notice']) {
      const answer = await fetch(`${url}/${step}`, { method: 'POST', body })
      if (!answer.ok) throw new Error(`the bare server answered ${answer.status}`)
    }
  }
}

/** Orders a second from the form to paid, over HTTP, for eight buyers at once, with real signatures on both sides. */
export async function measureOrders(name: string): Promise<Measured> {
  const bench = await openBenchDatabase()
  const { url, pid, simulatorUrl } = await startProduct(bench, { simulators: true })
  const orderBare = await startBare(bench)
  const accounts = bench.accounts.slice(0, AT_ONCE)
  const buyers = await Promise.all(accounts.map((account) => openBuyer(bench, url, account)))
  const untilPaid = watchPaid(bench)
  const order = async (position: number) => {
    const buyer = buyers[position]
    if (buyer) await untilPaid(await placeAndPay(bench, url, simulatorUrl ?? '', buyer))
  }

  const endRss = watchRss(pid)
  const warmUp = async (_: unknown, position: number) => {
    for (let number = 0; number < WARM_UP / AT_ONCE; number++) await order(position)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, warmUp))
  const [values = [], limits = []] = await takeTurns([contestant(order), contestant(orderBare)], ROUNDS)
  const { differences } = await verifyBooks()
  if (differences.length > 0) throw new Error(`the books do not balance: ${JSON.stringify(differences[0])}`)
  return {
    figure: figureOf({
      name,
      unit: 'orders/s',
      limitWhat: 'a bare node:http server with the same signatures and two rows an order',
      values,
      limits,
      peakRssMb: endRss(),
    }),
    lines: [
      `${AT_ONCE} buyers at once, ${ROUNDS} rounds: form posted, payment started, paid at the gateway, notice, order paid`,
      'the books balance',
    ],
  }
}
