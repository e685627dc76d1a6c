import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { ListFrame } from '@/components/table/list-frame'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { listApplications } from '@/lib/billing/invoice/application.queries'
import { applicationLife } from '@/lib/billing/invoice/application.rules'
import { getInvoiceStanding, sumQuota } from '@/lib/billing/invoice/quota.queries'
import type { InvoicePolicy } from '@/lib/billing/policy/policy.rules'
import { addressOf, cursorParam, textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { applicationColumns } from './application-columns'
import { invoicePolicy } from './find-policy'
import { InvoiceTabs } from './invoice-tabs'
import { QuotaCards } from './quota-cards'
import { StandingList } from './standing-list'

const PATH = '/invoices'
const APPLY = '/invoices/apply'
const ARCHIVES = '/invoices/archives'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('title') }
}

export default async function InvoicesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember()
  const policy = await invoicePolicy(actor)
  const params = await searchParams
  const set = {
    search: textParam(params, 'search'),
    status: wordParam(params, 'status', applicationLife.states),
  }
  const cursor = cursorParam(params)
  const page = await listApplications(actor, { ...set, cursor })
  const standing = await getInvoiceStanding(actor)
  const totals = await sumQuota(actor)
  const [text, labels] = await Promise.all([getTranslations('invoices'), listLabels()])
  const mayApply = memberMay(actor.role, 'invoices.write') && standing.ready
  return (
    <>
      <Head words={policy.words} mayApply={mayApply} />
      {standing.ready ? null : (
        <div className="mb-7 max-w-[480px]">
          <StandingList checks={standing.checks} />
        </div>
      )}
      <QuotaCards totals={totals} apply={mayApply ? APPLY : null} />
      <ListFrame
        caption={text('tabs.requested')}
        labels={labels}
        path={PATH}
        filters={{
          search: { name: 'search', value: set.search ?? '', label: text('search') },
          selects: [
            {
              name: 'status',
              label: text('statusLabel'),
              value: set.status ?? '',
              allLabel: labels.all,
              options: applicationLife.states.map((value) => ({ value, label: text(`status.${value}`) })),
            },
          ],
          count: text('count', { count: page.count }),
        }}
        filtered={cursor !== null || set.search !== undefined || set.status !== undefined}
        columns={await applicationColumns({ path: '/invoices/applications' })}
        rows={page.rows}
        rowKey={({ id }) => id}
        page={page}
        turn={(to) => addressOf(PATH, { ...set, cursor: to })}
        noneTitle={text('none')}
        empty={<EmptyState title={text('nothing')}>{text('nothingText')}</EmptyState>}
      />
    </>
  )
}

/** Title, what can be done, and the tabs. */
async function Head({ words, mayApply }: { words: InvoicePolicy['words']; mayApply: boolean }) {
  const [text, labels] = await Promise.all([getTranslations('invoices'), listLabels()])
  const open = text(`open.${words}`)
  return (
    <>
      <PageHeader
        title={text('title')}
        labels={labels.header}
        actions={
          <>
            <ButtonLink href={ARCHIVES} icon="download">
              {text('archive')}
            </ButtonLink>
            {mayApply ? (
              <ButtonLink href={APPLY} variant="primary" icon="plus">
                {open}
              </ButtonLink>
            ) : null}
          </>
        }
        {...(mayApply ? { phoneAction: { href: APPLY, label: open, icon: 'plus' as const } } : {})}
      />
      <InvoiceTabs current="requested" />
      <p className="mb-4 sm:hidden">
        <a className="link" href={ARCHIVES}>
          {text('archive')}
        </a>
      </p>
    </>
  )
}
