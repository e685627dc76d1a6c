import { ActionForm } from '@/components/form/action-form'
import { Checkbox } from '@/components/form/checkbox'
import { DecisionForms } from '@/components/form/decision-forms'
import { RadioCards } from '@/components/form/radio-cards'
import { SubmitButton } from '@/components/form/submit-button'
import { DecisionBar } from '@/components/shell/sticky-bar'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import type { CorrectionView } from '@/lib/billing/invoice/correction.queries'
import { isVoidable, standingOf } from '@/lib/billing/invoice/correction.rules'
import { dayOf } from '@/lib/kernel/calendar'
import { getTranslations } from '@/lib/web/translations'
import {
  approveCorrectionAction,
  giveUpCorrectionAction,
  recordVoidAction,
  refuseCorrectionAction,
  retryCorrectionAction,
} from '../actions'
import { APPLICATIONS } from '../application-columns'
import type { DecisionProps } from './application-decision'
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
      {byHand ? null : <Note tone="run" title={text('byChannel')} />}
      {correction.status === 'reversing' && correction.method === 'void' && byHand ? (
        <RecordVoid {...both} />
      ) : null}
      {byHand ? <RedForms {...both} /> : null}
      {mayGiveUp(correction) ? <GiveUp {...both} /> : null}
    </div>
  )
}

function mayGiveUp({ status, refundId, forms }: CorrectionView): boolean {
  const isConfirmed = forms.some(({ live, state }) => live && standingOf(state) === 'confirmed')
  return (status === 'reversing' || status === 'stuck') && refundId === null && !isConfirmed
}

/** The ids that every form here carries. */
function Ids({ application, correction }: Props) {
  return (
    <>
      <input type="hidden" name="applicationId" value={application.id} />
      <input type="hidden" name="correctionId" value={correction.id} />
    </>
  )
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

/** Which form fell void, in the tax bureau's words and the channel's, and what can be done. */
async function Stuck({ application, correction }: Props) {
  const [text, words, site] = await Promise.all([
    getTranslations('admin.correction'),
    getTranslations('invoices.correction'),
    getTranslations('site'),
  ])
  const fallen = correction.forms.filter(({ live }) => !live).at(-1)
  return (
    <Section title={text('stuck')}>
      <div className="mb-4">
        <Note tone="bad" title={fallen ? words(`state.${fallen.state}`) : text('notVoided')}>
          {fallen?.trouble ? `${fallen.trouble} · ` : ''}
          {text('stuckText')}
        </Note>
      </div>
      <ActionForm action={retryCorrectionAction} summaryTitle={site('summary')}>
        <Ids application={application} correction={correction} />
        <SubmitButton variant="primary" size={40}>
          {text('retry')}
        </SubmitButton>
      </ActionForm>
    </Section>
  )
}

async function GiveUp({ application, correction }: Props) {
  const [text, site] = await Promise.all([getTranslations('admin.correction'), getTranslations('site')])
  return (
    <ActionForm action={giveUpCorrectionAction} summaryTitle={site('summary')} className="my-7">
      <Ids application={application} correction={correction} />
      <p className="mb-3 text-13 text-text-2">{text('giveUpText')}</p>
      <SubmitButton variant="danger" size={40}>
        {text('giveUp')}
      </SubmitButton>
    </ActionForm>
  )
}

async function RecordVoid({ application, correction }: Props) {
  const [text, site] = await Promise.all([getTranslations('admin.correction'), getTranslations('site')])
  return (
    <Section title={text('void')} note={text('recordVoidNote')}>
      <ActionForm action={recordVoidAction} summaryTitle={site('summary')}>
        <Ids application={application} correction={correction} />
        <SubmitButton variant="primary" size={40}>
          {text('recordVoid')}
        </SubmitButton>
      </ActionForm>
    </Section>
  )
}
