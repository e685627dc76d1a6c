import { pageWords } from '@/app/(portal)/page-words'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import type { Column } from '@/components/table/data-table'
import type { CalendarDay } from '@/lib/billing/calendar/calendar.queries'
import { getTranslations } from '@/lib/web/translations'
import { removeCalendarDayAction } from '../actions'

/** The exceptions of a year, each with its weekday. */
export async function dayColumns(mayWrite: boolean): Promise<Column<CalendarDay>[]> {
  const [text, site, { locale }] = await Promise.all([
    getTranslations('admin.calendar'),
    getTranslations('site'),
    pageWords(),
  ])
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const columns: Column<CalendarDay>[] = [
    { key: 'day', header: text('day'), kind: 'date', phone: 'title', cell: ({ day }) => day },
    {
      key: 'weekday',
      header: text('weekday'),
      phone: 'fact',
      cell: ({ day }) => weekday.format(Date.parse(`${day}T00:00:00Z`)),
    },
    { key: 'kind', header: text('kind'), phone: 'status', cell: ({ kind }) => text(`kinds.${kind}`) },
    { key: 'source', header: text('source'), wide: true, cell: ({ source }) => source },
  ]
  if (!mayWrite) return columns
  return [
    ...columns,
    {
      key: 'remove',
      header: text('remove'),
      headerHidden: true,
      kind: 'action',
      phone: 'action',
      cell: ({ day }) => (
        <ActionForm action={removeCalendarDayAction} summaryTitle={site('summary')}>
          <input type="hidden" name="day" value={day} />
          <SubmitButton variant="secondary" size={32}>
            {text('remove')}
            <span className="sr-only"> {day}</span>
          </SubmitButton>
        </ActionForm>
      ),
    },
  ]
}
