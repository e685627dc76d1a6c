import { listLabels } from '@/app/(portal)/orders/list-labels'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { DataTable, type Column } from '@/components/table/data-table'
import { FilterBar, type FilterSelect } from '@/components/table/filter-bar'
import { Pager } from '@/components/table/pager'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { PAGE_SIZE, type Page } from '@/lib/command/page'
import { addressOf, cursorParam, textParam, wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'

export const PATH = '/admin/payments'
const CHANNELS = ['wechatpay', 'alipay'] as const

/** What each tab is given: who asks, and the address's query. */
export type TabProps = { actor: StaffActor; params: SearchParams }

/** The filters that all tabs share. */
export function sharedFilter(params: SearchParams) {
  return {
    search: textParam(params, 'search'),
    channel: wordParam(params, 'channel', CHANNELS),
    cursor: cursorParam(params),
  }
}

type Shared = ReturnType<typeof sharedFilter>
type Row = { id: string }

export type PaymentListProps<Kept extends Row> = {
  tab: 'attempts' | 'notices' | 'suspense' | 'refunds'
  page: Page<Kept> & { count: number }
  columns: Column<Kept>[]
  filter: Shared
  /** The filter that is this tab's own; its name is `status` in the address. */
  status: Omit<FilterSelect, 'name' | 'allLabel'>
  countText: string
}

type QueueProps<Kept extends Row> = {
  title: string
  columns: Column<Kept>[]
  rows: readonly Kept[]
  /** Heads what follows the queue. */
  below: string
}

/** What waits for a person, above the list of everything; left out when nothing does. */
export function PaymentQueue<Kept extends Row>({ title, columns, rows, below }: QueueProps<Kept>) {
  if (rows.length === 0) return null
  return (
    <>
      <Section title={title} note={rows.length}>
        <DataTable caption={title} columns={columns} rows={rows} rowKey={(row) => row.id} twoLine />
      </Section>
      <h2 className="mt-7 mb-3 text-16 font-semibold">{below}</h2>
    </>
  )
}

/** Filters, rows and pager of one tab. */
export async function PaymentList<Kept extends Row>(props: PaymentListProps<Kept>) {
  const { tab, page, columns, filter, status, countText } = props
  const [text, labels, words, column] = await Promise.all([
    getTranslations('admin.paymentList'),
    listLabels(),
    orderWords(),
    getTranslations('admin.column'),
  ])
  const kept = tab === 'attempts' ? {} : { tab }
  const own = addressOf(PATH, kept)
  const set = { ...kept, search: filter.search, channel: filter.channel, status: status.value }
  const filtered = [filter.search, filter.channel, status.value, filter.cursor].some(Boolean)
  const turn = (to: string | null) => (to ? addressOf(PATH, { ...set, cursor: to }) : undefined)
  const channels = CHANNELS.map((value) => ({ value, label: words.channelText(value) }))
  return (
    <>
      <FilterBar
        action={PATH}
        hidden={kept}
        label={labels.filters}
        applyLabel={labels.apply}
        search={{ name: 'search', label: text('search'), value: filter.search ?? '' }}
        selects={[
          {
            name: 'channel',
            label: column('channel'),
            value: filter.channel ?? '',
            allLabel: labels.all,
            options: channels,
          },
          { ...status, name: 'status', allLabel: labels.all },
        ]}
        clear={filtered ? { href: own, label: labels.clear } : undefined}
        count={page.count > 1000 ? text('more') : countText}
      />
      <DataTable
        caption={text(tab)}
        columns={columns}
        rows={page.rows}
        rowKey={(row) => row.id}
        twoLine={tab === 'suspense' || tab === 'refunds'}
        empty={
          filtered ? (
            <EmptyState
              title={text(`${tab}None`)}
              action={<ButtonLink href={own}>{labels.clear}</ButtonLink>}
            />
          ) : (
            <EmptyState title={text(`${tab}EmptyTitle`)}>{text(`${tab}Empty`)}</EmptyState>
          )
        }
      />
      {page.rows.length > 0 ? (
        <Pager
          newer={turn(page.newer)}
          older={turn(page.older)}
          labels={labels.pager}
          note={labels.zone}
          aside={labels.perPage(PAGE_SIZE)}
        />
      ) : null}
    </>
  )
}
