import type { Metadata } from 'next'
import { listLabels } from '@/app/(portal)/orders/list-labels'
import { orderWords } from '@/app/(portal)/orders/order-words'
import type { FilterSelect } from '@/components/table/filter-bar'
import { ListFrame } from '@/components/table/list-frame'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { listOrderNumbers } from '@/lib/billing/order/order.queries'
import { findNewestSeal, listAuditRows, type SealView } from '@/lib/command/audit.queries'
import { isId } from '@/lib/kernel/id'
import { addressOf, textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { auditColumns } from './audit-columns'

const PATH = '/admin/audit'
/** The log is walked by its running number, and only downwards: what is newer is its head. */
const HEAD = ''
const ACTOR_KINDS = ['member', 'staff', 'system', 'stranger'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('audit') }
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff('admin.audit.read')
  const { set, before } = filterOf(await searchParams)
  const [page, seal] = await Promise.all([
    listAuditRows(actor, {
      command: set.search,
      actorKind: set.actor,
      refusedOnly: set.refused !== undefined,
      subjectId: set.subject,
      accountId: set.account,
      before,
    }),
    findNewestSeal(actor),
  ])
  const subjects = page.rows.flatMap(({ subjectId }) => (subjectId === null ? [] : [subjectId]))
  const [admin, text, labels, orderNumbers] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.auditList'),
    listLabels(),
    listOrderNumbers(actor, [...new Set(subjects)]),
  ])
  const filtered = Object.values(set).some((value) => value !== undefined)
  return (
    <>
      <PageHeader title={admin('audit')} facts={<Seal seal={seal} />} labels={labels.header} />
      <ListFrame
        caption={admin('audit')}
        labels={labels}
        path={PATH}
        filters={{
          search: { name: 'search', label: text('search'), value: set.search ?? '' },
          selects: await selectsOf(set),
          hidden: {
            ...(set.subject ? { subject: set.subject } : {}),
            ...(set.account ? { account: set.account } : {}),
          },
          count: set.subject ? text('oneSubject') : set.account ? text('oneAccount') : undefined,
        }}
        filtered={filtered}
        beyond={before !== undefined}
        columns={await auditColumns({ orderNumbers })}
        rows={page.rows}
        rowKey={(row) => row.id}
        page={{ newer: before === undefined ? null : HEAD, older: page.older }}
        turn={(to) => addressOf(PATH, { ...set, before: to === HEAD ? null : to })}
        aside={text('perPage')}
        noneTitle={text('noneTitle')}
        empty={<EmptyState title={text('emptyTitle')}>{text('empty')}</EmptyState>}
      />
    </>
  )
}

function filterOf(params: SearchParams) {
  const subject = textParam(params, 'subject')
  const account = textParam(params, 'account')
  const before = textParam(params, 'before') ?? ''
  return {
    set: {
      search: textParam(params, 'search'),
      actor: wordParam(params, 'actor', ACTOR_KINDS),
      refused: wordParam(params, 'refused', ['only']),
      subject: isId(subject) ? subject : undefined,
      account: isId(account) ? account : undefined,
    },
    // A bigint of Postgres ends at nineteen digits.
    before: /^\d{1,18}$/.test(before) ? BigInt(before) : undefined,
  }
}

async function selectsOf({ actor, refused }: ReturnType<typeof filterOf>['set']): Promise<FilterSelect[]> {
  const [text, labels] = await Promise.all([getTranslations('admin.auditList'), listLabels()])
  return [
    {
      name: 'actor',
      label: text('actorKind'),
      value: actor ?? '',
      allLabel: labels.all,
      options: ACTOR_KINDS.map((value) => ({ value, label: text(`actor.${value}`) })),
    },
    {
      name: 'refused',
      label: text('refused'),
      value: refused ?? '',
      allLabel: labels.all,
      options: [{ value: 'only', label: text('refusedOnly') }],
    },
  ]
}

/** The newest link of the chain: what `job verify-audit` must come to. */
async function Seal({ seal }: { seal: SealView | null }) {
  const [text, words] = await Promise.all([getTranslations('admin.auditList'), orderWords()])
  if (!seal) return <span>{text('sealNone')}</span>
  const { number, rows, root, sealedAt } = seal
  return (
    <>
      <span>
        {text('seal', { number, rows, moment: words.moment(sealedAt), root: `${root.slice(0, 12)}…` })}
      </span>
      <CopyButton
        variant="link"
        value={root}
        label={text('copyRoot')}
        what={text('root')}
        copiedLabel={text('copied')}
      />
    </>
  )
}
