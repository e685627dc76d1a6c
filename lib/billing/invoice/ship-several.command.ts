import 'server-only'
import { asc, inArray } from 'drizzle-orm'
import { invoiceApplications } from '@/db/schema/invoice'
import { loadOwnAccounts } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { InvalidInput } from '@/lib/kernel/refusal'
import { shipSeveralInput } from './invoice.input'
import { parcelsIn } from './parcel.rules'
import { ship } from './ship.step'

/** Paper of several applications is with one courier: all of them are marked, or none. */
export const shipSeveral = command({
  name: 'invoice.ship-several',
  by: 'admin.invoices.decide',
  input: shipSeveralInput,
  async run({ tx, actor, now }, { courier, parcels: typed }) {
    const read = parcelsIn(typed)
    if ('problem' in read) throw new InvalidInput({ parcels: read.problem }, { line: read.line })
    const rows = await tx
      .select()
      .from(invoiceApplications)
      .where(
        inArray(
          invoiceApplications.number,
          read.parcels.map(({ number }) => number),
        ),
      )
      .orderBy(asc(invoiceApplications.id))
      .for('no key update')
    const known = new Map(rows.map((row) => [row.number, row]))
    const own = await loadOwnAccounts(tx, actor)
    for (const { number, trackingNumber } of read.parcels) {
      const application = known.get(number)
      if (!application) throw new InvalidInput({ parcels: 'parcel-unknown' }, { line: number })
      if (own.has(application.accountId))
        throw new InvalidInput({ parcels: 'parcel-own-account' }, { line: number })
      await ship(tx, application, { courier, trackingNumber, at: now, actor })
    }
    return { numbers: read.parcels.map(({ number }) => number) }
  },
  audit: (_input, { numbers }) => ({ detail: { applications: numbers.join(' ') } }),
})
