import type { Metadata } from 'next'
import { headerLabels } from '@/app/(portal)/page-words'
import { DataTable, type Column } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { findAuthentication } from '@/lib/billing/authentication/authentication.queries'
import { equalsAuthenticated, type Authenticated } from '@/lib/billing/invoice/preconditions.rules'
import { listTitles, type TitleView } from '@/lib/billing/invoice/title.queries'
import type { InvoicePolicy } from '@/lib/billing/policy/policy.rules'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { invoicePolicy } from '../find-policy'
import { InvoiceTabs } from '../invoice-tabs'
import { DeleteConfirmation, DELETE_PARAM, KeptActions, type KeptActionsProps } from '../kept-actions'
import { masked } from '../masked'
import { deleteTitleAction, setDefaultTitleAction } from './actions'

const PATH = '/invoices/information'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('tabs.information') }
}

export default async function InformationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember()
  const policy = await invoicePolicy(actor)
  const titles = await listTitles(actor)
  const [text, labels] = await Promise.all([getTranslations('invoices'), headerLabels()])
  const mayWrite = memberMay(actor.role, 'invoices.write')
  const add = text(`newTitle.${policy.words}`)
  const asked = textParam(await searchParams, DELETE_PARAM)
  const deleting = mayWrite ? titles.find(({ id }) => id === asked) : undefined
  return (
    <>
      <PageHeader
        title={text('title')}
        labels={labels}
        {...(mayWrite
          ? {
              actions: (
                <ButtonLink href={`${PATH}/new`} variant="primary" icon="plus">
                  {add}
                </ButtonLink>
              ),
              phoneAction: { href: `${PATH}/new`, label: add, icon: 'plus' as const },
            }
          : {})}
      />
      <InvoiceTabs actor={actor} current="information" />
      {deleting ? <DeleteConfirmation {...actionsOf(deleting)} /> : null}
      <DataTable
        caption={text('tabs.information')}
        columns={await titleColumns(mayWrite, policy, await findAuthentication(actor))}
        rows={titles}
        rowKey={({ id }) => id}
        twoLine
        empty={<EmptyState title={text('noTitles')}>{text('noTitlesText')}</EmptyState>}
      />
    </>
  )
}

function actionsOf(title: TitleView): KeptActionsProps {
  const { id, name, isDefault } = title
  const forms = { remove: deleteTitleAction, prefer: setDefaultTitleAction }
  return { path: PATH, field: 'titleId', id, name, isDefault, ...forms }
}

async function titleColumns(
  mayWrite: boolean,
  policy: InvoicePolicy,
  authentication: Authenticated | null,
): Promise<Column<TitleView>[]> {
  const text = await getTranslations('invoices')
  const withKind = policy.kindChosenIn === 'information'
  const differs = (title: TitleView) =>
    policy.title === 'equals-authenticated' && !equalsAuthenticated(title, authentication)
  const columns: (Column<TitleView> | null)[] = [
    {
      key: 'name',
      header: text('titleName'),
      phone: 'title',
      cell: (title) => (
        <>
          <span className="font-semibold">{title.name}</span>{' '}
          {title.isDefault ? (
            <Badge tone="idle" icon="check">
              {text('default')}
            </Badge>
          ) : null}
          {differs(title) ? (
            <Badge tone="wait" icon="triangleAlert">
              {text('differs')}
            </Badge>
          ) : null}
          <span className="under">{text(`titleKind.${title.kind}`)}</span>
        </>
      ),
    },
    {
      key: 'number',
      header: text('taxpayerId'),
      kind: 'note',
      phone: 'sub',
      cell: ({ taxpayerId }) => masked(taxpayerId),
    },
    withKind
      ? {
          key: 'kind',
          header: text('kind'),
          phone: 'fact',
          cell: ({ invoiceKind }) => (invoiceKind ? text(`kinds.${invoiceKind}`) : ''),
        }
      : null,
    {
      key: 'bank',
      header: text('bankName'),
      wide: true,
      cell: ({ bankName, bankAccount }) => (
        <>
          {bankName ?? ''}
          <span className="under">{masked(bankAccount)}</span>
        </>
      ),
    },
    mayWrite
      ? {
          key: 'actions',
          header: text('actions'),
          headerHidden: true,
          kind: 'action',
          phone: 'action',
          cell: (title) => <KeptActions {...actionsOf(title)} />,
        }
      : null,
  ]
  return columns.filter((column) => column !== null)
}
