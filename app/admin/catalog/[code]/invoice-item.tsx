import { ActionForm } from '@/components/form/action-form'
import { Select } from '@/components/form/select'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { FactsList } from '@/components/ui/facts-list'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import type { ProductView } from '@/lib/billing/catalog/product.queries'
import { NOT_TAXED } from '@/lib/billing/invoice/kind.rules'
import { getInvoiceItem } from '@/lib/billing/invoice/seller-invoicing.queries'
import { formatRate } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { saveInvoiceItemAction } from '../actions'
import { catalogWords } from '../catalog-words'

type InvoiceItemProps = { actor: StaffActor; product: ProductView; mayWrite: boolean }

/** What a product is called on invoices, its tax code and its rate. */
export async function InvoiceItem({ actor, product, mayWrite }: InvoiceItemProps) {
  const [text, words, { item, rates }] = await Promise.all([
    getTranslations('admin.product'),
    catalogWords(),
    getInvoiceItem(actor, product.code),
  ])
  const rateText = (rate: string) => (rate === NOT_TAXED ? text('notTaxed') : formatRate(rate, words.locale))
  return (
    <Section title={text('invoiceItem')} note={text('invoiceItemNote')}>
      {rates === null ? <p className="text-13 text-text-2">{text('sellerUnset')}</p> : null}
      {item === null && rates !== null ? (
        <p className="mb-4 text-13 text-text-2">{text('itemUnset')}</p>
      ) : null}
      <div className="max-w-[400px]">
        {mayWrite && rates !== null ? (
          <ItemForm product={product} item={item} rates={rates} rateText={rateText} />
        ) : item ? (
          <FactsList
            facts={[
              { label: text('itemName'), value: item.name },
              { label: text('taxCode'), value: item.taxCode },
              { label: text('itemRate'), value: rateText(item.taxTreatment) },
            ]}
          />
        ) : null}
      </div>
    </Section>
  )
}

type ItemFormProps = {
  product: ProductView
  item: Awaited<ReturnType<typeof getInvoiceItem>>['item']
  rates: readonly string[]
  rateText: (rate: string) => string
}

async function ItemForm({ product, item, rates, rateText }: ItemFormProps) {
  const [text, site] = await Promise.all([getTranslations('admin.product'), getTranslations('site')])
  const choices = product.kind === 'card' ? [NOT_TAXED] : rates
  return (
    <ActionForm action={saveInvoiceItemAction} summaryTitle={site('summary')}>
      <input type="hidden" name="productCode" value={product.code} />
      <TextInput
        name="name"
        label={text('itemName')}
        help={text('itemNameHelp')}
        defaultValue={item?.name ?? ''}
        lang="zh-CN"
        autoComplete="off"
      />
      <TextInput
        name="taxCode"
        label={text('taxCode')}
        help={text('taxCodeHelp')}
        defaultValue={item?.taxCode ?? ''}
        inputMode="numeric"
        autoComplete="off"
      />
      <Select
        name="taxTreatment"
        label={text('itemRate')}
        defaultValue={item?.taxTreatment ?? choices[0] ?? ''}
        options={choices.map((value) => ({ value, label: rateText(value) }))}
      />
      <SubmitButton variant="secondary" size={36}>
        {text('saveItem')}
      </SubmitButton>
    </ActionForm>
  )
}
