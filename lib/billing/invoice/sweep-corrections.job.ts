import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { eachOf } from '@/lib/command/each-of'
import { findInvoiceChannel } from '@/lib/gateway/invoice-channels'
import { followRedForm, voidAtChannel, type ChannelOf } from './correct-invoice.flow'
import { listFormsToFollow, listPaperToVoid } from './correction.queries'

const BATCH = 200

export type CorrectionSweep = { forms: number; voided: number; failed: number }

/** Takes red-letter forms and paper to be declared void on their next step. */
export async function sweepCorrections(channelOf: ChannelOf = findInvoiceChannel): Promise<CorrectionSweep> {
  const forms = await eachOf('sweep-invoices', await listFormsToFollow(SYSTEM, BATCH), (id) =>
    followRedForm(id, channelOf),
  )
  const paper = await eachOf('sweep-invoices', await listPaperToVoid(SYSTEM, BATCH), (id) =>
    voidAtChannel(id, channelOf),
  )
  return { forms: forms.done, voided: paper.done, failed: forms.failed + paper.failed }
}
