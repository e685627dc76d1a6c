import { getTranslations } from 'next-intl/server'
import { MoneyText } from '@/components/billing/money-text'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FactsList } from '@/components/ui/facts-list'
import type { QuotaTotal } from '@/lib/billing/invoice/quota.queries'
import { invoiceWords } from './invoice-words'

/** **Total expenses** and **Invoiceable amount** of each section and seller, with the way to apply for it. */
export async function QuotaCards({ totals, apply }: { totals: readonly QuotaTotal[]; apply: string | null }) {
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  return (
    <div className="mb-7 grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {totals.map((total) => (
        <Card
          key={`${total.section}:${total.sellerId}`}
          title={`${text(`section.${total.section}`)} · ${words.sellerText(total)}`}
        >
          <FactsList
            facts={[
              { label: text('totalExpenses'), value: <MoneyText amount={total.totalFen} /> },
              { label: text('invoiceable'), value: <MoneyText amount={total.freeFen} />, strong: true },
            ]}
          />
          {apply && total.freeFen > 0n ? (
            <div className="mt-3">
              <ButtonLink href={`${apply}?seller=${total.sellerId}&section=${total.section}`} block>
                {text('requestNow')}
              </ButtonLink>
            </div>
          ) : null}
        </Card>
      ))}
    </div>
  )
}
