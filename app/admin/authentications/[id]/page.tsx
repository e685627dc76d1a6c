import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { headerLabels } from '@/app/(portal)/page-words'
import { StatusBadge } from '@/components/billing/status-badge'
import { QueueAside, QueueSteps } from '@/components/table/queue-aside'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import {
  getReview,
  listReviewQueue,
  type ReviewRow,
  type ReviewView,
} from '@/lib/billing/authentication/review.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { AUTHENTICATIONS, Decided, reviewQueue } from '../review-words'
import { Decision } from './decision'
import { Comparison, Doubts } from './doubts'
import { Evidence } from './evidence'
import { Outcome } from './outcome'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [review, admin] = [await reviewAt((await params).id), await getTranslations('admin')]
  return { title: `${review.legalName} · ${admin('authentications')}` }
}

/** All the evidence about one submission, beside the queue it stands in. */
export default async function ReviewPage({ params, searchParams }: Props) {
  const actor = await requireStaff('admin.authentications.read')
  const review = await reviewAt((await params).id)
  const query = await searchParams
  const search = textParam(query, 'search')
  const queue = await listReviewQueue(actor, search)
  const { aside, steps } = await reviewQueue(queue, { search, current: review.id })
  const decides = staffMay(actor, 'admin.authentications.decide')
  return (
    <div className="xl:grid xl:grid-cols-[300px_minmax(0,1fr)] xl:gap-x-7">
      <QueueAside {...aside} />
      <div className="min-w-0">
        <Heading review={review} />
        <QueueSteps {...steps} />
        <Decided done={textParam(query, 'done')} />
        <Evidence review={review} reveals={decides && review.sealed && !review.ownAccount} />
        <Comparison review={review} />
        <Doubts review={review} />
        {review.status === 'under-review' ? (
          <Decision
            key={review.id}
            review={review}
            decides={decides}
            next={nextAfter(queue.rows, review.id)}
            rejecting={textParam(query, 'reject') !== undefined}
          />
        ) : (
          <Outcome review={review} />
        )}
      </div>
    </div>
  )
}

/** Whom to look at next; the first of the queue where this one was the last. */
function nextAfter(rows: ReviewRow[], id: string): string {
  const position = rows.findIndex((row) => row.id === id)
  const others = rows.filter((row) => row.id !== id)
  return (rows[position + 1] ?? others[0])?.id ?? ''
}

async function Heading({ review }: { review: ReviewView }) {
  const [admin, text, status, labels] = await Promise.all([
    getTranslations('admin'),
    getTranslations('admin.authentication'),
    getTranslations('words.authenticationStatus'),
    headerLabels(),
  ])
  return (
    <PageHeader
      title={review.legalName}
      crumbs={[{ href: AUTHENTICATIONS, label: admin('authentications') }, { label: review.legalName }]}
      badge={
        <StatusBadge of="authentication" status={review.status}>
          {status(review.status)}
        </StatusBadge>
      }
      facts={text('facts', { kind: text(`kind.${review.kind}`), number: review.accountNumber })}
      labels={labels}
    />
  )
}

/** The submission at an address, once per request; the page for what does not exist otherwise. */
const reviewAt = cache(async (id: string): Promise<ReviewView> => {
  const actor = await requireStaff('admin.authentications.read')
  if (!isId(id)) notFound()
  try {
    return await getReview(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
