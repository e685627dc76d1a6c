import type { ReactNode } from 'react'
import { MoneyText } from '@/components/billing/money-text'
import { PayBar } from '@/components/shell/sticky-bar'
import { Checkbox } from './checkbox'
import { SubmitButton } from './submit-button'

export type OrderSummaryTexts = Record<'summary' | 'total' | 'totalFollows' | 'submit' | 'next', string> & {
  /** Below the amount, e.g. that tax is included. */
  totalNote?: string
}

export type OrderSummaryProps = {
  texts: OrderSummaryTexts
  /** Null while there is nothing to order. */
  total: bigint | null
  agreementLabel: ReactNode
  /** The facts of what is ordered. */
  children: ReactNode
}

/** What is about to be ordered: a card beside the form, on phones its last facts and the bar with the amount. */
export function OrderSummary({ texts, total, agreementLabel, children }: OrderSummaryProps) {
  return (
    <section
      className="self-start sm:rounded-lg sm:border sm:p-5 lg:sticky lg:top-6"
      aria-labelledby="order-summary"
    >
      <h2 id="order-summary" className="text-16 font-semibold max-sm:sr-only sm:mb-3">
        {texts.summary}
      </h2>
      {children}
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

function Total({ texts, total }: { texts: OrderSummaryTexts; total: bigint | null }) {
  return (
    <>
      <span className="text-13 font-semibold">{texts.total}</span>
      <span className="text-right">
        <output className="live block">
          {total === null ? (
            <span className="block text-20 leading-9 font-semibold text-text-3 max-sm:leading-7">—</span>
          ) : (
            <MoneyText amount={total} size="total" />
          )}
        </output>
        <noscript>{texts.totalFollows}</noscript>
        {texts.totalNote ? <span className="block text-12 text-text-3">{texts.totalNote}</span> : null}
      </span>
    </>
  )
}
