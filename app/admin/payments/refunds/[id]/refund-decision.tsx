import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { DecisionBar } from '@/components/shell/sticky-bar'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import type { RefundView } from '@/lib/billing/payment/refund.queries'
import { mayDivert } from '@/lib/billing/payment/refund.rules'
import { payeeAsRead } from '@/lib/billing/settlement/refund.rules'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import {
  approveRefundAction,
  declineRefundAction,
  divertRefundAction,
  namePayeeAction,
  recordPayoutAction,
} from '../../actions'
import { FourEyesDecision } from '../../four-eyes-decision'
import { PayeeFields } from '../../payee-fields'

type Props = { actor: StaffActor; refund: RefundView; startsRejecting: boolean }

/** What a person who decides about refunds can do with this one now; nothing where it goes on by itself or is over. */
export async function RefundDecision(props: Props) {
  const { refund } = props
  const { status, route } = refund
  if (status === 'requested') return <Requested {...props} />
  if (status === 'approved' && route === 'bank') return <Payout refund={refund} />
  return mayDivert(refund) ? <Divert refund={refund} /> : null
}

async function Requested({ actor, refund, startsRejecting }: Props) {
  const text = await getTranslations('admin.refund')
  const byBank = refund.route === 'bank'
  const needsPayee = byBank && refund.payeeAccount === null
  return (
    <>
      {byBank ? (
        <Section title={needsPayee ? text('namePayee') : text('changePayee')}>
          <ActionForm action={namePayeeAction} summaryTitle={text('summary')} className="max-w-[440px]">
            <input type="hidden" name="refundId" value={refund.id} />
            <PayeeFields {...valuesOf(refund)} />
            <SubmitButton variant={needsPayee ? 'primary' : 'secondary'}>{text('savePayee')}</SubmitButton>
          </ActionForm>
        </Section>
      ) : null}
      {needsPayee ? null : (
        <FourEyesDecision
          actor={actor}
          path={`/admin/payments/refunds/${refund.id}`}
          startsRejecting={startsRejecting}
          makers={[refund.requestedBy, refund.payeeBy]}
          approve={approveRefundAction}
          reject={declineRefundAction}
          fields={{ refundId: refund.id, seen: byBank ? payeeAsRead(refund) : '' }}
        />
      )}
    </>
  )
}

/** Empty fields begin with the customer's own name, whose account it mostly is. */
function valuesOf({ payeeName, payeeBank, payeeAccount, accountName }: RefundView) {
  return { name: payeeName ?? accountName ?? '', bank: payeeBank ?? '', account: payeeAccount ?? '' }
}

async function Payout({ refund }: { refund: RefundView }) {
  const text = await getTranslations('admin.refund')
  return (
    <DecisionBar sentence={text('payoutSentence', { amount: formatMoney(refund.amountFen) })}>
      <ActionForm
        action={recordPayoutAction}
        summaryTitle={text('summary')}
        className="flex flex-wrap items-end gap-3"
      >
        <input type="hidden" name="refundId" value={refund.id} />
        <TextInput name="bankRef" label={text('bankRefField')} autoComplete="off" className="sm:w-66" />
        <SubmitButton size={36}>{text('recordPayout')}</SubmitButton>
      </ActionForm>
    </DecisionBar>
  )
}

async function Divert({ refund }: { refund: RefundView }) {
  const text = await getTranslations('admin.refund')
  return (
    <Section title={text('divertTitle')}>
      <p className="mb-4 max-w-[60ch] text-13 text-text-2">{text('divertText')}</p>
      <ActionForm action={divertRefundAction} summaryTitle={text('summary')} className="max-w-[440px]">
        <input type="hidden" name="refundId" value={refund.id} />
        <PayeeFields {...valuesOf(refund)} />
        <TextInput name="reason" label={text('reasonField')} autoComplete="off" />
        <div className="mt-4">
          <SubmitButton>{text('divert', { amount: formatMoney(refund.amountFen) })}</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  )
}
