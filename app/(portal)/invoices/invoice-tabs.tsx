import { getTranslations } from 'next-intl/server'
import { Tabs } from '@/components/ui/tabs'

export type InvoiceTab = 'requested' | 'information' | 'addresses'

const addresses: Readonly<Record<InvoiceTab, string>> = {
  requested: '/invoices',
  information: '/invoices/information',
  addresses: '/invoices/addresses',
}

/** The three parts of Invoice Management. */
export async function InvoiceTabs({ current }: { current: InvoiceTab }) {
  const text = await getTranslations('invoices')
  const tabs = (Object.keys(addresses) as InvoiceTab[]).map((tab) => ({
    href: addresses[tab],
    label: text(`tabs.${tab}`),
    current: tab === current,
  }))
  return <Tabs tabs={tabs} label={text('title')} />
}
