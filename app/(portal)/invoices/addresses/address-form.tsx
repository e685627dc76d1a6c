import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/form/action-form'
import { Checkbox } from '@/components/form/checkbox'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { ButtonLink } from '@/components/ui/button'
import { citiesOf, districtsOf, provinces } from '@/lib/billing/invoice/regions'
import type { AddressView } from '@/lib/billing/invoice/title.queries'
import { newId } from '@/lib/kernel/id'
import { saveAddressAction } from './actions'
import { RegionChoice } from './region-choice'

export type AddressFormProps = { address: AddressView | null; email: string }

/** Who gets an invoice, and where. */
export async function AddressForm({ address, email }: AddressFormProps) {
  const [text, site] = await Promise.all([getTranslations('invoices'), getTranslations('site')])
  return (
    <div className="max-w-[560px]">
      <ActionForm action={saveAddressAction} summaryTitle={site('summary')}>
        <input type="hidden" name="addressId" value={address?.id ?? newId()} />
        <TextInput
          name="recipient"
          label={text('recipient')}
          defaultValue={address?.recipient ?? ''}
          autoComplete="name"
        />
        <TextInput
          name="phone"
          label={text('phone')}
          type="tel"
          defaultValue={address?.phone ?? ''}
          autoComplete="tel"
        />
        <TextInput
          name="email"
          label={text('email')}
          type="email"
          defaultValue={address?.email ?? email}
          autoComplete="email"
        />
        <RegionChoice
          address="/invoices/regions"
          provinces={provinces()}
          chosen={
            address
              ? { province: address.provinceCode, city: address.cityCode, district: address.districtCode }
              : null
          }
          cities={address ? citiesOf(address.provinceCode) : []}
          districts={address ? districtsOf(address.cityCode) : []}
          words={{
            legend: text('region'),
            province: text('province'),
            city: text('city'),
            district: text('district'),
          }}
        />
        <TextInput
          name="detail"
          label={text('detail')}
          defaultValue={address?.detail ?? ''}
          autoComplete="street-address"
        />
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
