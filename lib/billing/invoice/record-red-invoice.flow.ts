import 'server-only'
import { may, type Actor, type StaffActor } from '@/lib/auth/actor'
import { parseInput } from '@/lib/command/parse-input'
import { readInvoiceXml } from '@/lib/gateway/etax/invoice-xml'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { differenceOf } from './channel.rules'
import { recordRedInvoiceInput } from './correction.input'
import { getRedToRecord } from './correction.queries'
import { checkContent } from './record-invoice.flow'
import { recordRedInvoice } from './record-red-invoice.command'
import type { TitleSnapshot } from './snapshot.rules'

/** Records a red invoice issued by hand after looking into its files, as with a blue one. */
async function record(actor: Actor, raw: unknown) {
  if (!may(actor, recordRedInvoice.by) || actor.kind !== 'staff') throw new Refusal('actor.forbidden')
  const input = parseInput(recordRedInvoiceInput, raw)
  for (const file of input.files) checkContent(file)
  const xml = input.files.find(({ format }) => format === 'xml')
  if (xml) await checkXml(actor, input, xml.content)
  return recordRedInvoice(actor, raw)
}

export const recordRed = Object.assign(record, {
  commandName: recordRedInvoice.commandName,
  by: recordRedInvoice.by,
})

async function checkXml(
  actor: StaffActor,
  input: { formId: string; number: string; issuedOn: string },
  content: Uint8Array,
): Promise<void> {
  const reading = readInvoiceXml(Buffer.from(content).toString('utf8'))
  if (!reading.ok) throw new InvalidInput({ xml: reading.problem })
  const expected = await getRedToRecord(actor, input.formId)
  const { taxpayerId, name } = expected.title as TitleSnapshot
  const printed = {
    number: input.number,
    issuedOn: input.issuedOn,
    totalFen: expected.amountFen,
    taxFen: expected.taxFen,
    buyerName: name,
    buyerTaxId: taxpayerId ?? '',
  }
  if (differenceOf(printed, reading.invoice) !== null) throw new InvalidInput({ xml: 'xml-differs' })
}
