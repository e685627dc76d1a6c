import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/dialog'
import { getTranslations } from '@/lib/web/translations'
import { withdrawApplicationAction } from './actions'

/** The name in the address by which the page asks for confirmation itself, for browsers without script. */
export const WITHDRAW_PARAM = 'withdraw'

type WithdrawProps = { id: string; number: string }

/** **Withdraw**, once more asked: the amount can be applied for again, this application cannot be taken up again. */
export async function Withdraw({ id, number }: WithdrawProps) {
  const text = await getTranslations('invoices')
  return (
    <ConfirmDialog
      action={`/invoices/applications/${id}`}
      param={WITHDRAW_PARAM}
      label={text('withdraw')}
      title={text('withdrawTitle', { number })}
      keepLabel={text('keep')}
    >
      <WithdrawForm id={id} />
    </ConfirmDialog>
  )
}

/** The same question as a part of the page. */
export async function WithdrawConfirmation({ id, number }: WithdrawProps) {
  const text = await getTranslations('invoices')
  return (
    <div className="mb-7 max-w-[440px]">
      <Card title={text('withdrawTitle', { number })} large>
        <WithdrawForm id={id} />
        <div className="mt-3">
          <ButtonLink href={`/invoices/applications/${id}`} size={36} block>
            {text('keep')}
          </ButtonLink>
        </div>
      </Card>
    </div>
  )
}

async function WithdrawForm({ id }: { id: string }) {
  const [text, site] = await Promise.all([getTranslations('invoices'), getTranslations('site')])
  return (
    <ActionForm action={withdrawApplicationAction} summaryTitle={site('summary')}>
      <input type="hidden" name="applicationId" value={id} />
      <p className="mb-4 text-text-2">{text('withdrawText')}</p>
      <SubmitButton variant="danger" size={36} block>
        {text('withdraw')}
      </SubmitButton>
    </ActionForm>
  )
}
