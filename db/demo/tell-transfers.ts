import { formatYuan, parseYuan } from '@/lib/kernel/money'
import type { Catalog } from './catalog'
import { diceOf } from './dice'
import type { Cast, DemoAccount } from './people'
import { planTopUps, planTransfers } from './plan-transfers'
import type { Teller } from './story'
import { tellTopUp } from './tell-top-up'
import { tellTransfer } from './tell-transfer'

/** Chance of its own, so that the other stories stay as they are however many of these there are. */
const SEED = 20_260_402

/** Tells the bank transfers and the top-ups of the demo. */
export async function tellTransfers(
  teller: Teller,
  { cast, catalog, now }: { cast: Cast; catalog: Catalog; now: Date },
): Promise<void> {
  const { wallet } = teller.policy
  const own = { ...teller, dice: diceOf(SEED) }
  const accountOf = (key: string): DemoAccount => {
    const account = cast.accounts.get(key)
    if (!account) throw new Error(`the demo knows no account ${key}`)
    return account
  }
  for (const plan of planTransfers(now, wallet)) {
    const ordered =
      plan.what === 'balance'
        ? { yuan: formatYuan(parseYuan(String(plan.quantity))) }
        : { product: catalog[plan.what], thousands: plan.quantity }
    await tellTransfer(own, plan, accountOf(plan.key), ordered)
  }
  if (wallet) for (const plan of planTopUps(now)) tellTopUp(own, plan, accountOf(plan.key))
}
