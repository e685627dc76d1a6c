import type { Metadata } from 'next'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { getPaymentFigures, type PaymentFigures } from '@/lib/billing/payment/payment-figures.queries'
import { listSuspenseQueue } from '@/lib/billing/payment/suspense.queries'
import { getTranslations } from '@/lib/web/translations'
import { FigureStrip } from './figure-strip'
import { DAYS, PaidByChannel, PaidByDay } from './paid-by-day'
import { suspenseColumns } from './payments/suspense-columns'
import { listQueues, QueueAges } from './queue-ages'

const RECENT = 5
const SUSPENSE = '/admin/payments?tab=suspense'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('dashboard') }
}

export default async function DashboardPage() {
  const actor = await requireStaff('admin.read')
  const figures = staffMay(actor, 'admin.payments.read') ? await getPaymentFigures(actor, DAYS) : null
  const [admin, labels, queues] = await Promise.all([
    getTranslations('admin'),
    listLabels(),
    listQueues(actor, figures),
  ])
  return (
    <>
      <PageHeader title={admin('dashboard')} labels={labels.header} />
      {figures ? <FigureStrip figures={figures} /> : null}
      {queues.length > 0 ? <QueueAges queues={queues} /> : null}
      {figures ? <Money actor={actor} figures={figures} /> : null}
      {figures || queues.length > 0 ? null : <Calm />}
    </>
  )
}

/** For whoever may read neither orders nor payments, and has no queue: no figure, and no hint of one. */
async function Calm() {
  const text = await getTranslations('admin.overview')
  return <EmptyState title={text('calmTitle')}>{text('calm')}</EmptyState>
}

async function Money({ actor, figures }: { actor: StaffActor; figures: PaymentFigures }) {
  const [suspense, text, labels, columns] = await Promise.all([
    listSuspenseQueue(actor),
    getTranslations('admin.overview'),
    listLabels(),
    suspenseColumns(),
  ])
  // The page of suspense has room for the others.
  const shown = columns.filter(({ key }) => key !== 'account' && key !== 'channel')
  return (
    <>
      <div className="mt-5 grid gap-5 xl:grid-cols-[minmax(0,1fr)_312px] xl:items-start">
        <PaidByDay figures={figures} />
        <PaidByChannel figures={figures} />
      </div>
      <Section
        title={text('oldest')}
        aside={
          <a className="link" href={SUSPENSE}>
            {text('allSuspense')}
          </a>
        }
      >
        <DataTable
          caption={text('oldest')}
          columns={shown}
          rows={suspense.slice(0, RECENT)}
          rowKey={(row) => row.id}
          empty={<EmptyState title={text('noSuspense')}>{text('noSuspenseText')}</EmptyState>}
        />
        {suspense.length > 0 ? <p className="mt-3 text-12 text-text-3">{labels.zone}</p> : null}
      </Section>
    </>
  )
}
