import { getTranslations } from 'next-intl/server'
import { QueueKeys } from '@/components/table/queue-keys'
import { QueueList } from '@/components/table/queue-list'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { TransferRow } from '@/lib/billing/transfer/transfer.queries'
import { addressOf } from '@/lib/web/search-params'
import { queueRows, TRANSFERS } from '../transfer-words'

export type QueuePlace = {
  queue: { rows: readonly TransferRow[]; now: Date }
  search: string | undefined
  current: string
}

/** The whole queue beside the evidence, on screens that have room for both. */
export async function QueueAside({ queue, search, current }: QueuePlace) {
  const [admin, text] = await Promise.all([getTranslations('admin'), getTranslations('admin.transferList')])
  const rows = await queueRows(queue, { search, current })
  return (
    <aside
      className="sticky top-6 hidden max-h-[calc(100dvh-48px)] flex-col border-r pr-4 xl:flex"
      aria-label={text('queue')}
    >
      <p className="mb-3 text-16 font-semibold">
        {admin('transfers')} <span className="ml-1 text-13 font-normal text-text-3">{rows.length}</span>
      </p>
      <search>
        <form action={TRANSFERS}>
          <label className="control-group mb-3 flex h-8 items-center gap-2 rounded-md border border-control bg-surface px-2.5">
            <Icon name="search" className="shrink-0 text-text-3" />
            <span className="sr-only">{text('search')}</span>
            <input
              type="search"
              name="search"
              defaultValue={search ?? ''}
              placeholder={text('search')}
              maxLength={100}
              data-search=""
              className="min-w-0 flex-1 bg-transparent text-13 outline-none"
            />
          </label>
        </form>
      </search>
      <div className="min-h-0 flex-1 overflow-y-auto border-t" tabIndex={-1}>
        <QueueList label={text('queue')} rows={rows} />
      </div>
      <div className="pt-3">
        <QueueKeys labels={{ move: text('keyMove'), open: text('keyOpen') }} />
      </div>
    </aside>
  )
}

/** The same on smaller screens: where one is in the queue, and its neighbours. */
export async function QueueSteps({ queue: { rows }, search, current }: QueuePlace) {
  const text = await getTranslations('admin.transferList')
  const at = rows.findIndex((row) => row.id === current)
  if (at < 0) return null
  const step = (row: TransferRow | undefined) => row && addressOf(`${TRANSFERS}/${row.id}`, { search })
  const [before, after] = [step(rows[at - 1]), step(rows[at + 1])]
  return (
    <nav aria-label={text('queue')} className="mb-4 flex items-center gap-2 xl:hidden">
      <span className="mr-auto text-text-3">{text('place', { at: at + 1, count: rows.length })}</span>
      {before ? (
        <ButtonLink href={before} icon="chevronLeft">
          {text('previous')}
        </ButtonLink>
      ) : null}
      {after ? (
        <ButtonLink href={after} iconAfter="chevronRight">
          {text('next')}
        </ButtonLink>
      ) : null}
    </nav>
  )
}
