import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextInput } from '@/components/form/text-input'
import { Section } from '@/components/ui/section'
import { MOST_THOUSANDS } from '@/lib/billing/catalog/catalog.rules'
import type { ProductView } from '@/lib/billing/catalog/product.queries'
import { formatQuantity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { editProductAction } from '../actions'

/** Names in both languages, and the limits of a package. */
export async function EditForm({ product }: { product: ProductView }) {
  const [text, site] = await Promise.all([getTranslations('admin.product'), getTranslations('site')])
  const { code, nameEn, nameZh, maxThousands, discountAboveThousands } = product
  const number = { inputMode: 'numeric', autoComplete: 'off' } as const
  return (
    <Section title={product.kind === 'package' ? text('namesAndLimits') : text('names')}>
      <div className="max-w-[400px]">
        <ActionForm action={editProductAction} summaryTitle={site('summary')}>
          <input type="hidden" name="productCode" value={code} />
          <TextInput name="nameEn" label={text('nameEn')} defaultValue={nameEn} lang="en" />
          <TextInput name="nameZh" label={text('nameZh')} defaultValue={nameZh} lang="zh-CN" />
          {product.kind === 'package' ? (
            <>
              <TextInput
                name="maxThousands"
                label={text('mostInThousands')}
                help={text('mostHelp', { most: formatQuantity(MOST_THOUSANDS) })}
                defaultValue={maxThousands ?? ''}
                {...number}
              />
              <TextInput
                name="discountAboveThousands"
                label={text('noticeInThousands')}
                optional={site('optional')}
                help={text('noticeHelp')}
                defaultValue={discountAboveThousands ?? ''}
                {...number}
              />
            </>
          ) : null}
          <SubmitButton variant="secondary" size={36}>
            {text('save')}
          </SubmitButton>
        </ActionForm>
      </div>
    </Section>
  )
}
