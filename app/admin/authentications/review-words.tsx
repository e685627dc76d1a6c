import { DueText } from '@/components/billing/due-text'
import type { QueueAsideProps, QueueStepsProps } from '@/components/table/queue-aside'
import { Icon } from '@/components/ui/icon'
import type { ReviewRow } from '@/lib/billing/authentication/review.queries'
import { currentLocale } from '@/lib/web/preferences'
import { addressOf } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { DoneNote } from '../done-note'

export const AUTHENTICATIONS = '/admin/authentications'

/** The queue beside a submission, and the steps through it; a search stays with every one of them. */
export async function reviewQueue(
  { rows: waiting, now }: { rows: readonly ReviewRow[]; now: Date },
  { search, current }: { search: string | undefined; current: string },
): Promise<{ aside: QueueAsideProps; steps: QueueStepsProps }> {
  const [admin, text] = await Promise.all([getTranslations('admin'), getTranslations('admin.authentication')])
  const locale = await currentLocale()
  const rows = waiting.map((row) => ({
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
  const queue = text('queue')
  return {
    aside: {
      title: admin('authentications'),
      rows,
      address: AUTHENTICATIONS,
      search,
      labels: { queue, search: text('search'), move: text('keys.move'), open: text('keys.open') },
    },
    steps: {
      rows,
      place: (position, count) => text('position', { position, count }),
      labels: { queue, previous: text('previous'), next: text('next') },
    },
  }
}

/** What a decision has just done, above the page it led to. Whatever else an address names is not told. */
export async function Decided({ done }: { done: string | undefined }) {
  const text = await getTranslations('admin.authentication.done')
  if (done !== 'approved' && done !== 'rejected') return null
  return <DoneNote>{text(done)}</DoneNote>
}
