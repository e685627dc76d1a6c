import * as z from 'zod/mini'
import { parseDay } from '@/lib/kernel/calendar'
import { reasons, toldStates } from './correction.rules'
import { id, text } from './invoice.input'

/** What the customer's form sends. An empty amount is all that is left of the invoices. */
export const requestCorrectionInput = z.object({
  /** Born at the form: pressing twice asks once. */
  correctionId: id,
  applicationId: id,
  reason: z.enum(reasons, 'correction-reason-required'),
  amount: z._default(z.string().check(z.trim(), z.maxLength(40, 'amount-too-large')), ''),
  note: text(500, 'correction-note-required', 'reason-long'),
})

export const correctionInput = z.object({ correctionId: id })

export const approveCorrectionInput = z.object({
  correctionId: id,
  method: z.enum(['red-letter', 'void'], 'correction-method-required'),
  /** That every copy of the paper is back: without them it cannot be declared void. */
  copiesBack: z._default(z.nullable(z.literal('on')), null),
})

export const refuseCorrectionInput = z.object({
  correctionId: id,
  reason: text(500, 'reason-required', 'reason-long'),
})

const formNumber = z.string().check(z.trim(), z.regex(/^(\d{20})?$/, 'form-number-form'))

/** A day and a time of it, as a field for both sends them. */
function isMoment(typed: string): boolean {
  const [, day = ''] = /^(2\d{3}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d$/.exec(typed) ?? []
  return parseDay(day) !== null
}

/** What the office saw of a form at the tax bureau. */
export const recordRedFormInput = z.object({
  formId: id,
  state: z.enum(toldStates, 'form-state-required'),
  formNumber: z._default(formNumber, ''),
  /** When it falls void unconfirmed, as the tax bureau shows it. */
  expiresAt: z._default(
    z.string().check(z.refine((typed) => typed === '' || isMoment(typed), 'form-expiry-invalid')),
    '',
  ),
})

const files = z._default(
  z.array(z.object({ format: z.enum(['pdf', 'ofd', 'xml']), content: z.instanceof(Uint8Array) })),
  [],
)

/** A red invoice that was issued by hand. */
export const recordRedInvoiceInput = z.object({
  formId: id,
  number: z.string().check(z.trim(), z.regex(/^(\d{20}|\d{8})$/, 'invoice-number-form')),
  code: z._default(z.string().check(z.trim(), z.regex(/^(\d{10}|\d{12})?$/, 'invoice-code-form')), ''),
  issuedOn: z.string().check(z.refine((typed) => parseDay(typed) !== null, 'day-invalid')),
  files,
})

export const redFormInput = z.object({ formId: id })

/** What a channel said of a form. */
export const tellRedFormInput = z.object({
  formId: id,
  told: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('taken'), serial: z.string() }),
    z.object({ kind: z.literal('refused'), why: z.string() }),
    z.object({ kind: z.literal('withdrawn') }),
    z.object({
      kind: z.literal('form'),
      state: z.enum(['applying', ...toldStates, 'failed']),
      formNumber: z.nullable(z.string()),
      expiresAt: z.nullable(z.date()),
      why: z.nullable(z.string()),
      red: z.nullable(
        z.object({
          number: z.string(),
          code: z.nullable(z.string()),
          issuedOn: z.string(),
          /** Negative. */
          amountFen: z.bigint(),
          files,
          /** Which file is to be fetched again, and why. */
          missing: z.nullable(z.string()),
        }),
      ),
    }),
  ]),
})

export type ToldForm = z.infer<typeof tellRedFormInput>['told']
export type ToldRed = NonNullable<Extract<ToldForm, { kind: 'form' }>['red']>

export const recordVoidInput = z.object({ correctionId: id, invoiceId: id })

/** What a channel said of one paper: void, or why not; and until when whoever asked had the paper for itself. */
export const tellVoidInput = z.object({
  correctionId: id,
  invoiceId: id,
  turnUntil: z.date(),
  refused: z.nullable(z.string().check(z.maxLength(400))),
})

export const closeStrayRedInput = z.object({
  strayId: id,
  note: text(500, 'stray-note-required', 'reason-long'),
})
