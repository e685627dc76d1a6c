import { pageWords } from '@/app/(portal)/page-words'
import { DueText } from '@/components/billing/due-text'
import type { Column } from '@/components/table/data-table'
import type { StaffActor } from '@/lib/auth/actor'
import type { ApplicationRow } from '@/lib/billing/invoice/application.queries'
import { listAnnouncedYears } from '@/lib/billing/invoice/calendar.queries'
import { isElectronic } from '@/lib/billing/invoice/kind.rules'
import { addDays, dayOf } from '@/lib/kernel/calendar'
import { getTranslations } from '@/lib/web/translations'

type Due = Pick<ApplicationRow, 'status' | 'kind' | 'dueAt' | 'deliveryDueAt'> & {
  /** A red invoice that reverses nothing here is what it waits for. */
  stray?: boolean
}

/** When something of an application is due next: paper that is issued, by its delivery. */
export function dueOf({ status, kind, dueAt, deliveryDueAt, stray }: Due): Date {
  return !stray && status === 'issued' && !isElectronic(kind) ? (deliveryDueAt ?? dueAt) : dueAt
}

/** A column of what is due; in a year whose working days are not announced it is an estimate and says so. */
export async function dueColumn<Row extends Due>(actor: StaffActor, now: Date): Promise<Column<Row>> {
  const [text, { locale }, announced] = await Promise.all([
    getTranslations('admin.invoice'),
    pageWords(),
    listAnnouncedYears(actor),
  ])
  return {
    key: 'due',
    header: text('due'),
    phone: 'line',
    cell: (row) => {
      const due = dueOf(row)
      // Due is the end of the last day, so it begins the next one.
      const year = Number(addDays(dayOf(due), -1).slice(0, 4))
      return (
        <>
          <DueText due={due} now={now} locale={locale} />
          {row.stray ? <span className="block text-12 text-bad">{text('strayQueued')}</span> : null}
          {announced.includes(year) ? null : (
            <span className="ml-1.5 text-12 text-text-3" title={text('estimatedNote', { year })}>
              {text('estimated')}
            </span>
          )}
        </>
      )
    },
  }
}
