import 'server-only'
import { may, type Actor, type StaffActor } from '@/lib/auth/actor'
import { parseInput } from '@/lib/command/parse-input'
import { readInvoiceXml } from '@/lib/gateway/etax/invoice-xml'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { getInvoiceToRecord } from './application.queries'
import { recordInvoiceInput } from './invoice.input'
import { recordInvoice } from './record-invoice.command'
import type { TitleSnapshot } from './snapshot.rules'

export type InvoiceUpload = { format: 'pdf' | 'ofd' | 'xml'; content: Uint8Array }

const MOST_BYTES = 3 * 1024 * 1024

/**
 * Records an invoice issued by hand after looking into its files: each is what its name says, and an XML says the same
 * number, day, buyer and amounts as the application.
 */
async function record(actor: Actor, raw: unknown): Promise<{ applicationId: string; left: number }> {
  if (!may(actor, recordInvoice.by) || actor.kind !== 'staff') throw new Refusal('actor.forbidden')
  const input = parseInput(recordInvoiceInput, raw)
  for (const file of input.files) checkContent(file)
  const xml = input.files.find(({ format }) => format === 'xml')
  if (xml) await checkXml(actor, input, xml)
  return recordInvoice(actor, raw)
}

export const recordIssued = Object.assign(record, {
  commandName: recordInvoice.commandName,
  by: recordInvoice.by,
})

/** PDF and OFD by their first bytes: an OFD is a ZIP archive (GB/T 33190). */
function checkContent({ format, content }: InvoiceUpload): void {
  if (content.length > MOST_BYTES) throw new InvalidInput({ [format]: 'file-too-large' })
  const head = Buffer.from(content.subarray(0, 5)).toString('latin1')
  if (format === 'pdf' && head !== '%PDF-') throw new InvalidInput({ pdf: 'file-not-pdf' })
  if (format === 'ofd' && !head.startsWith('PK\u0003\u0004')) throw new InvalidInput({ ofd: 'file-not-ofd' })
}

async function checkXml(
  actor: StaffActor,
  input: { invoiceId: string; number: string; issuedOn: string },
  { content }: InvoiceUpload,
): Promise<void> {
  const reading = readInvoiceXml(Buffer.from(content).toString('utf8'))
  if (!reading.ok) throw new InvalidInput({ xml: reading.problem })
  const { invoice: expected, title } = await getInvoiceToRecord(actor, input.invoiceId)
  const { taxpayerId, name } = title as TitleSnapshot
  const found = reading.invoice
  const same =
    found.number === input.number &&
    found.issuedOn === input.issuedOn &&
    found.buyerName === name &&
    found.buyerTaxId === (taxpayerId ?? '') &&
    found.totalFen === expected.amountFen &&
    found.taxFen === expected.taxFen
  if (!same) throw new InvalidInput({ xml: 'xml-differs' })
}
