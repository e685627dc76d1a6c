import { isDeepStrictEqual } from 'node:util'
import type { Chance } from './chance'
import type { Gateways } from './gateways'
import type { Instance } from './instance'
import type { MailProvider } from './mail-provider'
import type { Effect } from './records'
import type { Shop } from './shop'
import { until } from './until'

/** What a fault finds: the running product, its neighbours and a customer. */
export type World = {
  instance: Instance
  gateways: Gateways
  mail: MailProvider
  shop: Shop
  /** The same choices for the same seed. */
  chance: Chance
  /** How many orders a crowd makes. */
  orders: number
  /** How many operations the race on what may be invoiced takes. */
  operations: number
}

/** One line of the list of faults that the product survives. Throws where it did not. */
export type Fault = { title: string; run(world: World): Promise<void> }

export function expectEqual<T>(what: string, found: T, expected: T): void {
  if (isDeepStrictEqual(found, expected)) return
  throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`)
}

/** Waits until the order is where it must end, mail included, and holds its whole effect against what is expected. */
export async function expectEffect(shop: Shop, orderId: string, expected: Effect): Promise<void> {
  let found = await shop.effect(orderId)
  const arrived = async () => {
    found = await shop.effect(orderId)
    return isDeepStrictEqual(found, expected)
  }
  await until('', arrived).catch(() => expectEqual(`effect on ${orderId}`, found, expected))
}
