import 'server-only'
import { may, type Actor, type StaffActor } from '@/lib/auth/actor'
import type { InvoiceXml } from '@/lib/gateway/etax/invoice-xml'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { addFiles } from './add-files.command'
import { findIssuedByNumber } from './numbered.queries'
import { inspectOfficialFile, type OfficialFile } from './official-file.flow'
import { MOST_FILES, numberInName } from './official-file.rules'
import type { TitleSnapshot } from './snapshot.rules'

export type SentFile = { name: string; content: Uint8Array }

type Fitting = { invoiceId: string; format: OfficialFile['format']; content: Uint8Array }

/**
 * Adds official files to invoices that were issued, each known by the number in its name or, of an XML, in its content.
 * All are looked into before any is kept: with one that does not fit none is. Throws its name and why.
 */
export async function addOfficialFiles(
  actor: Actor,
  files: readonly SentFile[],
): Promise<{ added: number; known: number }> {
  if (!may(actor, addFiles.by) || actor.kind !== 'staff') throw new Refusal('actor.forbidden')
  if (files.length === 0) throw new InvalidInput({ files: 'files-required' })
  if (files.length > MOST_FILES)
    throw new InvalidInput({ files: 'files-too-many' }, { most: String(MOST_FILES) })
  const fitting: Fitting[] = []
  for (const file of files) fitting.push(await fit(actor, file))
  return addFiles(actor, { files: fitting })
}

async function fit(actor: StaffActor, { name, content }: SentFile): Promise<Fitting> {
  const refuse = (problem: string) =>
    new InvalidInput({ files: 'files-one-wrong' }, { file: shortName(name), problem })
  const inspected = inspectOfficialFile(content)
  if ('problem' in inspected) throw refuse(inspected.problem)
  const named = numberInName(name)
  const number = inspected.xml?.number ?? named
  if (number === null) throw refuse('file-no-number')
  if (named !== null && named !== number) throw refuse('xml-differs')
  const invoice = await findIssuedByNumber(actor, number)
  if (!invoice) throw refuse('file-no-invoice')
  if (inspected.xml && !agrees(inspected.xml, invoice)) throw refuse('xml-differs')
  return { invoiceId: invoice.id, format: inspected.format, content }
}

function agrees(
  xml: InvoiceXml,
  invoice: NonNullable<Awaited<ReturnType<typeof findIssuedByNumber>>>,
): boolean {
  const { name, taxpayerId } = invoice.title as TitleSnapshot
  return (
    xml.issuedOn === invoice.issuedOn &&
    xml.buyerName === name &&
    xml.buyerTaxId === (taxpayerId ?? '') &&
    xml.totalFen === invoice.amountFen &&
    xml.taxFen === invoice.taxFen
  )
}

/** A name in a sentence: one line, and its end, which tells files apart. */
const shortName = (name: string) => name.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(-60)
