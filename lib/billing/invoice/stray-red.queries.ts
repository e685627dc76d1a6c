import 'server-only'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { strayReds } from '@/db/schema/invoice'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'

export type StrayRed = Awaited<ReturnType<typeof listStrayReds>>[number]

/** The red invoices of an application that reverse nothing here and that nobody has dealt with, the first found first. */
export async function listStrayReds(actor: StaffActor, applicationId: string) {
  return read(actor, (tx) =>
    tx
      .select()
      .from(strayReds)
      .where(and(eq(strayReds.applicationId, applicationId), isNull(strayReds.closedAt)))
      .orderBy(asc(strayReds.foundAt), asc(strayReds.id)),
  )
}
