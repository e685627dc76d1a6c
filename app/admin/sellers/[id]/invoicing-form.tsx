import { pageWords } from '@/app/(portal)/page-words'
import { ActionForm } from '@/components/form/action-form'
import { CheckboxGroup } from '@/components/form/checkbox-group'
import { Select } from '@/components/form/select'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { canIssue } from '@/lib/billing/invoice/channel.rules'
import { offeredIssuingChannels } from '@/lib/billing/invoice/issuing-channels.flow'
import { kinds } from '@/lib/billing/invoice/kind.rules'
import { findSellerInvoicing } from '@/lib/billing/invoice/seller-invoicing.queries'
import { rates } from '@/lib/billing/invoice/seller-invoicing.rules'
import { formatYuan } from '@/lib/kernel/money'
import { formatRate } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { saveInvoicingAction } from '../actions'

/** What stands on a seller's invoices, and by which way each kind is issued. */
export async function InvoicingForm({ actor, sellerId }: { actor: StaffActor; sellerId: string }) {
  const [text, invoices, ways, site, { locale }, kept] = await Promise.all([
    getTranslations('admin.seller'),
    getTranslations('invoices'),
    getTranslations('admin.invoice'),
    getTranslations('site'),
    pageWords(),
    findSellerInvoicing(actor, sellerId),
  ])
  const line = (name: 'legalName' | 'address' | 'bankName', label: string) => (
    <TextInput name={name} label={label} defaultValue={kept?.[name] ?? ''} lang="zh-CN" autoComplete="off" />
  )
  const number = (name: 'taxpayerId' | 'phone' | 'bankAccount', label: string) => (
    <TextInput name={name} label={label} defaultValue={kept?.[name] ?? ''} autoComplete="off" />
  )
  return (
    <Section title={text('invoicing')} note={text('invoicingNote')}>
      {kept ? null : <p className="mb-4 text-13 text-text-2">{text('invoicingUnset')}</p>}
      <div className="max-w-[480px]">
        <ActionForm action={saveInvoicingAction} summaryTitle={site('summary')}>
          <input type="hidden" name="sellerId" value={sellerId} />
          {line('legalName', text('legalName'))}
          {number('taxpayerId', text('taxpayerId'))}
          {line('address', text('address'))}
          {number('phone', text('phone'))}
          {line('bankName', text('bankName'))}
          {number('bankAccount', text('bankAccount'))}
          <TextInput
            name="clerk"
            label={text('clerk')}
            help={text('clerkHelp')}
            defaultValue={kept?.clerk ?? ''}
            autoComplete="off"
          />
          <CheckboxGroup
            name="rates"
            legend={text('rates')}
            choices={rates.map((rate) => ({
              value: rate,
              label: formatRate(rate, locale),
              checked: kept?.rates.includes(rate) ?? false,
            }))}
          />
          <TextInput
            name="perInvoice"
            label={text('perInvoice')}
            help={text('perInvoiceHelp')}
            defaultValue={kept ? formatYuan(kept.perInvoiceFen) : ''}
            inputMode="decimal"
            autoComplete="off"
          />
          {kinds.map((kind) => (
            <Select
              key={kind}
              name={`channel-${kind}`}
              label={text('channelFor', { kind: invoices(`kinds.${kind}`) })}
              defaultValue={kept?.channels[kind] ?? 'manual'}
              options={offeredIssuingChannels()
                .filter((channel) => canIssue(channel, kind))
                .map((value) => ({ value, label: ways(`channels.${value}`) }))}
            />
          ))}
          <SubmitButton variant="primary" size={36}>
            {text('saveInvoicing')}
          </SubmitButton>
        </ActionForm>
      </div>
    </Section>
  )
}
