'use client'

import type { ReactNode } from 'react'
import { MoneyText } from '@/components/billing/money-text'
import { Checkbox } from '@/components/form/checkbox'
import { SubmitButton } from '@/components/form/submit-button'
import { PayBar } from '@/components/shell/sticky-bar'
import { FactsList } from '@/components/ui/facts-list'

export type SummaryTexts = Record<
  | 'summary'
  | 'product'
  | 'productName'
  | 'quantity'
  | 'unitPrice'
  | 'perThousand'
  | 'validity'
  | 'validFor'
  | 'validUntil'
  | 'until'
  | 'ifPaidToday'
  | 'total'
  | 'taxIncluded'
  | 'totalFollows'
  | 'submit'
  | 'next',
  string
>

export type OrderSummaryProps = {
  texts: SummaryTexts
  /** Null while there is none to order. */
  quantity: string | null
  total: bigint | null
  agreementLabel: ReactNode
}

/** What is about to be ordered: a card beside the form, on phones its last facts and the bar with the amount. */
export function OrderSummary({ texts, quantity, total, agreementLabel }: OrderSummaryProps) {
  return (
    <section
      className="self-start sm:rounded-lg sm:border sm:p-5 lg:sticky lg:top-6"
      aria-labelledby="order-summary"
    >
      <h2 id="order-summary" className="text-16 font-semibold max-sm:sr-only sm:mb-3">
        {texts.summary}
      </h2>
      <div className="max-sm:hidden">
        <FactsList
          facts={[
            { label: texts.product, value: texts.productName },
            { label: texts.quantity, value: <span className="live">{quantity ?? '—'}</span> },
            { label: texts.unitPrice, value: texts.perThousand },
          ]}
        />
      </div>
      <FactsList
        facts={[
          { label: texts.validity, value: texts.validFor },
          { label: texts.validUntil, value: texts.until, note: texts.ifPaidToday },
        ]}
      />
      <hr className="my-4 border-line max-sm:invisible max-sm:my-1" />
      <PayBar
        total={<Total texts={texts} total={total} />}
        agreement={<Checkbox name="agreed" label={agreementLabel} />}
      >
        <SubmitButton block size={40}>
          {texts.submit}
        </SubmitButton>
      </PayBar>
      <p className="mt-3 text-center text-12 text-text-3 max-sm:hidden">{texts.next}</p>
    </section>
  )
}

function Total({ texts, total }: { texts: SummaryTexts; total: bigint | null }) {
  return (
    <>
      <span className="text-13 font-semibold">{texts.total}</span>
      <span className="text-right">
        <output className="live block">
          {total === null ? <Unknown /> : <MoneyText amount={total} size="total" />}
        </output>
        <noscript>{texts.totalFollows}</noscript>
        <span className="block text-12 text-text-3">{texts.taxIncluded}</span>
      </span>
    </>
  )
}

function Unknown() {
  return <span className="block text-20 leading-9 font-semibold text-text-3 max-sm:leading-7">—</span>
}
