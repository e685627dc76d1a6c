import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { invoiceApplications } from '@/db/schema/invoice'
import type { SystemActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import type { DeliverySnapshot } from './snapshot.rules'

/** An application and the person it was submitted by, for a mail; null for one disabled since. */
export async function findApplicationNews(actor: SystemActor, id: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        number: invoiceApplications.number,
        amountFen: invoiceApplications.amountFen,
        rejectReason: invoiceApplications.rejectReason,
        courier: invoiceApplications.courier,
        trackingNumber: invoiceApplications.trackingNumber,
        delivery: invoiceApplications.delivery,
        name: users.name,
        email: users.email,
        locale: users.locale,
      })
      .from(invoiceApplications)
      .innerJoin(users, eq(users.id, invoiceApplications.submittedBy))
      .where(and(eq(invoiceApplications.id, id), isNull(users.disabledAt))),
  )
  return row ? { ...row, delivery: row.delivery as DeliverySnapshot } : null
}
