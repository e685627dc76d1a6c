import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import type { ProductView } from '@/lib/billing/catalog/product.queries'
import { getTranslations } from '@/lib/web/translations'
import { setPriceAction } from '../actions'
import { catalogWords } from '../catalog-words'

/** A price from a day to come on. Comes back empty once the prices have changed. */
export async function SetPriceForm({ product }: { product: ProductView }) {
  const [text, site, words] = await Promise.all([
    getTranslations('admin.product'),
    getTranslations('site'),
    catalogWords(),
  ])
  const unit = words.unitText(product)
  const state = product.prices.map(({ from, unitPriceFen }) => `${from.getTime()} ${unitPriceFen}`).join()
  return (
    <ActionForm key={state} action={setPriceAction} summaryTitle={site('summary')}>
      <input type="hidden" name="productCode" value={product.code} />
      <TextInput
        name="price"
        label={text('newPrice')}
        unit={unit ? `/ ${unit}` : undefined}
        inputMode="decimal"
        autoComplete="off"
        help={text('newPriceHelp')}
      />
      <TextInput
        name="from"
        label={text('from')}
        type="date"
        min={product.tomorrow}
        max="2999-12-31"
        defaultValue={product.tomorrow}
        help={text('fromHelp')}
      />
      <SubmitButton variant="primary" size={36} block>
        {text('setPriceButton')}
      </SubmitButton>
    </ActionForm>
  )
}
