'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { CheckedForm } from '@/components/form/checked-form'
import { useFormContext } from '@/components/form/form-context'
import { RadioCards } from '@/components/form/radio-cards'
import { TextInput } from '@/components/form/text-input'
import { OrderSummary, type OrderSummaryTexts } from '@/components/form/order-summary'
import { discountWorthAsking, totalOf, unitsOf } from '@/lib/billing/catalog/catalog.rules'
import { quantityProblem } from '@/lib/billing/order/order.rules'
import { formatMoney, formatQuantity } from '@/lib/web/format'
import { placeOrderAction } from './actions'
import { PackageFacts, type PackageFactsTexts } from './package-facts'
import { CUSTOM, orderFields, rechargeForm } from './recharge-input'

/** What the form knows of the offer; money travels as digits. */
export type OfferInForm = {
  productCode: string
  unitPriceFen: string
  /** In thousands. */
  choices: number[]
  maxThousands: number
  discountAboveThousands: number | null
  agreementVersion: number
  /** The counting word, where the language has one. */
  unit?: string
}

export type OrderFormTexts = OrderSummaryTexts &
  PackageFactsTexts &
  Record<
    'choices' | 'custom' | 'customNote' | 'quantityInThousands' | 'quantityHelp' | 'errors' | 'perThousand',
    string
  >

export type PlaceOrderFormProps = {
  orderId: string
  offer: OfferInForm
  /** Chosen beforehand, as the form's own fields. */
  preset: Chosen
  texts: OrderFormTexts
  /** Sentences by the message of the input. */
  sentences: Record<string, string>
  /** Shown above the quantity from which a discount is worth asking for. */
  discountNote: ReactNode
  whatYouGet: ReactNode
  agreementLabel: ReactNode
}

type Chosen = { choice: string; quantity: string }

/** Choose, see the price, agree, order. Works without script; then the total is shown on the page for paying. */
export function PlaceOrderForm(props: PlaceOrderFormProps) {
  const { orderId, offer, texts, sentences } = props
  return (
    <CheckedForm
      action={placeOrderAction}
      schema={rechargeForm}
      sentences={sentences}
      summaryTitle={texts.errors}
      className="group"
    >
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="productCode" value={offer.productCode} />
      <input type="hidden" name="unitPriceFen" value={offer.unitPriceFen} />
      <input type="hidden" name="agreementVersion" value={offer.agreementVersion} />
      <OrderFields {...props} />
    </CheckedForm>
  )
}

function OrderFields({
  offer,
  preset,
  texts,
  discountNote,
  whatYouGet,
  agreementLabel,
}: PlaceOrderFormProps) {
  const { typed } = useFormContext()
  const [chosen, setChosen] = useState<Chosen>({
    choice: typed?.['choice'] ?? preset.choice,
    quantity: typed?.['quantity'] ?? preset.quantity,
  })
  const thousands = thousandsOf(chosen, offer)
  const unitPriceFen = BigInt(offer.unitPriceFen)
  const asks = thousands !== null && discountWorthAsking(offer.discountAboveThousands, thousands)
  const units = (count: number) => formatQuantity(unitsOf(count), offer.unit)
  const box = useRef<HTMLDivElement>(null)
  const look = () => {
    const form = box.current?.closest('form')
    if (form) setChosen((before) => changed(before, new FormData(form)))
  }
  // A choice made before hydration is in no event; the form itself knows it.
  useEffect(look, [])
  return (
    <div ref={box} onChange={look} className="grid gap-x-10 sm:gap-y-7 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="min-w-0">
        <RadioCards
          name="choice"
          legend={texts.choices}
          aside={<span className="sm:hidden">{texts.perThousand}</span>}
          choices={[
            ...offer.choices.map((count) => ({
              value: String(count),
              label: formatQuantity(unitsOf(count)),
              note: formatMoney(totalOf(unitPriceFen, count)),
            })),
            { value: CUSTOM, label: texts.custom, note: texts.customNote },
          ]}
          defaultValue={preset.choice}
        />
        <TextInput
          name="quantity"
          label={texts.quantityInThousands}
          help={texts.quantityHelp}
          unit={thousands === null ? undefined : <span className="live">{`= ${units(thousands)}`}</span>}
          defaultValue={preset.quantity}
          inputMode="numeric"
          autoComplete="off"
          className="hidden group-has-[input[value=custom]:checked]:block sm:max-w-[280px]"
        />
        <div className="discount mb-6" hidden={!asks}>
          {discountNote}
        </div>
        <div className="max-sm:hidden">{whatYouGet}</div>
      </div>
      <OrderSummary
        texts={texts}
        total={thousands === null ? null : totalOf(unitPriceFen, thousands)}
        agreementLabel={agreementLabel}
      >
        <PackageFacts texts={texts} quantity={thousands === null ? null : units(thousands)} />
      </OrderSummary>
    </div>
  )
}

/** The same object while nothing changed, so that looking twice draws once. */
function changed(before: Chosen, form: FormData): Chosen {
  const choice = textOf(form.get('choice'))
  const quantity = textOf(form.get('quantity'))
  return before.choice === choice && before.quantity === quantity ? before : { choice, quantity }
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : ''
}

/** Null while what is chosen is no quantity that can be ordered. */
function thousandsOf(chosen: Chosen, { maxThousands }: OfferInForm): number | null {
  const quantity = textOf(orderFields(chosen)['quantity'] as FormDataEntryValue)
  return quantityProblem(quantity, maxThousands) === null ? Number(quantity) : null
}
