import 'server-only'
import { eq } from 'drizzle-orm'
import { sellers } from '@/db/schema/catalog'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { renameSellerInput } from './catalog.input'

/** The names of a seller in both languages. Its code and what it is stay: other records rely on them. */
export const renameSeller = command({
  name: 'seller.rename',
  by: 'admin.sellers.write',
  input: renameSellerInput,
  async run({ tx }, { sellerId, nameEn, nameZh }) {
    const [seller] = await tx.select().from(sellers).where(eq(sellers.id, sellerId)).for('no key update')
    if (!seller) throw notFound()
    const changed = seller.nameEn !== nameEn || seller.nameZh !== nameZh
    if (changed) await tx.update(sellers).set({ nameEn, nameZh }).where(eq(sellers.id, sellerId))
    return { sellerId, changed, former: `${seller.nameEn} · ${seller.nameZh}` }
  },
  audit: ({ nameEn, nameZh }, { sellerId, changed, former }) =>
    changed ? { subject: sellerId, detail: { nameEn, nameZh, former } } : null,
})
