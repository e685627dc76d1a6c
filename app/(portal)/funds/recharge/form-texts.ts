import { nextStep } from '../../next-step'
import { parseYuan, type Money } from '@/lib/kernel/money'
import { limitsInWords, type AmountLimits } from '@/lib/kernel/typed-amount'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import type { TopUpTexts } from './top-up-form'

const QUICK = ['100.00', '500.00', '1000.00', '5000.00', '10000.00'].map(parseYuan)

/** What is offered at a press, as far as the policy allows it. */
export function quickAmounts({ least, most }: AmountLimits): Money[] {
  return QUICK.filter((amount) => amount >= least && amount <= most)
}

/** Every word of the form, so that the browser needs no messages. */
export async function formTexts({ least, most }: AmountLimits): Promise<TopUpTexts> {
  const [text, recharge, site, kind] = await Promise.all([
    getTranslations('topUp'),
    getTranslations('recharge'),
    getTranslations('site'),
    getTranslations('words.orderKind'),
  ])
  return {
    amount: text('amount'),
    help: text('help', { least: formatMoney(least), most: formatMoney(most) }),
    quick: text('quick'),
    yuan: text('yuan'),
    errors: site('summary'),
    summary: recharge('summary'),
    product: recharge('product'),
    productName: kind('top-up'),
    balance: text('for'),
    balanceText: text('cash'),
    total: recharge('total'),
    totalFollows: recharge('totalFollows'),
    submit: recharge('submit'),
    next: await nextStep(),
  }
}

const checked = [
  'agreement-required',
  'amount-above-most',
  'amount-below-least',
  'amount-commas',
  'amount-decimals',
  'amount-empty',
  'amount-full-width',
  'amount-negative',
  'amount-spaces',
  'amount-text',
  'amount-too-large',
  'amount-zero',
] as const

/** What the browser may have to say of the two fields, by the message of the input. */
export async function topUpSentences(limits: AmountLimits): Promise<Record<string, string>> {
  const fields = await getTranslations('fields')
  const words = limitsInWords(limits)
  return Object.fromEntries(checked.map((key) => [key, fields(key, words)]))
}
