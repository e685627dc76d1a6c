import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { headerLabels } from '@/app/(portal)/page-words'
import { StatusBadge } from '@/components/billing/status-badge'
import { ButtonLink } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { PageHeader } from '@/components/ui/page-header'
import type { MemberActor } from '@/lib/auth/actor'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { getApplication, type ApplicationView } from '@/lib/billing/invoice/application.queries'
import { applicationLife } from '@/lib/billing/invoice/application.rules'
import { listClaimed } from '@/lib/billing/invoice/claimed.queries'
import { findLinked, listCorrections, type CorrectionView } from '@/lib/billing/invoice/correction.queries'
import { isOpen } from '@/lib/billing/invoice/correction.rules'
import { isId } from '@/lib/kernel/id'
import { add, type Money } from '@/lib/kernel/money'
import { Refusal } from '@/lib/kernel/refusal'
import { formatMoney } from '@/lib/web/format'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { ApplicationTimeline } from '../../application-timeline'
import { ClaimedTable } from '../../claimed-table'
import { Corrections } from '../../correction-parts'
import { DeliveryCard } from '../../delivery-card'
import { invoiceWords } from '../../invoice-words'
import { IssuedInvoices } from '../../issued-invoices'
import { LinkedApplications } from '../../linked-applications'
import { NamedAndSent } from '../../named-and-sent'
import { CancelCorrection, CORRECT_PARAM, RequestCorrection } from '../request-correction'
import { SendToMyself } from '../send-again'
import { Withdraw, WithdrawConfirmation, WITHDRAW_PARAM } from '../withdraw'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const application = await applicationAt((await params).id)
  return { title: (await getTranslations('invoices'))('application', { number: application.number }) }
}

export default async function ApplicationPage({ params, searchParams }: Props) {
  const actor = await requireMember()
  const application = await applicationAt((await params).id)
  const { id, number, status } = application
  const [text, words, labels] = await Promise.all([
    getTranslations('invoices'),
    invoiceWords(),
    headerLabels(),
  ])
  const corrections = await listCorrections(actor, id)
  const linked = await findLinked(actor, id, application.replacesId)
  const writes = memberMay(actor.role, 'invoices.write')
  const query = await searchParams
  const correctable = writes && applicationLife.can('request-return', status)
  const correcting = correctable && textParam(query, CORRECT_PARAM) !== undefined
  const withdrawable = writes && applicationLife.can('withdraw', status)
  const asked = withdrawable && textParam(query, WITHDRAW_PARAM) !== undefined
  return (
    <>
      <PageHeader
        title={text('application', { number })}
        crumbs={[{ href: '/invoices', label: text('title') }, { label: number }]}
        badge={
          <StatusBadge of="application" status={status}>
            {words.statusText(status)}
          </StatusBadge>
        }
        facts={text('applicationFacts', {
          kind: words.kindText(application.kind),
          amount: formatMoney(application.amountFen),
          moment: words.moment(application.submittedAt),
        })}
        labels={labels}
        actions={
          <Actions
            application={application}
            writes={writes}
            offersWithdraw={withdrawable && !asked}
            offersCorrection={correctable && !correcting}
          />
        }
      />
      {asked ? <WithdrawConfirmation id={id} number={number} /> : null}
      {correcting ? <RequestCorrection applicationId={id} left={leftOf(application)} /> : null}
      <LinkedApplications linked={linked} path="/invoices/applications" />
      <StateNote
        application={application}
        sentTo={textParam(query, 'done') === 'sent' ? actor.email : null}
      />
      <Parts actor={actor} application={application} corrections={corrections} />
    </>
  )
}

type PartsProps = { actor: MemberActor; application: ApplicationView; corrections: readonly CorrectionView[] }

/** What was asked for and what came of it; beside it when it happened and how it is delivered. */
async function Parts({ actor, application, corrections }: PartsProps) {
  const { id, invoices } = application
  const writes = memberMay(actor.role, 'invoices.write')
  const waiting = corrections.find((one) => one.status === 'requested' && one.refundId === null)
  const sendable = writes && invoices.some(({ files }) => files.length > 0)
  return (
    <div className="grid gap-x-10 gap-y-7 min-[1180px]:grid-cols-[minmax(0,1fr)_312px] min-[1180px]:items-start">
      <div className="min-w-0">
        <Corrections corrections={corrections.filter(isOpen)} />
        {writes && waiting ? <CancelCorrection applicationId={id} id={waiting.id} /> : null}
        <IssuedInvoices application={application} />
        <ClaimedTable
          application={application}
          claimed={await listClaimed(actor, application)}
          orderPath="/orders"
        />
        <NamedAndSent application={application} />
        <Corrections corrections={corrections.filter((one) => !isOpen(one))} />
      </div>
      <div className="grid gap-5">
        <ApplicationTimeline application={application} />
        <DeliveryCard application={application}>
          {sendable ? <SendToMyself id={id} email={actor.email} /> : null}
        </DeliveryCard>
      </div>
    </div>
  )
}

/** What the reader should know first: that it was sent, why it was rejected, or that the office is on it. */
async function StateNote({ application, sentTo }: { application: ApplicationView; sentTo: string | null }) {
  const text = await getTranslations('invoices')
  const { status, rejectReason } = application
  const note =
    sentTo !== null ? (
      <Note tone="good" title={text('sentAgain', { email: sentTo })} role="status" />
    ) : status === 'rejected' ? (
      <Note tone="bad" title={text('rejectedTitle')}>
        {rejectReason}
      </Note>
    ) : status === 'issue-failed' ? (
      <Note tone="run" title={text('failedTitle')}>
        {text('failedText')}
      </Note>
    ) : null
  return note && <div className="mb-6 max-w-[640px]">{note}</div>
}

type ActionsProps = {
  application: ApplicationView
  writes: boolean
  offersWithdraw: boolean
  offersCorrection: boolean
}

async function Actions({ application, writes, offersWithdraw, offersCorrection }: ActionsProps) {
  const text = await getTranslations('invoices')
  const { id, number, status } = application
  return (
    <>
      <ButtonLink href="/contact">{text('contact')}</ButtonLink>
      {offersCorrection ? (
        <ButtonLink href={`/invoices/applications/${id}?${CORRECT_PARAM}=1`}>
          {text('correction.request')}
        </ButtonLink>
      ) : null}
      {writes && status === 'returned' ? (
        <ButtonLink href={againAddress(application)} variant="primary">
          {text('correction.again')}
        </ButtonLink>
      ) : null}
      {offersWithdraw ? <Withdraw id={id} number={number} /> : null}
    </>
  )
}

/** What of the blue invoices nobody has reversed. */
function leftOf({ invoices }: ApplicationView): Money {
  const left = invoices
    .filter(({ colour, status }) => colour === 'blue' && status === 'issued')
    .map(({ amountFen, reversedFen }) => amountFen - reversedFen)
  return add(...left)
}

/** The wizard with the same kind and documents; what is not free any more is left out there. */
function againAddress({ id, kind, claims }: ApplicationView): string {
  const documents = claims.filter(({ amountFen }) => BigInt(amountFen) > 0n)
  const again = new URLSearchParams([
    ['replaces', id],
    ['kind', kind],
    ...documents.map(({ invoiceableId }) => ['invoiceable', invoiceableId]),
  ])
  return `/invoices/apply?${again.toString()}`
}

/** The application at an address, once per request; the page for what does not exist otherwise. */
const applicationAt = cache(async (id: string) => {
  const actor = await requireMember()
  if (!isId(id)) notFound()
  try {
    return await getApplication(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
