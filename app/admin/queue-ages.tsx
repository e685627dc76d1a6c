import { orderWords } from '@/app/(portal)/orders/order-words'
import { QueueBars } from '@/components/chart/queue-bars'
import type { StaffActor } from '@/lib/auth/actor'
import { staffMay } from '@/lib/auth/permissions'
import { countUnderReview } from '@/lib/billing/authentication/review.queries'
import { countApplicationQueue } from '@/lib/billing/invoice/application-queue.queries'
import type { PaymentFigures } from '@/lib/billing/payment/payment-figures.queries'
import { countRefundsAwaiting } from '@/lib/billing/payment/refund.queries'
import { countSuspenseAwaiting } from '@/lib/billing/payment/suspense.queries'
import { countOpenTransfers } from '@/lib/billing/transfer/transfer.queries'
import { getTranslations } from '@/lib/web/translations'

type QueueName = 'transfers' | 'invoices' | 'authentications' | 'refunds' | 'suspense' | 'notices'

const addresses: Record<QueueName, string> = {
  transfers: '/admin/transfers',
  invoices: '/admin/invoices',
  authentications: '/admin/authentications',
  refunds: '/admin/payments?tab=refunds',
  suspense: '/admin/payments?tab=suspense',
  notices: '/admin/payments?tab=notices&status=waiting',
}

export type Queue = { name: QueueName; count: number; overdue: number; oldestAt?: Date | null }

/** The queues that this person works off or watches; `figures` where payments may be read. */
export async function listQueues(actor: StaffActor, figures: PaymentFigures | null): Promise<Queue[]> {
  const queues: Promise<Queue>[] = []
  if (staffMay(actor, 'admin.transfers.read'))
    queues.push(countOpenTransfers(actor).then((queue) => ({ name: 'transfers', ...queue })))
  if (staffMay(actor, 'admin.invoices.read'))
    queues.push(countApplicationQueue(actor).then((queue) => ({ name: 'invoices', ...queue })))
  if (staffMay(actor, 'admin.authentications.read'))
    queues.push(countUnderReview(actor).then((queue) => ({ name: 'authentications', ...queue })))
  if (figures) {
    queues.push(
      countRefundsAwaiting(actor).then((queue) => ({ name: 'refunds', ...queue })),
      countSuspenseAwaiting(actor).then((queue) => ({ name: 'suspense', ...queue })),
      Promise.resolve({ name: 'notices', ...figures.waitingNotices }),
    )
  }
  return Promise.all(queues)
}

/** How long the queues are, and how much in each waits too long. */
export async function QueueAges({ queues }: { queues: readonly Queue[] }) {
  const [text, names, words] = await Promise.all([
    getTranslations('admin.overview'),
    getTranslations('admin.overview.queues'),
    orderWords(),
  ])
  return (
    <QueueBars
      title={text('queueAge')}
      note={text('queueAgeNote')}
      queues={queues.map(({ name, count, overdue, oldestAt }) => ({
        label: names(name),
        href: addresses[name],
        inTime: count - overdue,
        overdue,
        note: oldestAt ? text('queueOldest', { moment: words.tableMoment(oldestAt) }) : undefined,
      }))}
      labels={{
        showAsTable: text('showAsTable'),
        queue: text('queue'),
        inTime: text('inTime'),
        overdue: text('overdue'),
        overdueCount: (count) => text('overdueCount', { count }),
      }}
    />
  )
}
