import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/form/action-form'
import { Checkbox } from '@/components/form/checkbox'
import { RadioCards } from '@/components/form/radio-cards'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import type { CorrectionView } from '@/lib/billing/invoice/correction.queries'
import { isVoidable, standingOf } from '@/lib/billing/invoice/correction.rules'
import { dayOf } from '@/lib/kernel/calendar'
import {
  approveCorrectionAction,
  giveUpCorrectionAction,
  recordVoidAction,
  refuseCorrectionAction,
  retryCorrectionAction,
} from '../actions'
import { RedForms } from './red-forms'

type Props = { application: ApplicationView; correction: CorrectionView }

/** What the office does next with a correction: approve or refuse it, write down form and red invoice, help a stuck one. */
export async function CorrectionDecision({
  application,
  corrections,
  decides,
}: {
  application: ApplicationView
  corrections: readonly CorrectionView[]
  decides: boolean
}) {
  const correction = corrections.find(({ status }) => ['requested', 'reversing', 'stuck'].includes(status))
  if (!correction) return null
  const text = await getTranslations('admin.correction')
  if (!decides)
    return (
      <div className="my-7">
        <Note tone="idle" title={text('readOnly')} />
      </div>
    )
  const byHand = application.channel !== 'nuonuo'
  return (
    <div className="my-7 max-w-[560px]">
      {correction.status === 'requested' ? (
        <Decide application={application} correction={correction} />
      ) : null}
      {correction.status === 'stuck' ? <Stuck application={application} correction={correction} /> : null}
      {correction.status !== 'requested' && !byHand ? <Note tone="run" title={text('byChannel')} /> : null}
      {correction.status === 'reversing' && correction.method === 'void' && byHand ? (
        <RecordVoid application={application} correction={correction} />
      ) : null}
      {correction.status !== 'requested' && byHand ? (
        <RedForms application={application} correction={correction} />
      ) : null}
      {mayGiveUp(correction) ? <GiveUp application={application} correction={correction} /> : null}
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

async function Decide({ application, correction }: Props) {
  const [text, office, site] = await Promise.all([
    getTranslations('admin.correction'),
    getTranslations('admin.invoice'),
    getTranslations('site'),
  ])
  const blue = application.invoices.filter(({ colour, status }) => colour === 'blue' && status === 'issued')
  const voidable = isVoidable(
    { kind: application.kind, issuedOn: blue.map(({ issuedOn }) => issuedOn) },
    dayOf(application.now),
  )
  return (
    <>
      <Section title={text('decide')} note={text('decideNote')}>
        <ActionForm action={approveCorrectionAction} summaryTitle={site('summary')}>
          <Ids application={application} correction={correction} />
          {voidable ? (
            <>
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
            </>
          ) : (
            <input type="hidden" name="method" value="red-letter" />
          )}
          <SubmitButton variant="primary" size={40}>
            {office('approve')}
          </SubmitButton>
        </ActionForm>
      </Section>
      {correction.refundId === null ? (
        <ActionForm action={refuseCorrectionAction} summaryTitle={site('summary')} className="my-7">
          <Ids application={application} correction={correction} />
          <TextInput name="reason" label={office('reason')} help={office('reasonHelp')} autoComplete="off" />
          <SubmitButton variant="danger" size={40}>
            {text('refuse')}
          </SubmitButton>
        </ActionForm>
      ) : (
        <p className="my-7 text-13 text-text-2">{text('ofRefund')}</p>
      )}
    </>
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
