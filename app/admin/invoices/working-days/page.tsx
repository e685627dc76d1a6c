import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { DataTable } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Note } from '@/components/ui/note'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { getCalendarYear } from '@/lib/billing/calendar/calendar.queries'
import { textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { DoneNote } from '../../done-note'
import { QueueTabs } from '../queue-tabs'
import { CalendarForms } from './calendar-forms'
import { dayColumns } from './day-columns'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.calendar'))('title') }
}

function yearIn(params: SearchParams): number | null {
  const asked = textParam(params, 'year') ?? ''
  return /^2\d{3}$/.test(asked) ? Number(asked) : null
}

/** Holidays and make-up days of a year; what is due counts by them. */
export default async function WorkingDaysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff('admin.invoices.read')
  const params = await searchParams
  const { year, thisYear, announced, days } = await getCalendarYear(actor, yearIn(params))
  const [admin, text, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.calendar'),
    headerLabels(),
  ])
  const mayWrite = staffMay(actor, 'admin.catalog.write')
  const done = wordParam(params, 'done', ['added', 'removed', 'imported'] as const)
  const years = [...new Set([...announced.slice(-3), thisYear, thisYear + 1, year])].sort((a, b) => a - b)
  return (
    <>
      <PageHeader title={admin('invoices')} labels={labels} />
      <QueueTabs current="workingDays" />
      {done ? <DoneNote>{text(`done.${done}`)}</DoneNote> : null}
      <nav aria-label={text('year')} className="mb-5 flex flex-wrap gap-2">
        {years.map((one) => (
          <ButtonLink
            key={one}
            href={`/admin/invoices/working-days?year=${one}`}
            variant={one === year ? 'primary' : 'secondary'}
          >
            {one}
          </ButtonLink>
        ))}
      </nav>
      {announced.includes(year) ? null : (
        <div className="mb-6 max-w-[640px]">
          <Note tone="wait" title={text('notAnnounced', { year })}>
            {text('notAnnouncedText')}
          </Note>
        </div>
      )}
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_360px] lg:items-start">
        <Section title={text('exceptions', { year })}>
          <DataTable
            caption={text('exceptions', { year })}
            columns={await dayColumns(mayWrite)}
            rows={days}
            rowKey={({ day }) => day}
            empty={<EmptyState title={text('empty')}>{text('emptyText')}</EmptyState>}
          />
        </Section>
        {mayWrite ? <CalendarForms key={`${year} ${days.length}`} year={year} /> : null}
      </div>
    </>
  )
}
