import { ActionForm } from '@/components/form/action-form'
import { CheckboxGroup } from '@/components/form/checkbox-group'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { Section } from '@/components/ui/section'
import type { ProductView } from '@/lib/billing/catalog/product.queries'
import { getTranslations } from '@/lib/web/translations'
import { setQuantityChoicesAction } from '../actions'
import { catalogWords } from '../catalog-words'

/** What the recharge page offers as cards: untick one to take it away, type one to add it. */
export async function QuantityChoices({ product, mayWrite }: { product: ProductView; mayWrite: boolean }) {
  const [text, site, words] = await Promise.all([
    getTranslations('admin.product'),
    getTranslations('site'),
    catalogWords(),
  ])
  const { choices, code } = product
  if (!mayWrite)
    return (
      <Section title={text('choices')}>
        <p className="text-13">
          {choices.map((thousands) => words.thousandsText(thousands, product)).join(' · ')}
        </p>
      </Section>
    )
  return (
    <Section title={text('choices')}>
      <div className="max-w-[400px]">
        <ActionForm key={choices.join()} action={setQuantityChoicesAction} summaryTitle={site('summary')}>
          <input type="hidden" name="productCode" value={code} />
          {choices.map((thousands) => (
            <input key={thousands} type="hidden" name="former" value={thousands} />
          ))}
          <CheckboxGroup
            name="kept"
            legend={text('offered')}
            choices={choices.map((thousands) => ({
              value: String(thousands),
              label: words.thousandsText(thousands, product),
              checked: true,
            }))}
          />
          <TextInput
            name="added"
            label={text('added')}
            optional={site('optional')}
            help={text('addedHelp')}
            inputMode="numeric"
            autoComplete="off"
          />
          <SubmitButton variant="secondary" size={36}>
            {text('saveChoices')}
          </SubmitButton>
        </ActionForm>
      </div>
    </Section>
  )
}
