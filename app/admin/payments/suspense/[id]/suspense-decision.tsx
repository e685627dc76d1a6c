import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea, TextInput } from '@/components/form/text-input'
import { ButtonLink } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { countHolders } from '@/lib/billing/account/four-eyes.queries'
import { getClock } from '@/lib/command/clock.queries'
import { routeOf } from '@/lib/billing/payment/refund.rules'
import type { SuspenseView } from '@/lib/billing/payment/suspense.queries'
import { holdsOurMoney } from '@/lib/billing/payment/suspense.rules'
import { newId } from '@/lib/kernel/id'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import {
  agreeAssignmentAction,
  noteSuspenseAction,
  proposeAssignmentAction,
  rejectAssignmentAction,
  requestSuspenseRefundAction,
} from '../../actions'
import { FourEyesDecision } from '../../four-eyes-decision'
import { PayeeFields } from '../../payee-fields'

type Props = {
  actor: StaffActor
  entry: SuspenseView
  /** Whether the form for refunding is asked for, rather than the one for assigning. */
  refunds: boolean
  startsRejecting: boolean
}

/** What a person who decides about suspense can do with this entry now. */
export async function SuspenseDecision({ actor, entry, refunds, startsRejecting }: Props) {
  if (entry.status === 'assigning')
    return (
      <FourEyesDecision
        actor={actor}
        path={`/admin/payments/suspense/${entry.id}`}
        startsRejecting={startsRejecting}
        makers={[entry.proposedBy]}
        approve={agreeAssignmentAction}
        reject={rejectAssignmentAction}
        fields={{ suspenseId: entry.id, seen: entry.proposed?.id ?? '' }}
      />
    )
  if (entry.status !== 'open') return null
  if (!holdsOurMoney(entry)) return <NoteForm entry={entry} />
  return refunds ? <RefundForm actor={actor} entry={entry} /> : <AssignForm actor={actor} entry={entry} />
}

type OfEntry = { actor: StaffActor; entry: SuspenseView }

async function AssignForm({ actor, entry }: OfEntry) {
  const [text, refund, holders] = await Promise.all([
    getTranslations('admin.suspense'),
    getTranslations('admin.refund'),
    countHolders(actor, 'admin.refunds.decide'),
  ])
  return (
    <Section
      title={text('assign')}
      aside={
        <ButtonLink href={`/admin/payments/suspense/${entry.id}?do=refund`}>
          {text('refundInstead')}
        </ButtonLink>
      }
    >
      <p className="mb-4 max-w-[60ch] text-13 text-text-2">
        {text('assignText')} {refund(holders < 2 ? 'waived' : 'needed')}
      </p>
      <ActionForm action={proposeAssignmentAction} summaryTitle={refund('summary')} className="max-w-[440px]">
        <input type="hidden" name="suspenseId" value={entry.id} />
        <TextInput
          name="orderNumber"
          label={text('orderNumber')}
          defaultValue={entry.orderNumber ?? ''}
          autoComplete="off"
          spellCheck={false}
        />
        <TextArea name="reason" label={refund('reasonField')} />
        <SubmitButton>{text('propose')}</SubmitButton>
      </ActionForm>
    </Section>
  )
}

async function RefundForm({ actor, entry }: OfEntry) {
  const [text, refund, holders, { now }] = await Promise.all([
    getTranslations('admin.suspense'),
    getTranslations('admin.refund'),
    countHolders(actor, 'admin.refunds.decide'),
    getClock(),
  ])
  const byBank = routeOf(entry.channel, entry.at, now) === 'bank'
  return (
    <Section
      title={text('refundTitle')}
      aside={<ButtonLink href={`/admin/payments/suspense/${entry.id}`}>{text('assignInstead')}</ButtonLink>}
    >
      <p className="mb-4 max-w-[60ch] text-13 text-text-2">
        {text(byBank ? 'refundByBank' : 'refundText')} {refund(holders < 2 ? 'waived' : 'needed')}
      </p>
      <ActionForm
        action={requestSuspenseRefundAction}
        summaryTitle={refund('summary')}
        className="max-w-[440px]"
      >
        <input type="hidden" name="suspenseId" value={entry.id} />
        <input type="hidden" name="refundId" value={newId()} />
        {byBank ? <PayeeFields name={entry.accountName ?? ''} bank="" account="" /> : null}
        <TextArea name="reason" label={refund('reasonField')} />
        <SubmitButton>{text('requestRefund', { amount: formatMoney(entry.amountFen) })}</SubmitButton>
      </ActionForm>
    </Section>
  )
}

async function NoteForm({ entry }: { entry: SuspenseView }) {
  const [text, refund] = await Promise.all([
    getTranslations('admin.suspense'),
    getTranslations('admin.refund'),
  ])
  return (
    <Section title={text('noteTitle')}>
      <p className="mb-4 max-w-[60ch] text-13 text-text-2">{text('noteText')}</p>
      <ActionForm action={noteSuspenseAction} summaryTitle={refund('summary')} className="max-w-[440px]">
        <input type="hidden" name="suspenseId" value={entry.id} />
        <TextArea name="note" label={text('note')} />
        <SubmitButton>{text('saveNote')}</SubmitButton>
      </ActionForm>
    </Section>
  )
}
