import { getTranslations } from 'next-intl/server'
import { DueText } from '@/components/billing/due-text'
import type { QueueRow } from '@/components/table/queue-list'
import { Icon } from '@/components/ui/icon'
import type { ReviewRow } from '@/lib/billing/authentication/review.queries'
import { currentLocale } from '@/lib/web/preferences'
import { addressOf } from '@/lib/web/search-params'
import { DoneNote } from '../done-note'

export const AUTHENTICATIONS = '/admin/authentications'

/** The rows of the queue as a list beside a submission; a search stays with every step through it. */
export async function queueRows(
  { rows, now }: { rows: readonly ReviewRow[]; now: Date },
  { search, current }: { search: string | undefined; current: string },
): Promise<QueueRow[]> {
  const [text, locale] = [await getTranslations('admin.authentication'), await currentLocale()]
  return rows.map((row) => ({
    key: row.id,
    href: addressOf(`${AUTHENTICATIONS}/${row.id}`, { search }),
    title: row.legalName,
    amount:
      row.doubts.length > 0 ? (
        <Icon name="triangleAlert" size={14} label={text('doubts')} className="inline-block text-wait" />
      ) : null,
    number: text(`kind.${row.kind}`),
    due: <DueText due={row.dueAt} now={now} locale={locale} />,
    current: row.id === current,
  }))
}

/** What a decision has just done, above the page it led to. Whatever else an address names is not told. */
export async function Decided({ done }: { done: string | undefined }) {
  const text = await getTranslations('admin.authentication.done')
  if (done !== 'approved' && done !== 'rejected') return null
  return <DoneNote>{text(done)}</DoneNote>
}
