import type { Offer } from '@/lib/billing/catalog/catalog.queries'
import { formatEndOfValidity, formatQuantity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { nextStep } from '../../../next-step'
import { orderWords } from '../../../orders/order-words'
import { pageWords } from '../../../page-words'
import type { OrderFormTexts } from './place-order-form'

/** Every word of the form, so that the browser needs no messages. */
export async function formTexts(offer: Offer): Promise<OrderFormTexts> {
  const recharge = await getTranslations('recharge')
  const site = await getTranslations('site')
  const { nameOf } = await pageWords()
  const { unitPriceText } = await orderWords()
  return {
    choices: recharge('choices'),
    custom: recharge('custom'),
    customNote: recharge('customNote'),
    quantityInThousands: recharge('quantityInThousands'),
    quantityHelp: recharge('quantityHelp', { most: formatQuantity(offer.maxThousands) }),
    errors: site('summary'),
    summary: recharge('summary'),
    product: recharge('product'),
    productName: nameOf(offer),
    quantity: recharge('choices'),
    unitPrice: recharge('unitPrice'),
    perThousand: unitPriceText(offer.unitPriceFen, offer.unitZh),
    validity: recharge('validity'),
    validFor: recharge('validFor', { years: offer.validityYears }),
    validUntil: recharge('validUntil'),
    until: formatEndOfValidity(offer.validUntil),
    ifPaidToday: recharge('ifPaidToday'),
    total: recharge('total'),
    totalNote: recharge('taxIncluded'),
    totalFollows: recharge('totalFollows'),
    submit: recharge('submit'),
    next: await nextStep(),
  }
}

const checked = [
  'agreement-required',
  'quantity-empty',
  'quantity-zero',
  'quantity-negative',
  'quantity-fraction',
  'quantity-text',
  'quantity-spaces',
  'quantity-full-width',
  'quantity-above-limit',
] as const

/** What the browser may have to say of the two fields, by the message of the input. */
export async function quantitySentences(): Promise<Record<string, string>> {
  const fields = await getTranslations('fields')
  return Object.fromEntries(checked.map((key) => [key, fields(key)]))
}
