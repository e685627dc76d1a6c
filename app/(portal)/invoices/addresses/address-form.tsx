import { ActionForm } from '@/components/form/action-form'
import { Checkbox } from '@/components/form/checkbox'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button'
import type { AddressView } from '@/lib/billing/invoice/title.queries'
import { newId } from '@/lib/kernel/id'
import { getTranslations } from '@/lib/web/translations'
import { saveAddressAction } from './actions'
import { AddressFields } from './address-fields'

export type AddressFormProps = { address: AddressView | null; email: string }

/** Who gets an invoice, and where. */
export async function AddressForm({ address, email }: AddressFormProps) {
  const [text, site] = await Promise.all([getTranslations('invoices'), getTranslations('site')])
  return (
    <div className="max-w-[560px]">
      <ActionForm action={saveAddressAction} summaryTitle={site('summary')}>
        <input type="hidden" name="addressId" value={address?.id ?? newId()} />
        <AddressFields address={address} email={email} />
        <Checkbox name="isDefault" label={text('setDefault')} defaultChecked={address?.isDefault ?? false} />
        <div className="flex gap-3">
          <SubmitButton variant="primary" size={40}>
            {text('save')}
          </SubmitButton>
          <ButtonLink href="/invoices/addresses" size={40}>
            {text('cancel')}
          </ButtonLink>
        </div>
      </ActionForm>
    </div>
  )
}
