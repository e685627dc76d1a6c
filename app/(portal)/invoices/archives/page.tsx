import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { Section } from '@/components/ui/section'
import { requireMember } from '@/lib/auth/guards'
import { listArchives } from '@/lib/billing/invoice/archive.queries'
import { getClock } from '@/lib/command/clock.queries'
import { addDays, dayOf } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { invoicePolicy } from '../find-policy'
import { requestArchiveAction } from './actions'
import { archiveColumns } from './archive-columns'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('archive'))('title') }
}

/** The files of a period in one ZIP: packed in the background, so the page can be left and come back to. */
export default async function ArchivesPage() {
  const actor = await requireMember()
  await invoicePolicy(actor)
  const [invoices, text, site, archives, labels, { now }] = await Promise.all([
    getTranslations('invoices'),
    getTranslations('archive'),
    getTranslations('site'),
    listArchives(actor),
    headerLabels(),
    getClock(),
  ])
  const underWay = archives.some(({ status }) => status === 'waiting' || status === 'packing')
  const today = dayOf(now)
  return (
    <>
      <PageHeader
        title={text('title')}
        crumbs={[{ href: '/invoices', label: invoices('title') }, { label: text('title') }]}
        facts={text('lead')}
        labels={labels}
      />
      <div className="max-w-[400px]">
        <ActionForm key={archives.length} action={requestArchiveAction} summaryTitle={site('summary')}>
          <input type="hidden" name="archiveId" value={newId()} />
          <TextInput name="from" label={text('from')} type="date" defaultValue={addDays(today, -89)} />
          <TextInput name="to" label={text('to')} help={text('toHelp')} type="date" defaultValue={today} />
          <SubmitButton variant="primary" size={36}>
            {text('pack')}
          </SubmitButton>
        </ActionForm>
      </div>
      <Section title={text('list')}>
        <RefreshWhile active={underWay} />
        <DataTable
          caption={text('list')}
          columns={await archiveColumns()}
          rows={archives}
          rowKey={({ id }) => id}
          twoLine
          empty={<EmptyState title={text('none')}>{text('noneText')}</EmptyState>}
        />
      </Section>
    </>
  )
}
