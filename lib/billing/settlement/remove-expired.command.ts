import 'server-only'
import * as z from 'zod/mini'
import { loadIdsAbout } from '@/lib/billing/invoice/about.load'
import { lockOver } from '@/lib/billing/invoice/over.load'
import { emptyRows, removeContents, removeRows } from '@/lib/billing/invoice/remove-contents.step'
import { removeMailsAbout } from '@/lib/billing/mail/remove-mails.step'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { command } from '@/lib/command/command'

/**
 * Removes some of the applications whose years are over, with their invoices and files, the workbooks they stood in and the
 * mails about them. The row of one whose invoices use up quota stays without what it said, so that no yuan is invoiced
 * twice. The audit log stays as it is.
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
      const ids = over.map(({ id }) => id)
      await removeMailsAbout(tx, await loadIdsAbout(tx, ids))
      await removeContents(tx, ids)
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
