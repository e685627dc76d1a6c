import { pageWords } from '@/app/(portal)/page-words'
import { estimatedDue } from '@/app/admin/estimated-due'
import { StatusBadge } from '@/components/billing/status-badge'
import { Nothing, type Column } from '@/components/table/data-table'
import type { StaffActor } from '@/lib/auth/actor'
import type { ReviewRow } from '@/lib/billing/authentication/review.queries'
import { dayOf } from '@/lib/kernel/calendar'
import { getTranslations } from '@/lib/web/translations'
import { AccountName, Moment, Words } from '../cells'

/** What both lists say first: who wants to be authenticated, and as what. */
async function nameColumns(): Promise<Column<ReviewRow>[]> {
  const [column, text] = await Promise.all([
    getTranslations('admin.column'),
    getTranslations('admin.authentication'),
  ])
  return [
    {
      key: 'name',
      header: text('name'),
      kind: 'number',
      phone: 'title',
      cell: (row) => (
        <a href={`/admin/authentications/${row.id}`} data-queue-item="">
          <AccountName name={row.legalName} />
        </a>
      ),
    },
    {
      key: 'account',
      header: column('account'),
      phone: 'sub',
      cell: (row) =>
        row.accountName === row.legalName ? (
          <>
            <span className="desk-only">
              <Nothing />
            </span>
            <span className="phone-only">{text(`kind.${row.kind}`)}</span>
          </>
        ) : (
          <AccountName name={row.accountName} />
        ),
    },
    {
      key: 'kind',
      header: column('type'),
      kind: 'note',
      wide: true,
      cell: (row) => <Words>{text(`kind.${row.kind}`)}</Words>,
    },
  ]
}

export async function queueColumns(actor: StaffActor, now: Date): Promise<Column<ReviewRow>[]> {
  const [text, { locale }, written] = await Promise.all([
    getTranslations('admin.authentication'),
    pageWords(),
    estimatedDue(actor, now),
  ])
  return [
    ...(await nameColumns()),
    {
      key: 'doubts',
      header: text('doubtsColumn'),
      kind: 'count',
      cell: (row) => (row.doubts.length > 0 ? row.doubts.length : <Nothing />),
    },
    {
      key: 'submitted',
      header: text('submitted'),
      kind: 'date',
      phone: 'status',
      cell: (row) => <Moment at={row.submittedAt} locale={locale} />,
    },
    {
      key: 'due',
      header: text('due'),
      kind: 'date',
      phone: 'amount',
      sorted: 'ascending',
      cell: (row) => written(row.dueAt, dayOf(row.dueAt)),
    },
  ]
}

export async function decidedColumns(): Promise<Column<ReviewRow>[]> {
  const [text, status, { locale }] = await Promise.all([
    getTranslations('admin.authentication'),
    getTranslations('words.authenticationStatus'),
    pageWords(),
  ])
  return [
    ...(await nameColumns()),
    {
      key: 'submitted',
      header: text('submitted'),
      kind: 'date',
      wide: true,
      cell: (row) => <Moment at={row.submittedAt} locale={locale} />,
    },
    {
      key: 'decided',
      header: text('decidedAt'),
      kind: 'date',
      phone: 'fact',
      sorted: 'descending',
      cell: (row) => (row.decidedAt ? <Moment at={row.decidedAt} locale={locale} /> : <Nothing />),
    },
    {
      key: 'status',
      header: text('status'),
      kind: 'status',
      phone: 'status',
      same: ({ status }) => status,
      cell: (row) => (
        <StatusBadge of="authentication" status={row.status}>
          {status(row.status)}
        </StatusBadge>
      ),
    },
  ]
}
