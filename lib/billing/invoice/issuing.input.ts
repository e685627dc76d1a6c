import * as z from 'zod/mini'
import { id } from './invoice.input'

const requestNo = z.string().check(z.regex(/^[0-9A-Z]{1,20}$/))
const bureauNumber = z.string().check(z.regex(/^(\d{20}|\d{8})$/))
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))
/** What the channel said, short enough to be read. */
const said = z.string().check(z.maxLength(400))

export const issuingInput = z.object({ applicationId: id })
export const askedInput = z.object({ invoiceId: id })
export const takenInput = z.object({
  invoiceId: id,
  serial: z.string().check(z.minLength(1), z.maxLength(64)),
})
export const hintInput = z.object({ requestNo })

/** How a turn left each invoice that it did not see issued. */
export const turnInput = z.object({
  applicationId: id,
  /** Which turn of the application it was: one that was overtaken says nothing any more. */
  turn: z.number(),
  outcomes: z.array(
    z.object({ invoiceId: id, kind: z.enum(['waiting', 'unknown', 'failed']), trouble: z.nullable(said) }),
  ),
})
export type TurnOutcome = z.infer<typeof turnInput>['outcomes'][number]

export const channelInvoiceInput = z.object({
  invoiceId: id,
  number: bureauNumber,
  code: z.nullable(z.string().check(z.regex(/^(\d{10}|\d{12})$/))),
  issuedOn: day,
  files: z.array(z.object({ format: z.enum(['pdf', 'ofd', 'xml']), content: z.instanceof(Uint8Array) })),
  /** Why it cannot be handed on as it is, or not yet; its number is kept all the same. */
  trouble: z.nullable(said),
})
