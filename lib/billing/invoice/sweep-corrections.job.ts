import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { findInvoiceChannel } from '@/lib/gateway/invoice-channels'
import { describeError, log } from '@/lib/web/log'
import { followRedForm, voidAtChannel, type ChannelOf } from './correct-invoice.flow'
import { listFormsToFollow, listPaperToVoid } from './correction.queries'

const BATCH = 200

export type CorrectionSweep = { forms: number; voided: number; failed: number }

/** Takes red-letter forms and paper to be declared void on their next step; one that fails stops nobody. */
export async function sweepCorrections(channelOf: ChannelOf = findInvoiceChannel): Promise<CorrectionSweep> {
  const sweep = { forms: 0, voided: 0, failed: 0 }
  const each = async (id: string, counted: 'forms' | 'voided', work: () => Promise<boolean>) => {
    try {
      if (await work()) sweep[counted]++
    } catch (error) {
      sweep.failed++
      log.error({ job: 'sweep-invoices', id, error: describeError(error) }, 'one of a sweep failed')
    }
  }
  for (const id of await listFormsToFollow(SYSTEM, BATCH))
    await each(id, 'forms', () => followRedForm(id, channelOf))
  for (const { id } of await listPaperToVoid(SYSTEM, BATCH))
    await each(id, 'voided', () => voidAtChannel(id, channelOf))
  return sweep
}
