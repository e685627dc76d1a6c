import { orderWords } from '@/app/(portal)/orders/order-words'
import { Strip } from '@/components/ui/strip'
import type { PaymentFigures } from '@/lib/billing/payment/payment-figures.queries'
import { add } from '@/lib/kernel/money'
import { formatMoney, formatQuantity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

/** What staff want to know of payments at a glance, each figure leading to its list. */
export async function FigureStrip({ figures }: { figures: PaymentFigures }) {
  const [text, words] = await Promise.all([getTranslations('admin.overview'), orderWords()])
  const { today, paid, pendingOrders, suspended, waitingNotices } = figures
  const paidToday = paid.filter((row) => row.day === today)
  const payments = paidToday.reduce((sum, row) => sum + row.count, 0)
  return (
    <Strip
      figures={[
        {
          label: text('paidToday'),
          value: formatMoney(add(...paidToday.map((row) => row.amountFen))),
          note: text('payments', { count: payments }),
        },
        {
          label: text('pending'),
          value: (
            <Figure href="/admin/orders?status=pending-payment">{formatQuantity(pendingOrders.count)}</Figure>
          ),
          note: text('pendingNote', { amount: formatMoney(pendingOrders.amountFen) }),
        },
        {
          label: text('suspense'),
          value: <Figure href="/admin/payments?tab=suspense">{formatMoney(suspended.amountFen)}</Figure>,
          note: text('suspenseNote', { count: suspended.count }),
        },
        {
          label: text('notices'),
          value: (
            <Figure href="/admin/payments?tab=notices&status=waiting">
              {formatQuantity(waitingNotices.count)}
            </Figure>
          ),
          note: waitingNotices.oldestAt
            ? text('noticesOldest', { moment: words.tableMoment(waitingNotices.oldestAt) })
            : text('noticesNone'),
        },
      ]}
    />
  )
}

function Figure({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="underline-offset-4 hover:underline">
      {children}
    </a>
  )
}
