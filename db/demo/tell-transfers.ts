import { addSeconds } from '@/lib/kernel/calendar'
import { formatYuan, parseYuan } from '@/lib/kernel/money'
import type { Catalog } from './catalog'
import { diceOf } from './dice'
import type { Cast, DemoAccount } from './people'
import { planPrepaid, planTransfers } from './plan-transfers'
import { placeByHand } from './place-story'
import type { Teller } from './story'
import { tellPrepaid } from './tell-prepaid'
import { tellTransfer } from './tell-transfer'

/** Chance of its own, so that the other stories stay as they are however many of these there are. */
const SEED = 20_260_402

/** Tells the bank transfers of the demo, its top-ups and its cards. */
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
  if (!wallet) return
  for (const plan of planPrepaid(now)) tellPrepaid(own, plan, accountOf(plan.key))
  // One that still waits to be paid.
  placeByHand(own, accountOf('acme'), { cards: 3 }, addSeconds(now, -3_400))
}
