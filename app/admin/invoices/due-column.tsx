import { estimatedDue } from '@/app/admin/estimated-due'
import type { Column } from '@/components/table/data-table'
import type { StaffActor } from '@/lib/auth/actor'
import type { ApplicationRow } from '@/lib/billing/invoice/application.queries'
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

/** A column of what is due next. */
export async function dueColumn<Row extends Due>(actor: StaffActor, now: Date): Promise<Column<Row>> {
  const [text, written] = await Promise.all([getTranslations('admin.invoice'), estimatedDue(actor, now)])
  return {
    key: 'due',
    header: text('due'),
    phone: 'line',
    cell: (row) => {
      const due = dueOf(row)
      return (
        <>
          {/* Due is the end of the last day, so it begins the next one. */}
          {written(due, addDays(dayOf(due), -1))}
          {row.stray ? <span className="block text-12 text-bad">{text('strayQueued')}</span> : null}
        </>
      )
    },
  }
}
