import { getTranslations } from 'next-intl/server'
import { MoneyExplanation } from '@/components/billing/money-explanation'
import { MoneyText } from '@/components/billing/money-text'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FactsList } from '@/components/ui/facts-list'
import type { QuotaTotal } from '@/lib/billing/invoice/quota.queries'
import { formatMoney } from '@/lib/web/format'
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
          <WhyNotMore total={total} />
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

/** Why no more than this: what was paid, and where each yuan of it is. */
async function WhyNotMore({ total: { freeFen, parts } }: { total: QuotaTotal }) {
  const text = await getTranslations('invoices.whyNotMore')
  if (freeFen === parts.paidFen) return null
  const lines = [
    ['refunded', parts.refundedFen, 6],
    ['invoiced', parts.invoicedFen, 1],
    ['reserved', parts.reservedFen, 2],
    ['held', parts.heldFen, 3],
    ['deficit', parts.deficitFen, 4],
  ] as const
  return (
    <details className="mt-2">
      <summary className="link text-12">{text('title')}</summary>
      <div className="mt-3 rounded-lg bg-sunken p-3">
        <MoneyExplanation
          name={text('name', { invoiceable: formatMoney(freeFen), paid: formatMoney(parts.paidFen) })}
          from={{ label: text('paid'), amount: parts.paidFen }}
          parts={lines.map(([part, amount, colour]) => ({
            label: text(part),
            why: text(`${part}Why`),
            amount,
            colour,
          }))}
          result={{ label: text('invoiceable'), amount: freeFen }}
        />
      </div>
    </details>
  )
}
