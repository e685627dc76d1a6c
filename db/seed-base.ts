import 'server-only'
import { eq } from 'drizzle-orm'
import { contradictions, presets } from '@/lib/billing/policy/policy.rules'
import { PRIVACY_AGREEMENT, TOP_UP_PRODUCT } from '@/lib/billing/catalog/catalog.rules'
import { env } from '@/lib/env'
import { parseDay, startOfDay, type Day } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { announcedDays } from './announced-days'
import { asOwner, type OwnerTx } from './owner'
import { calendarDays } from './schema/calendar'
import { agreements, products, sellers } from './schema/catalog'
import { policies } from './schema/policy'

/** Before anything that this product could be asked to bill. */
const FOUNDED = parseDay('2020-01-01') as Day
export const FOUNDED_AT = startOfDay(FOUNDED)

const bodyEn = `What this is about
When you order resources we process the name, address and account of your company, the person who orders, and what is ordered, paid and used.

What it is used for
To provide the resources, to take payments, to issue invoices, and to answer you. It is kept as long as tax law asks for, and no longer.

Who receives it
The payment channel you choose learns the order number and the amount. For invoices the tax authority learns what stands on them. Nobody else does.

Your rights
An owner of the account may see, correct and export what is kept, and may have deleted what no law obliges us to keep. Business support answers such requests.`

const bodyZh = `处理哪些信息
订购资源时，我们会处理企业的名称、地址与账户信息，下单人的信息，以及订购、支付和使用的内容。

用于什么
用于提供资源、收取款项、开具发票和答复咨询。信息按税法要求的期限保存，期满即删除。

提供给谁
所选的支付渠道会得知订单号与金额；开具发票时，税务机关会得知票面内容。除此之外不提供给任何人。

你的权利
账户的所有者可以查阅、更正和导出所保存的信息；法律未要求保留的，可以要求删除。请向商务支持提出。`

/**
 * What no database can do without: the first policy, from POLICY_PRESET, the platform as a seller, the balance top-up,
 * and the agreement of every order. Leaves alone what is there already.
 */
export async function seedBase(): Promise<void> {
  await asOwner(plantBase)
}

export async function plantBase(tx: OwnerTx): Promise<void> {
  const policy = presets[env.POLICY_PRESET]
  const broken = contradictions(policy)
  if (broken.length > 0)
    throw new Error(`the preset ${policy.preset} contradicts itself: ${broken.join(', ')}`)
  await tx
    .insert(policies)
    .values({ version: 1, effectiveAt: FOUNDED_AT, preset: policy.preset, body: policy })
    .onConflictDoNothing()
  await tx
    .insert(sellers)
    .values({ id: newId(), code: 'platform', nameEn: 'Platform', nameZh: '平台', isPlatform: true })
    .onConflictDoNothing()
  const [platform] = await tx.select({ id: sellers.id }).from(sellers).where(eq(sellers.code, 'platform'))
  if (!platform) throw new Error('the platform is not among the sellers')
  await tx
    .insert(products)
    .values({
      code: TOP_UP_PRODUCT,
      kind: 'top-up',
      family: 'balance',
      section: 'own',
      sellerId: platform.id,
      nameEn: 'Balance top-up',
      nameZh: '余额充值',
      unitEn: '',
      unitZh: '',
      position: 0,
    })
    .onConflictDoNothing()
  const announced = announcedDays()
  const days = [
    ...[...announced.holidays].map((day) => ({ day, kind: 'holiday' as const, source: 'State Council' })),
    ...[...announced.makeUpDays].map((day) => ({ day, kind: 'make-up' as const, source: 'State Council' })),
  ]
  await tx.insert(calendarDays).values(days).onConflictDoNothing()
  await tx
    .insert(agreements)
    .values({
      code: PRIVACY_AGREEMENT,
      version: 1,
      effectiveOn: FOUNDED,
      titleEn: 'Privacy Agreement',
      titleZh: '隐私协议',
      bodyEn,
      bodyZh,
    })
    .onConflictDoNothing()
}
