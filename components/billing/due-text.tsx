import { Icon } from '@/components/ui/icon'
import { formatDue, formatInstant, type Locale } from '@/lib/web/format'

/** When something is due: overdue stands out by icon and colour, the exact moment in the title. */
export function DueText({ due, now, locale }: { due: Date; now: Date; locale: Locale }) {
  const { text, overdue } = formatDue(due, now, locale)
  return (
    <span
      title={formatInstant(due, locale, undefined, { zoneName: true })}
      className={`inline-flex items-center gap-1 text-12 whitespace-nowrap ${overdue ? 'font-semibold text-bad' : 'text-text-3'}`}
    >
      {overdue ? <Icon name="clockAlert" size={14} /> : null}
      {text}
    </span>
  )
}
