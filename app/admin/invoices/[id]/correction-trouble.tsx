import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import type { CorrectionView } from '@/lib/billing/invoice/correction.queries'
import { getTranslations } from '@/lib/web/translations'
import {
  giveUpCorrectionAction,
  recordVoidAction,
  retryCorrectionAction,
  takeRedLetterAction,
} from '../actions'

type Props = { application: ApplicationView; correction: CorrectionView }

/** The ids that every form here carries. */
function Ids({ application, correction }: Props) {
  return (
    <>
      <input type="hidden" name="applicationId" value={application.id} />
      <input type="hidden" name="correctionId" value={correction.id} />
    </>
  )
}

const blueOf = ({ invoices }: ApplicationView, status: 'issued' | 'voided') =>
  invoices.filter((invoice) => invoice.colour === 'blue' && invoice.status === status)

/** Which form fell void or which paper stays, in the tax bureau's words and the channel's, and what can be done. */
export async function Stuck({ application, correction }: Props) {
  const [text, words, site] = await Promise.all([
    getTranslations('admin.correction'),
    getTranslations('invoices.correction'),
    getTranslations('site'),
  ])
  const isVoid = correction.method === 'void'
  const fallen = correction.forms.filter(({ live }) => !live).at(-1)
  const refused = blueOf(application, 'issued').filter(({ trouble }) => trouble !== null)
  return (
    <Section title={text('stuck')}>
      <div className="mb-4">
        <Note tone="bad" title={!isVoid && fallen ? words(`state.${fallen.state}`) : text('notVoided')}>
          {isVoid
            ? refused.map(({ id, number, trouble }) => (
                <span key={id} className="block">
                  {text('refusedVoid', { number: number ?? '', why: trouble ?? '' })}
                </span>
              ))
            : fallen?.trouble
              ? `${fallen.trouble} · `
              : ''}
          {text(isVoid ? 'stuckVoidText' : 'stuckText')}
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

/** Paper that the office declares void itself, one after the other, or reverses by red invoices where it cannot. */
export async function VoidWork({ application, correction }: Props) {
  const [text, site] = await Promise.all([getTranslations('admin.correction'), getTranslations('site')])
  const voided = blueOf(application, 'voided').map(({ number }) => number)
  return (
    <Section title={text('void')} note={text('recordVoidNote')}>
      {voided.length > 0 ? (
        <p className="mb-3 text-13">{text('voidedSoFar', { numbers: voided.join(', ') })}</p>
      ) : null}
      {blueOf(application, 'issued').map(({ id, number }) => (
        <ActionForm key={id} action={recordVoidAction} summaryTitle={site('summary')} className="mb-3">
          <Ids application={application} correction={correction} />
          <input type="hidden" name="invoiceId" value={id} />
          <SubmitButton variant={correction.status === 'stuck' ? 'secondary' : 'primary'} size={40}>
            {text('recordVoidOf', { number: number ?? '' })}
          </SubmitButton>
        </ActionForm>
      ))}
      <ActionForm action={takeRedLetterAction} summaryTitle={site('summary')} className="mt-5">
        <Ids application={application} correction={correction} />
        <p className="mb-3 text-13 text-text-2">{text('takeRedLetterText')}</p>
        <SubmitButton variant="secondary" size={40}>
          {text('takeRedLetter')}
        </SubmitButton>
      </ActionForm>
    </Section>
  )
}

export async function GiveUp({ application, correction }: Props) {
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
