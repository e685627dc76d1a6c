import { TextInput } from '@/components/form/text-input'
import { Section } from '@/components/ui/section'
import { isElectronic } from '@/lib/billing/invoice/kind.rules'
import { seenAddress } from '@/lib/billing/invoice/seen.rules'
import { getTranslations } from '@/lib/web/translations'
import { AddressFields } from '../addresses/address-fields'
import { AddressChoice } from './address-choice'
import type { ConfirmStepProps } from './confirm-step-props'

/** Where the invoice goes: a mail address, filled in from the default address, or a sending address, kept or given here. */
export async function DeliveryPart({ kind, addresses, email, replaced }: ConfirmStepProps) {
  const text = await getTranslations('invoices')
  const preferred = addresses.find(({ isDefault }) => isDefault) ?? addresses[0]
  return (
    <Section title={text('deliveryPart')}>
      {isElectronic(kind) ? (
        <TextInput
          name="email"
          type="email"
          label={text('email')}
          help={text('emailHelp')}
          defaultValue={replaced?.delivery.email ?? preferred?.email ?? email}
          autoComplete="email"
          className="mb-5!"
        />
      ) : (
        <AddressChoice
          label={text('tabs.addresses')}
          newLabel={text('newAddress')}
          preferred={preferred?.id ?? ''}
          kept={addresses.map(({ id, recipient, phone, regionName: region, detail, email: mail }) => ({
            value: id,
            label: `${recipient} · ${phone}`,
            note: (
              <>
                {region} {detail}
                <span className="block">{mail}</span>
              </>
            ),
            seen: seenAddress({ recipient, phone, region, detail, email: mail }),
          }))}
          fields={<AddressFields address={null} email={email} />}
        />
      )}
    </Section>
  )
}
