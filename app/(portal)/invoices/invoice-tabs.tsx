import { Tabs } from '@/components/ui/tabs'
import type { MemberActor } from '@/lib/auth/actor'
import { memberMay } from '@/lib/auth/permissions'
import { getTranslations } from '@/lib/web/translations'
import { invoiceStanding } from './find-policy'
import { QuotaTable } from './quota-table'

/** Where the wizard begins. */
export const APPLY = '/invoices/apply'

export type InvoiceTab = 'requested' | 'information' | 'addresses'

const addresses: Readonly<Record<InvoiceTab, string>> = {
  requested: '/invoices',
  information: '/invoices/information',
  addresses: '/invoices/addresses',
}

/** Whether somebody may begin an application at this moment. */
export async function mayApply(actor: MemberActor): Promise<boolean> {
  return memberMay(actor.role, 'invoices.write') && (await invoiceStanding(actor)).ready
}

/** What can be invoiced, and the three parts of Invoice Management with how much each holds. */
export async function InvoiceTabs({ actor, current }: { actor: MemberActor; current: InvoiceTab }) {
  const [text, { totals, counts }, applies] = await Promise.all([
    getTranslations('invoices'),
    invoiceStanding(actor),
    mayApply(actor),
  ])
  const tabs = (Object.keys(addresses) as InvoiceTab[]).map((tab) => ({
    href: addresses[tab],
    label: text(`tabs.${tab}`),
    current: tab === current,
    count: counts[tab] > 1000 ? '1,000+' : counts[tab],
  }))
  return (
    <>
      <QuotaTable totals={totals} apply={applies ? APPLY : null} />
      <Tabs tabs={tabs} label={text('title')} />
    </>
  )
}
