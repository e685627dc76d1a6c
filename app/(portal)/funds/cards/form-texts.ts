import { pageWords } from '../../page-words'
import type { CardOffer } from '@/lib/billing/catalog/catalog.queries'
import { formatMoney, formatQuantity } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { nextStep } from '../../next-step'
import type { CardOrderTexts } from './card-order-form'

/** Every word of the form, so that the browser needs no messages. */
export async function formTexts(offer: CardOffer, invoiced: boolean): Promise<CardOrderTexts> {
  const [text, recharge, site, { nameOf }] = await Promise.all([
    getTranslations('cards'),
    getTranslations('recharge'),
    getTranslations('site'),
    pageWords(),
  ])
  return {
    face: text('face'),
    faceText: formatMoney(offer.faceFen),
    faceHelp: text('faceHelp'),
    others: text('others'),
    quantity: recharge('choices'),
    quantityHelp: recharge('quantityHelp', { most: formatQuantity(offer.most) }),
    errors: site('summary'),
    summary: recharge('summary'),
    product: recharge('product'),
    productName: nameOf(offer),
    invoice: text('invoice'),
    invoiceText: text(invoiced ? 'invoiced' : 'notInvoiced'),
    total: recharge('total'),
    totalFollows: recharge('totalFollows'),
    submit: recharge('submit'),
    next: await nextStep(),
  }
}

const checked = [
  'agreement-required',
  'cards-above-limit',
  'cards-empty',
  'cards-fraction',
  'cards-full-width',
  'cards-negative',
  'cards-spaces',
  'cards-text',
  'cards-zero',
] as const

/** What the browser may have to say of the two fields, by the message of the input. */
export async function cardSentences(most: number): Promise<Record<string, string>> {
  const fields = await getTranslations('fields')
  return Object.fromEntries(checked.map((key) => [key, fields(key, { most: formatQuantity(most) })]))
}
