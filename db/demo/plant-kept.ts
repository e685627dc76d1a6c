import { sql } from 'drizzle-orm'
import type { OwnerTx } from '@/db/owner'
import { sendingAddresses, titles } from '@/db/schema/invoice'
import type { InvoicePolicy } from '@/lib/billing/policy/policy.rules'
import { addSeconds } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'

const MONTH_SECONDS = 30 * 86_400

/** What the first account has kept for its applications: two titles and two addresses, one of each by default. */
export async function plantKept(tx: OwnerTx, now: Date, { kindChosenIn }: InvoicePolicy): Promise<void> {
  const [owner] = await tx.execute(sql`
    select m.account_id, m.user_id from members m join users u on u.id = m.user_id where u.email = 'owner@acme.example'`)
  const kept = (isDefault: boolean) => ({
    id: newId(),
    accountId: String(owner?.['account_id']),
    isDefault,
    createdBy: String(owner?.['user_id']),
    createdAt: addSeconds(now, isDefault ? -MONTH_SECONDS : -MONTH_SECONDS / 2),
  })
  const kind = kindChosenIn === 'information'
  await tx.insert(titles).values([
    {
      ...kept(true),
      kind: 'enterprise',
      invoiceKind: kind ? 'paper_special' : null,
      name: '杭州云杉科技有限公司',
      taxpayerId: '91330108MA2H1U8T1E',
      bankName: '招商银行杭州滨江支行',
      bankAccount: '571900123410901',
      registeredAddress: '杭州市滨江区网商路 599 号',
      registeredPhone: '057186661024',
    },
    { ...kept(false), kind: 'individual', invoiceKind: kind ? 'paper_general' : null, name: '陈思远' },
  ])
  const hangzhou = { provinceCode: '330000', cityCode: '330100' }
  await tx.insert(sendingAddresses).values([
    {
      ...kept(true),
      ...hangzhou,
      recipient: '陈思远',
      phone: '13805712046',
      email: 'finance@acme.example',
      districtCode: '330108',
      regionName: '浙江省 杭州市 滨江区',
      detail: '网商路 599 号 2 幢 1103 室',
    },
    {
      ...kept(false),
      ...hangzhou,
      recipient: '周雨桐',
      phone: '057186661025',
      email: 'owner@acme.example',
      districtCode: '330106',
      regionName: '浙江省 杭州市 西湖区',
      detail: '文三路 388 号 6 楼',
    },
  ])
}
