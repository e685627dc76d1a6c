import { Tabs } from '@/components/ui/tabs'
import { getTranslations } from '@/lib/web/translations'

export type QueueTab = 'queue' | 'all' | 'shipping' | 'workbooks' | 'workingDays'

const addresses: Readonly<Record<QueueTab, string>> = {
  queue: '/admin/invoices',
  all: '/admin/invoices?tab=all',
  shipping: '/admin/invoices/shipping',
  workbooks: '/admin/invoices/workbooks',
  workingDays: '/admin/invoices/working-days',
}

/** The parts of Invoice applications. */
export async function QueueTabs({ current }: { current: QueueTab }) {
  const [admin, text] = await Promise.all([getTranslations('admin'), getTranslations('admin.invoice')])
  const tabs = (Object.keys(addresses) as QueueTab[]).map((tab) => ({
    href: addresses[tab],
    label: text(tab),
    current: tab === current,
  }))
  return <Tabs label={admin('invoices')} tabs={tabs} />
}
