import { getTranslations } from 'next-intl/server'
import { Select } from '@/components/form/select'
import { TextInput } from '@/components/form/text-input'
import { ButtonLink } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { isElectronic } from '@/lib/billing/invoice/kind.rules'
import type { ConfirmStepProps } from './confirm-step-props'

/** Where the invoice goes: a mail address, filled in from the default address, or one of the sending addresses. */
export async function DeliveryPart({ kind, addresses, email }: ConfirmStepProps) {
  const text = await getTranslations('invoices')
  const preferred = addresses.find(({ isDefault }) => isDefault) ?? addresses[0]
  if (isElectronic(kind)) {
    return (
      <Section title={text('deliveryPart')} small>
        <TextInput
          name="email"
          type="email"
          label={text('email')}
          defaultValue={preferred?.email ?? email}
          autoComplete="email"
        />
      </Section>
    )
  }
  return (
    <Section title={text('deliveryPart')} small>
      <Select
        name="addressId"
        label={text('tabs.addresses')}
        placeholder={text('chooseAddress')}
        defaultValue={preferred?.id ?? ''}
        options={addresses.map(({ id, recipient, regionName, detail }) => ({
          value: id,
          label: `${recipient} · ${regionName} ${detail}`,
        }))}
      />
      <p className="mb-5">
        <ButtonLink href="/invoices/addresses/new">{text('newAddress')}</ButtonLink>
      </p>
    </Section>
  )
}
