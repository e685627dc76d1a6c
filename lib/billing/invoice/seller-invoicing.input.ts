import * as z from 'zod/mini'
import { readTaxpayerId } from '@/lib/billing/account/taxpayer-id.rules'
import { parseYuan } from '@/lib/kernel/money'
import { issuingChannels } from './channel.rules'
import { bankAccountProblem, normalizeBankAccount, phoneProblem } from './contact.rules'
import { id } from './invoice.input'
import { NOT_TAXED } from './kind.rules'
import { tidied, unprintable } from './printable.rules'
import { rates, taxCodeProblem } from './seller-invoicing.rules'

/** A text that stands on invoices; `field` names the sentence of an empty one. */
const printed = (most: number) =>
  z.pipe(
    z.string().check((context) => {
      const kept = tidied(context.value)
      const problem =
        kept === ''
          ? 'required'
          : [...kept].length > most
            ? 'text-beyond'
            : unprintable(kept).length > 0
              ? 'characters-unprintable'
              : null
      if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
    }),
    z.transform(tidied),
  )

const judged = (problemOf: (typed: string) => string | null) =>
  z.string().check((context) => {
    const problem = problemOf(context.value)
    if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
  })

const taxpayerId = z.pipe(
  judged((typed) => {
    const reading = readTaxpayerId(typed)
    return reading.valid ? null : reading.problem
  }),
  z.transform((typed: string) => {
    const reading = readTaxpayerId(typed)
    return reading.valid ? reading.normalized : typed
  }),
)

/** Above ten yuan, so that nothing is cut into slivers; nine digits, so that a line is still a bigint of fen. */
const limit = z.pipe(
  z.string().check(z.trim(), z.regex(/^[1-9]\d{1,8}(\.\d{1,2})?$/, 'invoice-limit-invalid')),
  z.transform(parseYuan),
)

const channel = z.enum(issuingChannels, 'channel-not-offered')

export const saveSellerInvoicingInput = z.object({
  sellerId: id,
  legalName: printed(100),
  taxpayerId,
  address: printed(100),
  phone: judged(phoneProblem),
  bankName: printed(100),
  bankAccount: z.pipe(judged(bankAccountProblem), z.transform(normalizeBankAccount)),
  /** 开票人: the tax bureau takes sixteen characters. */
  clerk: printed(16),
  rates: z.array(z.enum(rates)).check(z.minLength(1, 'rates-required')),
  perInvoice: limit,
  channels: z.object({
    e_general: channel,
    e_special: channel,
    paper_general: channel,
    paper_special: channel,
  }),
})

export const saveInvoiceItemInput = z.object({
  productCode: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/, 'id-invalid')),
  /** The narrower of what the bureau and other channels take. */
  name: printed(90),
  taxCode: z
    .string()
    .check(
      z.trim(),
      z.overwrite((typed) => typed.replace(/\s/g, '')),
    )
    .check((context) => {
      const problem = taxCodeProblem(context.value)
      if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
    }),
  taxTreatment: z.union([z.enum(rates), z.literal(NOT_TAXED)], 'rate-required'),
})
