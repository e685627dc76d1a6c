import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { QueueKeys } from './queue-keys'
import { QueueList, type QueueRow } from './queue-list'

export type QueueAsideProps = {
  title: string
  rows: readonly QueueRow[]
  /** The queue's own page, which searches. */
  address: string
  search: string | undefined
  labels: { queue: string; search: string; move: string; open: string }
}

/** The whole queue beside the evidence, on screens that have room for both. */
export function QueueAside({ title, rows, address, search, labels }: QueueAsideProps) {
  return (
    <aside
      className="sticky top-6 hidden max-h-[calc(100dvh-48px)] flex-col border-r pr-4 xl:flex"
      aria-label={labels.queue}
    >
      <p className="mb-3 text-16 font-semibold">
        {title} <span className="ml-1 text-13 font-normal text-text-3">{rows.length}</span>
      </p>
      <search>
        <form action={address}>
          <label className="control-group mb-3 flex h-8 items-center gap-2 rounded-md border border-control bg-surface px-2.5">
            <Icon name="search" className="shrink-0 text-text-3" />
            <span className="sr-only">{labels.search}</span>
            <input
              type="search"
              name="search"
              defaultValue={search ?? ''}
              placeholder={labels.search}
              maxLength={100}
              data-search=""
              className="min-w-0 flex-1 bg-transparent text-13 outline-none"
            />
          </label>
        </form>
      </search>
      <div className="min-h-0 flex-1 overflow-y-auto border-t" tabIndex={-1}>
        <QueueList label={labels.queue} rows={rows} />
      </div>
      <div className="pt-3">
        <QueueKeys labels={{ move: labels.move, open: labels.open }} />
      </div>
    </aside>
  )
}

export type QueueStepsProps = {
  rows: readonly Pick<QueueRow, 'href' | 'current'>[]
  /** "3 of 7"; 0 for what is in the queue no more. */
  place: (at: number, count: number) => string
  labels: { queue: string; previous: string; next: string }
  /** No queue stands beside it on any screen; what is done leads on to the first of those left. */
  alone?: boolean
}

/** The same where there is no room for it: where one is in the queue, and its neighbours. */
export function QueueSteps({ rows, place, labels, alone = false }: QueueStepsProps) {
  const at = rows.findIndex((row) => row.current)
  if (rows.length === 0 || (at < 0 && !alone)) return null
  const [before, after] = [rows[at - 1], rows[at + 1]]
  return (
    <nav aria-label={labels.queue} className={`mb-4 flex items-center gap-2 ${alone ? '' : 'xl:hidden'}`}>
      <span className="mr-auto text-text-3">{place(at + 1, rows.length)}</span>
      {before ? (
        <ButtonLink href={before.href} icon="chevronLeft">
          {labels.previous}
        </ButtonLink>
      ) : null}
      {after ? (
        <ButtonLink href={after.href} iconAfter="chevronRight">
          {labels.next}
        </ButtonLink>
      ) : null}
    </nav>
  )
}
