import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DataTable } from '@/components/table/data-table'
import { Pager } from '@/components/table/pager'
import { EmptyState } from '@/components/ui/empty-state'
import { SYSTEM } from '@/lib/auth/actor'
import { listMails } from '@/lib/billing/mail/mail.queries'
import { readCursor } from '@/lib/command/page'
import { env } from '@/lib/env'
import { formatInstant } from '@/lib/web/format'
import { currentLocale } from '@/lib/web/preferences'
import { getTranslations } from '@/lib/web/translations'

const ADDRESS = '/dev/mailbox'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mailbox'))('title') }
}

/** The demo's own mailbox: what would be sent, were a mail provider set. */
export default async function MailboxPage({ searchParams }: { searchParams: Promise<{ page?: string }> }) {
  if (!env.DEMO) notFound()
  const mailbox = await getTranslations('mailbox')
  const locale = await currentLocale()
  const { rows, newer, older } = await listMails(SYSTEM, readCursor((await searchParams).page))
  const pageAt = (cursor: string | null) => (cursor ? `${ADDRESS}?page=${cursor}` : undefined)
  return (
    <main className="mx-auto max-w-[1120px] px-4 py-6 sm:px-8">
      <h1 className="text-20 font-semibold">{mailbox('title')}</h1>
      <p className="mb-6 text-text-2">{mailbox('lead')}</p>
      <DataTable
        caption={mailbox('title')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title={mailbox('empty')} />}
        columns={[
          {
            key: 'subject',
            header: mailbox('subject'),
            phone: 'title',
            cell: (row) => (
              <a className="link" href={`${ADDRESS}/${row.id}`}>
                {row.subject}
              </a>
            ),
          },
          { key: 'to', header: mailbox('to'), phone: 'sub', cell: (row) => row.toEmail },
          { key: 'kind', header: mailbox('kind'), cell: (row) => row.kind },
          {
            key: 'time',
            header: mailbox('time'),
            kind: 'date',
            phone: 'line',
            cell: (row) => formatInstant(row.at, locale, undefined, { seconds: true }),
          },
        ]}
      />
      <Pager
        newer={pageAt(newer)}
        older={pageAt(older)}
        labels={{ newer: mailbox('newer'), older: mailbox('older'), nav: mailbox('title') }}
        note={mailbox('zone')}
      />
    </main>
  )
}
