import { TextInput } from '@/components/form/text-input'
import { citiesOf, districtsOf, provinces } from '@/lib/billing/invoice/regions'
import type { AddressView } from '@/lib/billing/invoice/title.queries'
import { getTranslations } from '@/lib/web/translations'
import { RegionChoice } from './region-choice'

export type AddressFieldsProps = { address: AddressView | null; email: string }

/** Who gets an invoice, and where. */
export async function AddressFields({ address, email }: AddressFieldsProps) {
  const text = await getTranslations('invoices')
  return (
    <>
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
    </>
  )
}
