import 'server-only'
import { may, type Actor } from '@/lib/auth/actor'
import { parseInput } from '@/lib/command/parse-input'
import { fillWorkbook } from '@/lib/gateway/etax/fill-workbook'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { NOT_TAXED } from './kind.rules'
import { readTemplate, type Template } from './read-template.flow'
import { storeWorkbook } from './store-workbook.command'
import { makeWorkbookInput } from './workbook.input'
import { getTemplate, findBatch, listWaitingInvoices, type WaitingInvoice } from './workbook.queries'
import { FIRST_ROW, fitting, invoiceTexts, lineTexts, placed, SHEETS, takesNotTaxed } from './workbook.rules'

/** Fills the tax bureau's workbook with what waits to be issued, as much as one takes, and keeps it. */
async function make(actor: Actor, raw: unknown): Promise<{ batchId: string }> {
  if (!may(actor, storeWorkbook.by) || actor.kind !== 'staff') throw new Refusal('actor.forbidden')
  const input = parseInput(makeWorkbookInput, raw)
  const made = await findBatch(actor, input.batchId)
  if (made) return { batchId: made.id }
  const kept = await getTemplate(actor, input.sellerId)
  const template = readTemplate(kept)
  const waiting = fitting(await listWaitingInvoices(actor, input.sellerId))
  if (waiting.length === 0) {
    // The same form, pressed twice, may have taken all that waited a moment ago.
    if (await findBatch(actor, input.batchId)) return { batchId: input.batchId }
    throw new Refusal('workbook.nothing-waiting')
  }
  return storeWorkbook(actor, {
    ...input,
    workbook: filled(template, waiting),
    lines: waiting.map(({ id }, at) => ({ invoiceId: id, row: FIRST_ROW + at })),
  })
}

export const makeWorkbook = Object.assign(make, {
  commandName: storeWorkbook.commandName,
  by: storeWorkbook.by,
})

function filled({ workbook, columns }: Template, waiting: readonly WaitingInvoice[]): Uint8Array {
  const notTaxed = waiting.some(({ lines }) => lines.some((line) => line.taxTreatment === NOT_TAXED))
  if (notTaxed && !takesNotTaxed(columns.lines))
    throw new InvalidInput(
      { file: 'workbook-header-missing' },
      { sheet: SHEETS.lines, header: '优惠政策类型' },
    )
  const bytes = fillWorkbook(workbook, [
    {
      sheet: SHEETS.invoices,
      firstRow: FIRST_ROW,
      rows: waiting.map((invoice) => placed(invoiceTexts(invoice), columns.invoices)),
    },
    {
      sheet: SHEETS.lines,
      firstRow: FIRST_ROW,
      rows: waiting.flatMap((invoice) => lineTexts(invoice).map((texts) => placed(texts, columns.lines))),
    },
  ])
  if (!bytes) throw new InvalidInput({ file: 'workbook-unreadable' })
  return bytes
}
