import 'server-only'
import { eq } from 'drizzle-orm'
import { sellers } from '@/db/schema/catalog'
import { command } from '@/lib/command/command'
import { Refusal } from '@/lib/kernel/refusal'
import { createSellerInput } from './catalog.input'

/**
 * A company that sells: the platform itself under one more name, or a provider of the Cloud Market. The same form sent
 * again makes one; throws `seller.code-taken` where the code is another seller's.
 */
export const createSeller = command({
  name: 'seller.create',
  by: 'admin.sellers.write',
  input: createSellerInput,
  async run({ tx }, { sellerId, kind, ...words }) {
    const wanted = { id: sellerId, ...words, isPlatform: kind === 'platform' }
    const created = await tx
      .insert(sellers)
      .values(wanted)
      .onConflictDoNothing()
      .returning({ id: sellers.id })
    if (created.length > 0) return { sellerId, created: true }
    const [there] = await tx.select().from(sellers).where(eq(sellers.id, sellerId))
    const same =
      there?.code === wanted.code && there.nameEn === wanted.nameEn && there.nameZh === wanted.nameZh
    if (!same || there.isPlatform !== wanted.isPlatform) throw new Refusal('seller.code-taken')
    return { sellerId, created: false }
  },
  audit: ({ code, kind }, { sellerId, created }) =>
    created ? { subject: sellerId, detail: { code, kind } } : null,
})
