'use client'

import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { CheckedForm } from '@/components/form/checked-form'
import { OrderSummary, type OrderSummaryTexts } from '@/components/form/order-summary'
import { TextInput } from '@/components/form/text-input'
import { FactsList } from '@/components/ui/facts-list'
import { buttonClass } from '@/components/ui/button-class'
import { totalOf } from '@/lib/billing/catalog/catalog.rules'
import { cardOrderInput } from '@/lib/billing/order/order.input'
import { cardsProblem } from '@/lib/billing/order/order.rules'
import { placeCardOrderAction } from './actions'

export type CardOrderTexts = OrderSummaryTexts &
  Record<
    | 'face'
    | 'faceText'
    | 'faceHelp'
    | 'others'
    | 'quantity'
    | 'quantityHelp'
    | 'errors'
    | 'product'
    | 'productName'
    | 'invoice'
    | 'invoiceText',
    string
  >

export type CardOrderFormProps = {
  orderId: string
  agreementVersion: number
  /** Fen as digits, since that is how money travels. */
  offer: { productCode: string; faceFen: string; most: number }
  /** Cards of other face values, each with a page of its own. */
  others: readonly { productCode: string; face: string }[]
  /** Typed beforehand. */
  preset: string
  texts: CardOrderTexts
  sentences: Record<string, string>
  agreementLabel: ReactNode
}

/** How many cards, agree, order. Works without script; then the total is shown on the page for paying. */
export function CardOrderForm(props: CardOrderFormProps) {
  const { orderId, agreementVersion, offer, preset, sentences, texts } = props
  const schema = useMemo(() => cardOrderInput(offer.most), [offer.most])
  const [typed, setTyped] = useState(preset)
  const box = useRef<HTMLDivElement>(null)
  // What was typed before hydration is in no event; the field itself knows it.
  useEffect(() => setTyped(box.current?.querySelector<HTMLInputElement>('[name=quantity]')?.value ?? ''), [])
  const counted = cardsProblem(typed, offer.most) === null
  return (
    <CheckedForm
      action={placeCardOrderAction}
      schema={schema}
      sentences={sentences}
      summaryTitle={texts.errors}
      className="grid gap-x-10 sm:gap-y-7 lg:grid-cols-[minmax(0,1fr)_320px]"
    >
      <div ref={box} className="min-w-0 max-sm:pb-6">
        <input type="hidden" name="orderId" value={orderId} />
        <input type="hidden" name="productCode" value={offer.productCode} />
        <input type="hidden" name="unitPriceFen" value={offer.faceFen} />
        <input type="hidden" name="agreementVersion" value={agreementVersion} />
        <FaceValue others={props.others} texts={texts} />
        <TextInput
          name="quantity"
          label={texts.quantity}
          help={texts.quantityHelp}
          defaultValue={preset}
          onChange={(event) => setTyped(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="off"
          className="sm:max-w-[320px]"
        />
      </div>
      <OrderSummary
        texts={texts}
        total={counted ? totalOf(BigInt(offer.faceFen), Number(typed)) : null}
        agreementLabel={props.agreementLabel}
      >
        <FactsList
          facts={[
            { label: texts.product, value: texts.productName },
            { label: texts.face, value: texts.faceText },
            { label: texts.invoice, value: texts.invoiceText },
          ]}
        />
      </OrderSummary>
    </CheckedForm>
  )
}

/** What is on one card, and the way to cards worth more or less. */
function FaceValue({ others, texts }: Pick<CardOrderFormProps, 'others' | 'texts'>) {
  return (
    <div className="mb-6">
      <p className="text-13 font-semibold">{texts.face}</p>
      <p className="tabular mt-1.5 text-20 leading-7 font-semibold">{texts.faceText}</p>
      <p className="mt-1 text-12 text-text-3">{texts.faceHelp}</p>
      {others.length > 0 ? (
        <nav aria-label={texts.others} className="mt-3 flex flex-wrap gap-2">
          {others.map(({ productCode, face }) => (
            <a
              key={productCode}
              href={`?product=${productCode}`}
              className={buttonClass({ size: 32 }, 'max-sm:h-11')}
            >
              {face}
            </a>
          ))}
        </nav>
      ) : null}
    </div>
  )
}
