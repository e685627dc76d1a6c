import { Checkbox } from '@/components/form/checkbox'
import { DecisionForms } from '@/components/form/decision-forms'
import { RadioCards } from '@/components/form/radio-cards'
import { DecisionBar } from '@/components/shell/sticky-bar'
import { Note } from '@/components/ui/note'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import type { CorrectionView } from '@/lib/billing/invoice/correction.queries'
import { isVoidable, standingOf } from '@/lib/billing/invoice/correction.rules'
import { dayOf } from '@/lib/kernel/calendar'
import { getTranslations } from '@/lib/web/translations'
import { approveCorrectionAction, refuseCorrectionAction } from '../actions'
import { APPLICATIONS } from '../application-columns'
import type { DecisionProps } from './application-decision'
import { GiveUp, Stuck, VoidWork } from './correction-trouble'
import { RedForms } from './red-forms'

type Props = { application: ApplicationView; correction: CorrectionView }

/** What the office writes down of a correction that is approved, and how it helps one that is stuck. */
export async function CorrectionWork({ application, correction }: Props) {
  if (correction.status === 'requested') return null
  const text = await getTranslations('admin.correction')
  const byHand = application.channel !== 'nuonuo'
  const both = { application, correction }
  return (
    <div className="my-7 max-w-[560px]">
      {correction.status === 'stuck' ? <Stuck {...both} /> : null}
      {byHand || correction.status === 'stuck' ? null : <Note tone="run" title={text('byChannel')} />}
      {correction.method === 'void' && (byHand || correction.status === 'stuck') ? (
        <VoidWork {...both} />
      ) : null}
      {byHand ? <RedForms {...both} /> : null}
      {mayGiveUp(both) ? <GiveUp {...both} /> : null}
    </div>
  )
}

function mayGiveUp({ application, correction }: Props): boolean {
  const { status, refundId, forms, method } = correction
  if (refundId !== null || (status !== 'reversing' && status !== 'stuck')) return false
  if (application.invoices.some((invoice) => invoice.status === 'voided')) return false
  // Whatever a channel is asked to void, it may have voided.
  if (method === 'void' && application.channel === 'nuonuo' && status === 'reversing') return false
  return !forms.some(({ live, redNumber, state }) => live && !redNumber && standingOf(state) === 'confirmed')
}

/** Approve a correction, or refuse it with a reason; one that a refund needs is refused with its refund. */
export async function CorrectionDecision({
  application,
  correction,
  decides,
  ownAccount,
  rejecting,
}: Props & DecisionProps) {
  const [text, office, site] = await Promise.all([
    getTranslations('admin.correction'),
    getTranslations('admin.invoice'),
    getTranslations('site'),
  ])
  if (!decides || ownAccount)
    return <DecisionBar sentence={decides ? office('ownAccount') : text('readOnly')}>{null}</DecisionBar>
  if (correction.status !== 'requested') return null
  const forRefund = correction.refundId !== null
  return (
    <DecisionForms
      key={correction.id}
      approve={approveCorrectionAction}
      reject={refuseCorrectionAction}
      path={`${APPLICATIONS}/${application.id}`}
      startsRejecting={rejecting}
      sentence={text(forRefund ? 'ofRefund' : 'decideNote')}
      mayReject={!forRefund}
      texts={{
        approve: office('approve'),
        reject: text('refuse'),
        reason: office('reason'),
        reasonHelp: office('reasonHelp'),
        rejectSentence: text('refuseSentence'),
        back: office('back'),
        errors: site('summary'),
      }}
      fields={{ applicationId: application.id, correctionId: correction.id }}
    >
      <Method application={application} />
    </DecisionForms>
  )
}

/** How the invoices are reversed: paper of this month may be declared void, all else takes a red invoice. */
async function Method({ application }: { application: ApplicationView }) {
  const text = await getTranslations('admin.correction')
  const blue = application.invoices.filter(({ colour, status }) => colour === 'blue' && status === 'issued')
  const voidable = isVoidable(
    { kind: application.kind, issuedOn: blue.map(({ issuedOn }) => issuedOn) },
    dayOf(application.now),
  )
  if (!voidable) return <input type="hidden" name="method" value="red-letter" />
  return (
    <div className="mt-7 max-w-[560px]">
      <RadioCards
        name="method"
        legend={text('method')}
        layout="rows"
        defaultValue="red-letter"
        choices={[
          { value: 'red-letter', label: text('redLetter'), note: text('redLetterNote') },
          { value: 'void', label: text('void'), note: text('voidNote') },
        ]}
      />
      <Checkbox name="copiesBack" label={text('copiesBack')} />
    </div>
  )
}
