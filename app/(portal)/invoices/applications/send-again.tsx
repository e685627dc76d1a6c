import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { SENDS_A_DAY } from '@/lib/billing/invoice/download-link.rules'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { sendToMyselfAction } from './actions'

/** **Send again** to the address that the person signs in with. */
export async function SendToMyself({ id, email }: { id: string; email: string }) {
  const [text, site] = await Promise.all([getTranslations('invoices'), getTranslations('site')])
  return (
    <div className="mt-4">
      <ActionForm action={sendToMyselfAction} summaryTitle={site('summary')}>
        <input type="hidden" name="sendId" value={newId()} />
        <input type="hidden" name="applicationId" value={id} />
        <SubmitButton variant="secondary" block>
          {text('sendAgain')}
        </SubmitButton>
      </ActionForm>
      <p className="mt-2 text-12 text-text-3">{text('sendAgainTo', { email, most: SENDS_A_DAY.member })}</p>
    </div>
  )
}
