import { pageWords } from '@/app/(portal)/page-words'
import { Nothing, type Column } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import type { ArchiveRow } from '@/lib/billing/invoice/archive.queries'
import { addDays, dayOf } from '@/lib/kernel/calendar'
import { formatSize } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

/** The archives of an account: what is packed, how far it is, and where it is fetched. */
export async function archiveColumns(): Promise<Column<ArchiveRow>[]> {
  const [text, { moment }] = await Promise.all([getTranslations('archive'), pageWords()])
  return [
    {
      key: 'period',
      header: text('period'),
      phone: 'title',
      cell: ({ fromOn, toOn }) => (
        <span className="whitespace-nowrap">
          {fromOn} – {toOn}
        </span>
      ),
    },
    {
      key: 'invoices',
      header: text('invoices'),
      kind: 'count',
      phone: 'amount',
      cell: ({ total }) => total,
    },
    {
      key: 'asked',
      header: text('requestedAt'),
      kind: 'date',
      phone: 'fact',
      cell: ({ requestedAt }) => moment(requestedAt),
    },
    {
      key: 'status',
      header: text('statusLabel'),
      phone: 'line',
      cell: (archive) => <Standing archive={archive} />,
    },
    {
      key: 'download',
      header: text('download'),
      headerHidden: true,
      kind: 'action',
      phone: 'action',
      cell: ({ id, status, fromOn, toOn }) =>
        status === 'done' ? (
          <ButtonLink href={`/api/invoice-archives/${id}`} download>
            {text('download')}
            <span className="sr-only">
              {' '}
              {fromOn} – {toOn}
            </span>
          </ButtonLink>
        ) : (
          <Nothing />
        ),
    },
  ]
}

async function Standing({ archive }: { archive: ArchiveRow }) {
  const text = await getTranslations('archive')
  const { status, packed, total, size, trouble, expiresAt } = archive
  const said = text(`status.${status}`)
  if (status === 'failed')
    return (
      <span className="font-semibold text-bad">
        {said}
        <span className="under font-normal">
          {trouble === 'too-large' ? text('trouble.too-large') : text('trouble.broken')}
        </span>
      </span>
    )
  if (status === 'done')
    return (
      <>
        {said}
        {size !== null && expiresAt ? (
          <span className="under">
            {text('until', { size: formatSize(size), day: addDays(dayOf(expiresAt), -1) })}
          </span>
        ) : null}
      </>
    )
  return (
    <>
      {said}
      <progress
        className="progress mt-1.5 block w-40"
        max={total}
        value={packed}
        aria-label={text('progress', { packed, total })}
      />
      <span className="under">{text('progress', { packed, total })}</span>
    </>
  )
}
