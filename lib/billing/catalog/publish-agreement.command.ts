import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { agreements } from '@/db/schema/catalog'
import { command } from '@/lib/command/command'
import { dayOf } from '@/lib/kernel/calendar'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { publishAgreementInput } from './catalog.input'
import type { Agreement } from './catalog.load'

/**
 * A new wording of an agreement, in force from a day to come on. Orders keep the version they were placed under. The
 * same form sent again publishes once; throws `agreement.published-meanwhile` where somebody else was faster.
 */
export const publishAgreement = command({
  name: 'agreement.publish',
  by: 'admin.catalog.write',
  input: publishAgreementInput,
  async run({ tx, now }, wording) {
    const [newest] = await tx
      .select()
      .from(agreements)
      .where(eq(agreements.code, wording.code))
      .orderBy(desc(agreements.version))
      .limit(1)
    const next = (newest?.version ?? 0) + 1
    if (wording.version !== next) return { version: await sameVersion(tx, wording), published: false }
    if (wording.effectiveOn <= dayOf(now)) throw new InvalidInput({ effectiveOn: 'day-not-to-come' })
    if (newest && wording.effectiveOn < newest.effectiveOn)
      throw new InvalidInput({ effectiveOn: 'day-before-newest' })
    const published = await tx
      .insert(agreements)
      .values(wording)
      .onConflictDoNothing()
      .returning({ version: agreements.version })
    if (published.length > 0) return { version: wording.version, published: true }
    return { version: await sameVersion(tx, wording), published: false }
  },
  audit: ({ code, version, effectiveOn }, { published }) =>
    published ? { detail: { code, version, effectiveOn } } : null,
})

/** The version that this very form published before; refuses where its number carries other words. */
async function sameVersion(tx: Tx, wording: Agreement): Promise<number> {
  const [there] = await tx
    .select()
    .from(agreements)
    .where(and(eq(agreements.code, wording.code), eq(agreements.version, wording.version)))
  const fields = ['effectiveOn', 'titleEn', 'titleZh', 'bodyEn', 'bodyZh'] as const
  if (!there || fields.some((field) => there[field] !== wording[field]))
    throw new Refusal('agreement.published-meanwhile')
  return wording.version
}
