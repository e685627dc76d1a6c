import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { readInvoiceXml } from '@/lib/gateway/etax/invoice-xml'
import type { InvoiceChannel, IssuedAtChannel } from '@/lib/gateway/invoice-channel'
import { Refusal } from '@/lib/kernel/refusal'
import { differenceOf, type IssuedFile, type Printed } from './channel.rules'
import { fetchFiles } from './fetch-files.flow'
import type { TurnOutcome } from './issuing.input'
import { isElectronic } from './kind.rules'
import type { Claimed, PendingInvoice } from './compose-order.flow'
import { recordChannelInvoice } from './record-channel-invoice.command'
import type { TitleSnapshot } from './snapshot.rules'

type Step = Omit<TurnOutcome, 'invoiceId'>

/**
 * Fetches the files of an invoice that the channel has issued, holds it against what was ordered and writes it down. What
 * differs is kept by its number and shown to the office; what is not all there yet is asked for again. Null when done.
 */
export async function recordFromChannel(
  channel: InvoiceChannel,
  claimed: Claimed,
  invoice: PendingInvoice,
  issued: IssuedAtChannel,
): Promise<Step | null> {
  const expected = expectedOf(claimed, invoice, issued)
  const told = { totalFen: issued.exclusiveFen + issued.taxFen, taxFen: issued.taxFen }
  const { files, missing } = await fetchFiles(channel, issued.files, isElectronic(claimed.application.kind))
  const difference =
    differenceOf(expected, told) ?? (missing === null ? differenceInXml(expected, files) : null)
  const trouble = difference ? `differs: ${difference}` : missing
  const { number, code, issuedOn } = issued
  const kept = {
    invoiceId: invoice.id,
    number,
    code,
    issuedOn,
    files: missing === null ? files : [],
    trouble,
  }
  try {
    await recordChannelInvoice(SYSTEM, kept)
  } catch (error) {
    // Two invoices of one number: one of them is not the one we asked for.
    if (!(error instanceof Refusal) || error.code !== 'invoice.number-used') throw error
    return { kind: 'failed', trouble: `number-used: ${number}` }
  }
  if (trouble === null) return null
  return { kind: difference ? 'failed' : 'waiting', trouble }
}

function expectedOf(
  { application }: Claimed,
  invoice: PendingInvoice,
  issued: IssuedAtChannel,
): Required<Printed> {
  const title = application.title as TitleSnapshot
  return {
    number: issued.number,
    issuedOn: issued.issuedOn,
    buyerName: title.name,
    buyerTaxId: title.taxpayerId ?? '',
    totalFen: invoice.amountFen,
    taxFen: invoice.taxFen,
  }
}

/** What the XML says otherwise, where there is one; one that cannot be read says nothing to rely on. */
function differenceInXml(expected: Required<Printed>, files: readonly IssuedFile[]): string | null {
  const xml = files.find(({ format }) => format === 'xml')
  if (!xml) return null
  const reading = readInvoiceXml(Buffer.from(xml.content).toString('utf8'))
  return reading.ok ? differenceOf(expected, reading.invoice) : reading.problem
}
