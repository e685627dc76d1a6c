import 'server-only'
import { asc, eq } from 'drizzle-orm'
import { agreements } from '@/db/schema/catalog'
import type { StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { addDays, dayOf, type Day } from '@/lib/kernel/calendar'
import { notFound } from '@/lib/kernel/refusal'
import type { Agreement } from './catalog.load'
import { PRIVACY_AGREEMENT, standings, type Standing } from './catalog.rules'

export type AgreementView = Agreement & { standing: Standing }

/** Every version of the agreement of orders, newest first, and the first day from which a new one may hold. */
export async function listAgreements(
  actor: StaffActor,
): Promise<{ versions: AgreementView[]; earliest: Day }> {
  return read(actor, async (tx, now) => {
    const rows = await tx
      .select()
      .from(agreements)
      .where(eq(agreements.code, PRIVACY_AGREEMENT))
      .orderBy(asc(agreements.version))
    const standing = standings<string>(
      rows.map((row) => row.effectiveOn),
      dayOf(now),
    )
    const tomorrow = addDays(dayOf(now), 1)
    const newest = rows.at(-1)?.effectiveOn ?? tomorrow
    return {
      versions: rows.map((row, at) => ({ ...row, standing: standing[at] ?? 'former' })).reverse(),
      earliest: newest > tomorrow ? (newest as Day) : tomorrow,
    }
  })
}

/** One version of it. Not found for a number that was never published. */
export async function getAgreementVersion(actor: StaffActor, version: number): Promise<AgreementView> {
  const { versions } = await listAgreements(actor)
  const found = versions.find((one) => one.version === version)
  if (!found) throw notFound()
  return found
}
