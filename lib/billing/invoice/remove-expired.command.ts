import 'server-only'
import * as z from 'zod/mini'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'
import { lockOver } from './over.load'
import { emptyRows, removeContents, removeRows } from './remove-contents.step'

/**
 * Removes some of the applications whose years are over, with their invoices and files. The row of one whose invoices
 * use up quota stays without what it said, so that no yuan is invoiced twice. The audit log stays as it is.
 */
export const removeExpired = command({
  name: 'invoice.remove-expired',
  by: 'system',
  input: z.object({ most: z.number() }),
  async run({ tx, now }, { most }) {
    const { invoices } = await loadPolicy(tx, now)
    const over = await lockOver(tx, now, invoices.keepYears, most)
    const idsOf = (holds: boolean) => over.filter((each) => each.holds === holds).map(({ id }) => id)
    if (over.length > 0) {
      await removeContents(
        tx,
        over.map(({ id }) => id),
      )
      await removeRows(tx, idsOf(false))
      await emptyRows(tx, idsOf(true), now)
    }
    return {
      removed: idsOf(false).length,
      emptied: idsOf(true).length,
      numbers: over.map(({ number }) => number),
    }
  },
  audit: (_input, { removed, emptied, numbers }) =>
    numbers.length === 0 ? null : { detail: { removed, emptied, numbers: numbers.join(' ') } },
})
