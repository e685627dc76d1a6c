'use client'

import { useEffect, useMemo, useRef, useState, type MouseEvent, type ReactNode } from 'react'
import { CheckedForm } from '@/components/form/checked-form'
import { OrderSummary, type OrderSummaryTexts } from '@/components/form/order-summary'
import { TextInput } from '@/components/form/text-input'
import { FactsList } from '@/components/ui/facts-list'
import { buttonClass } from '@/components/ui/button-class'
import { topUpInput } from '@/lib/billing/order/order.input'
import { fen, formatYuan } from '@/lib/kernel/money'
import { amountOf, amountProblem } from '@/lib/kernel/typed-amount'
import { formatMoney } from '@/lib/web/format'
import { placeTopUpAction } from './actions'

export type TopUpTexts = OrderSummaryTexts &
  Record<
    'amount' | 'help' | 'quick' | 'yuan' | 'errors' | 'product' | 'productName' | 'balance' | 'balanceText',
    string
  >

export type TopUpFormProps = {
  orderId: string
  agreementVersion: number
  /** Fen as digits, since that is how money travels. */
  limits: { least: string; most: string }
  quick: readonly string[]
  /** Typed or chosen beforehand, in yuan. */
  preset: string
  texts: TopUpTexts
  sentences: Record<string, string>
  agreementLabel: ReactNode
}

/** How much, agree, order. Works without script; then the total is shown on the page for paying. */
export function TopUpForm({ orderId, agreementVersion, sentences, texts, ...rest }: TopUpFormProps) {
  const { least, most } = rest.limits
  const limits = useMemo(() => ({ least: fen(least), most: fen(most) }), [least, most])
  const schema = useMemo(() => topUpInput(limits), [limits])
  const [typed, setTyped] = useState(rest.preset)
  const box = useRef<HTMLDivElement>(null)
  // What was typed before hydration is in no event; the field itself knows it.
  useEffect(() => setTyped(box.current?.querySelector<HTMLInputElement>('[name=amount]')?.value ?? ''), [])
  const total = amountProblem(typed, limits) === null ? amountOf(typed) : null
  return (
    <CheckedForm
      action={placeTopUpAction}
      schema={schema}
      sentences={sentences}
      summaryTitle={texts.errors}
      className="grid gap-x-10 sm:gap-y-7 lg:grid-cols-[minmax(0,1fr)_320px]"
    >
      <div ref={box} className="min-w-0">
        <input type="hidden" name="orderId" value={orderId} />
        <input type="hidden" name="agreementVersion" value={agreementVersion} />
        <TextInput
          name="amount"
          label={texts.amount}
          help={texts.help}
          unit={texts.yuan}
          defaultValue={rest.preset}
          onChange={(event) => setTyped(event.currentTarget.value)}
          inputMode="decimal"
          autoComplete="off"
          className="sm:max-w-[320px]"
        />
        <QuickAmounts quick={rest.quick} label={texts.quick} choose={setTyped} />
      </div>
      <OrderSummary texts={texts} total={total} agreementLabel={rest.agreementLabel}>
        <FactsList
          facts={[
            { label: texts.product, value: texts.productName },
            { label: texts.balance, value: texts.balanceText },
          ]}
        />
      </OrderSummary>
    </CheckedForm>
  )
}

type QuickAmountsProps = { quick: readonly string[]; label: string; choose: (yuan: string) => void }

/** Links, so that they work without script: the page itself with the amount filled in. */
function QuickAmounts({ quick, label, choose }: QuickAmountsProps) {
  return (
    <nav aria-label={label} className="mb-6 flex flex-wrap gap-2">
      {quick.map((amount) => {
        const yuan = formatYuan(BigInt(amount))
        return (
          <a
            key={amount}
            href={`?amount=${yuan}`}
            className={buttonClass({ size: 32 }, 'max-sm:h-11')}
            onClick={(event) => {
              fill(event, yuan)
              choose(yuan)
            }}
          >
            {formatMoney(BigInt(amount))}
          </a>
        )
      })}
    </nav>
  )
}

function fill(event: MouseEvent<HTMLAnchorElement>, yuan: string) {
  event.preventDefault()
  const field = event.currentTarget.closest('form')?.elements.namedItem('amount')
  if (!(field instanceof HTMLInputElement)) return
  field.value = yuan
  field.focus()
}
