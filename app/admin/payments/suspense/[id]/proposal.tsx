import { orderWords } from '@/app/(portal)/orders/order-words'
import { MoneyText } from '@/components/billing/money-text'
import { StatusBadge } from '@/components/billing/status-badge'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { outstandingOf } from '@/lib/billing/order/order.rules'
import type { ProposedOrder, SuspenseView } from '@/lib/billing/payment/suspense.queries'
import { assignmentOf } from '@/lib/billing/payment/suspense.rules'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

/** The order that somebody proposes the money for, beside what came, and what agreeing would do. */
export async function Proposal({ entry, proposed }: { entry: SuspenseView; proposed: ProposedOrder }) {
  const [text, status, words] = await Promise.all([
    getTranslations('admin.suspense'),
    getTranslations('words.orderStatus'),
    orderWords(),
  ])
  const facts: (Fact | null)[] = [
    {
      label: text('order'),
      value: (
        <span className="flex flex-wrap items-center gap-2">
          <a className="link" href={`/admin/orders/${proposed.id}`}>
            {proposed.number}
          </a>
          <StatusBadge of="order" status={proposed.status}>
            {status(proposed.status)}
          </StatusBadge>
        </span>
      ),
    },
    { label: text('account'), value: proposed.accountName },
    { label: text('orderAmount'), value: <MoneyText amount={proposed.amountFen} /> },
    proposed.heldFen > 0n ? { label: text('held'), value: <MoneyText amount={proposed.heldFen} /> } : null,
    entry.status === 'assigning'
      ? {
          label: text('due'),
          value: <MoneyText amount={outstandingOf(proposed)} />,
          note: effect(entry.amountFen, proposed, text),
          strong: true,
        }
      : null,
    {
      label: text('proposedBy'),
      value: [entry.proposedByName, entry.proposedAt && words.moment(entry.proposedAt)]
        .filter(Boolean)
        .join(' · '),
    },
    entry.assignReason
      ? {
          label: text('why.assign'),
          value: <span className="whitespace-pre-line">{entry.assignReason}</span>,
        }
      : null,
  ]
  return <FactsList ruled align="left" facts={facts.filter((fact) => fact !== null)} />
}

type Text = (key: 'paysAll' | 'paysPart' | 'paysMore', values: { amount: string }) => string

function effect(amountFen: bigint, order: ProposedOrder, text: Text): string {
  const { settles, usedFen, excessFen } = assignmentOf(amountFen, order)
  if (!settles) return text('paysPart', { amount: formatMoney(usedFen) })
  return excessFen > 0n
    ? text('paysMore', { amount: formatMoney(excessFen) })
    : text('paysAll', { amount: formatMoney(usedFen) })
}
