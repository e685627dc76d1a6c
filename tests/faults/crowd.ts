import { setTimeout } from 'node:timers/promises'
import { newId } from '@/lib/kernel/id'
import type { Chance } from './chance'
import type { World } from './fault'
import { Finance } from './finance'
import { CHANNELS, type Channel, type Payable } from './gateways'
import type { Begun, Shopper } from './shopper'
import { Away, patiently } from './until'

const AT_ONCE = 8
const MOST_TRIES = 30

export type CrowdOptions = {
  orders: number
  /** The servers they come by; each step takes any of them. */
  doors: readonly Shopper[]
}

/** Many customers who order and pay, change their minds, pay twice, cancel or leave. Gives the orders' ids. */
export async function sendCrowd(world: World, { orders, doors }: CrowdOptions): Promise<string[]> {
  const orderIds: string[] = []
  let failed = false
  const bank = new Bank(new Finance(world.shop))
  const one = async () => {
    while (orderIds.length < orders && !failed) {
      const orderId = newId()
      const number = orderIds.push(orderId)
      const customer = new Customer(world, doors, world.chance.ofItsOwn(number), orderId, bank)
      await customer.come().catch((error: unknown) => {
        failed = true
        throw error
      })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  return orderIds
}

type AtGateway = Begun & { channel: Channel }

/** An account may upload sixty files a day. */
const MOST_TRANSFERS = 50

class Bank {
  private taken = 0

  constructor(readonly finance: Finance) {}

  take(): boolean {
    return ++this.taken <= MOST_TRANSFERS
  }
}

/** Tries each step again while the product is away, as people do; what became of it, the gateways know. */
class Customer {
  private readonly channel: Channel

  constructor(
    private readonly world: World,
    private readonly doors: readonly Shopper[],
    private readonly chance: Chance,
    private readonly orderId: string,
    private readonly bank: Bank,
  ) {
    this.channel = chance.pick(CHANNELS)
  }

  async come(): Promise<void> {
    const quantity = this.chance.between(1, 5)
    await this.step((door) => door.order(this.orderId, quantity))
    const story = this.chance.between(1, 100)
    if (story <= 70) await this.payOnce()
    else if (story <= 80) await this.changeMind()
    else if (story <= 86) await this.payTwice()
    else if (story <= 92) await this.cancel()
    else if (story <= 96 && this.bank.take()) await this.transfer()
    else await this.begin(this.channel)
  }

  private async payOnce(): Promise<void> {
    await this.settle(await this.begin(this.channel))
  }

  private async changeMind(): Promise<void> {
    await this.begin(this.channel)
    await this.settle(await this.begin(other(this.channel)))
  }

  /** The first one was under way when it was closed. */
  private async payTwice(): Promise<void> {
    const former = await this.begin(this.channel)
    const latter = await this.begin(other(this.channel))
    await Promise.all([this.settle(former, true), this.settle(latter)])
  }

  private async cancel(): Promise<void> {
    const begun = await this.begin(this.channel)
    const paysAllTheSame = this.chance.happens(0.5)
    await Promise.all([
      this.step((door) => door.cancel(this.orderId)),
      paysAllTheSame ? this.settle(begun, true) : null,
    ])
  }

  /** By bank; some pay at a gateway as well while finance is still looking, and what is then too much is their own. */
  private async transfer(): Promise<void> {
    const begun = this.chance.happens(0.4) ? await this.begin(this.channel) : null
    const attemptId = newId()
    await this.step((door) => door.pay(this.orderId, 'corporate', attemptId))
    const { finance } = this.bank
    const transferId = await finance.claim(this.orderId)
    if (transferId === null) return this.settle(begun, true)
    await Promise.all([this.settle(begun, true), finance.confirm(this.orderId, transferId)])
  }

  /** Null where the order can no longer be paid. */
  private async begin(channel: Channel): Promise<AtGateway | null> {
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const attemptId = newId()
      const begun = await this.step((door) => door.pay(this.orderId, channel, attemptId))
      if (begun) return { ...begun, channel }
      // The gateway was not heard in time, say. An order that can no longer be paid says so.
      const { status } = await this.step((door) => door.look(this.orderId))
      if (status !== 'pending-payment') return null
      await setTimeout(200)
    }
    throw new Error(`${this.orderId} cannot be paid by ${channel}`)
  }

  /** Whether the gateway took it: what is closed already is paid by force only. */
  private async settle(begun: AtGateway | null, force = false): Promise<void> {
    if (!begun) return
    const { channel, url } = begun
    const outTradeNo = await patiently(() => this.numberOf(begun.attemptId))
    const payable: Payable = { channel, outTradeNo, url: url ?? '' }
    await this.world.gateways.pay(payable, force).catch((error: unknown) => {
      if (force || !String(error).includes('409')) throw error
    })
  }

  /** The database may be the one that is away. */
  private async numberOf(attemptId: string): Promise<string> {
    return this.world.shop.numberOf(attemptId).catch((error: unknown) => {
      throw new Away('the attempt cannot be looked up', { cause: error })
    })
  }

  private step<T>(work: (door: Shopper) => Promise<T>): Promise<T> {
    return patiently(() => work(this.chance.pick(this.doors)))
  }
}

function other(channel: Channel): Channel {
  return channel === 'wechatpay' ? 'alipay' : 'wechatpay'
}
