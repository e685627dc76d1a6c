import type { OwnerTx } from '@/db/owner'
import { prices, products, quantityChoices, sellers } from '@/db/schema/catalog'
import { FOUNDED_AT } from '@/db/seed-base'
import { startOfDay, type Day } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { parseYuan, type Money } from '@/lib/kernel/money'

export type DemoProduct = {
  code: 'auth' | 'sms'
  nameEn: string
  nameZh: string
  unitZh: string
  validityYears: number
  priceAt(moment: Date): Money
}

const rate = '0.06'
const choices = [100, 200, 500, 1000]
const packageLimits = {
  kind: 'package',
  section: 'own',
  maxThousands: 100_000,
  taxRate: rate,
  unitEn: '',
} as const

/** What a card is called and worth in the demo. */
export const DEMO_CARD = {
  code: 'card-1000',
  nameEn: 'Stored-value card',
  nameZh: '储值卡',
  unitZh: '张',
  faceFen: parseYuan('1000.00'),
} as const

export type Catalog = { auth: DemoProduct; sms: DemoProduct; dbMakerId: string }

/** What is sold. Authentication cost a little more until `cheaperFrom`, so that old orders show the price of their day. */
export async function plantCatalog(tx: OwnerTx, cheaperFrom: Day): Promise<Catalog> {
  const sellerId = await plantSeller(tx, 'platform', 'Billing Cloud', '云账科技')
  const dbMakerId = await plantSeller(tx, 'dbmaker', 'DB Maker', 'DB Maker 数据库')
  const cheaperAt = startOfDay(cheaperFrom)
  const auth = {
    code: 'auth',
    nameEn: 'Authentication',
    nameZh: '认证服务',
    unitZh: '次',
    validityYears: 3,
  } as const
  const sms = { code: 'sms', nameEn: 'SMS', nameZh: '短信', unitZh: '条', validityYears: 1 } as const
  const { faceFen, ...card } = DEMO_CARD
  await tx.insert(products).values([
    {
      ...packageLimits,
      ...auth,
      sellerId,
      family: 'authentication',
      discountAboveThousands: 500,
      position: 1,
    },
    { ...packageLimits, ...sms, sellerId, family: 'sms', position: 2 },
    {
      ...card,
      sellerId,
      kind: 'card',
      section: 'own',
      family: 'cards',
      unitEn: '',
      maxThousands: 100,
      position: 9,
    },
  ])
  const formerFen = parseYuan('52.00')
  const authFen = parseYuan('50.00')
  const smsFen = parseYuan('42.00')
  await tx.insert(prices).values([
    { productCode: 'auth', effectiveAt: FOUNDED_AT, unitPriceFen: formerFen },
    { productCode: 'auth', effectiveAt: cheaperAt, unitPriceFen: authFen },
    { productCode: 'sms', effectiveAt: FOUNDED_AT, unitPriceFen: smsFen },
    { productCode: card.code, effectiveAt: FOUNDED_AT, unitPriceFen: faceFen },
  ])
  await tx
    .insert(quantityChoices)
    .values(
      ['auth', 'sms'].flatMap((productCode) => choices.map((thousands) => ({ productCode, thousands }))),
    )
  return {
    auth: { ...auth, priceAt: (moment) => (moment < cheaperAt ? formerFen : authFen) },
    sms: { ...sms, priceAt: () => smsFen },
    dbMakerId,
  }
}

async function plantSeller(tx: OwnerTx, code: string, nameEn: string, nameZh: string): Promise<string> {
  const [row] = await tx
    .insert(sellers)
    .values({ id: newId(), code, nameEn, nameZh, isPlatform: code === 'platform' })
    .onConflictDoUpdate({ target: sellers.code, set: { nameEn, nameZh } })
    .returning({ id: sellers.id })
  if (!row) throw new Error(`the seller ${code} was not written`)
  return row.id
}
