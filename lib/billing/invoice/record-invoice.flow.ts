import 'server-only'
import { may, type Actor } from '@/lib/auth/actor'
import { parseInput } from '@/lib/command/parse-input'
import { readInvoiceXml } from '@/lib/gateway/etax/invoice-xml'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { getInvoiceToRecord } from './numbered.queries'
import { differenceOf, type IssuedFile } from './channel.rules'
import { checkByHand } from './check-by-hand.flow'
import { recordInvoiceInput } from './invoice.input'
import { inspectOfficialFile } from './official-file.flow'
import { recordInvoice } from './record-invoice.command'
import type { TitleSnapshot } from './snapshot.rules'

export type InvoiceUpload = IssuedFile

/**
 * Records an invoice issued by hand after looking into its files: each is what its name says, and an XML says the same
 * number, day, buyer and amounts as the application. Its channel is asked first: an invoice issued there after all must
 * not be issued by hand as well.
 */
async function record(actor: Actor, raw: unknown): Promise<{ applicationId: string; left: number }> {
  if (!may(actor, recordInvoice.by) || actor.kind !== 'staff') throw new Refusal('actor.forbidden')
  const input = parseInput(recordInvoiceInput, raw)
  for (const file of input.files) checkContent(file)
  const { invoice, title } = await getInvoiceToRecord(actor, input.invoiceId)
  const xml = input.files.find(({ format }) => format === 'xml')
  if (xml) checkXml({ ...invoice, ...input }, title as TitleSnapshot, xml, invoice.number)
  const voidedNumber = await checkByHand(actor, input)
  return recordInvoice(actor, { ...(raw as object), voidedNumber })
}

export const recordIssued = Object.assign(record, {
  commandName: recordInvoice.commandName,
  by: recordInvoice.by,
})

const OTHER = { pdf: 'file-not-pdf', ofd: 'file-not-ofd', xml: 'xml-broken' } as const

/** Each file is what its name says, no larger than is kept, and opens without a password. */
export function checkContent({ format, content }: InvoiceUpload): void {
  const found = inspectOfficialFile(content)
  if (!('problem' in found) && found.format === format) return
  const problem = 'problem' in found ? found.problem : OTHER[format]
  const isItsOwn =
    /^file-(too-large|locked)$/.test(problem) || (format === 'xml' && problem.startsWith('xml-'))
  throw new InvalidInput({ [format]: isItsOwn ? problem : OTHER[format] })
}

type Expected = { number: string; issuedOn: string; amountFen: bigint; taxFen: bigint }

/** What a channel has issued otherwise than it was ordered is recorded as it is: its number and day have to be its own. */
function checkXml(
  expected: Expected,
  title: TitleSnapshot,
  { content }: InvoiceUpload,
  known: string | null,
): void {
  const reading = readInvoiceXml(Buffer.from(content).toString('utf8'))
  if (!reading.ok) throw new InvalidInput({ xml: reading.problem })
  const { number, issuedOn, amountFen: totalFen, taxFen } = expected
  const ordered = { totalFen, taxFen, buyerName: title.name, buyerTaxId: title.taxpayerId ?? '' }
  const printed = { ...(known === number ? reading.invoice : ordered), number, issuedOn }
  if (differenceOf(printed, reading.invoice) !== null) throw new InvalidInput({ xml: 'xml-differs' })
}
