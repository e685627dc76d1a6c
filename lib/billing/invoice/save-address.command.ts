import 'server-only'
import { and, count, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { sendingAddresses } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { InvalidInput, notFound, Refusal } from '@/lib/kernel/refusal'
import { normalizePhone } from './contact.rules'
import { saveAddressInput } from './invoice.input'
import { tidied } from './printable.rules'
import { regionName } from './regions'

const MOST_ADDRESSES = 100

/** Keeps a new sending address or changes one that is kept. */
export const saveAddress = command({
  name: 'address.save',
  by: 'invoices.write',
  input: saveAddressInput,
  async run({ tx, actor, now }, { addressId, isDefault, ...typed }) {
    const region = regionName(typed.provinceCode, typed.cityCode, typed.districtCode)
    if (region === null) throw new InvalidInput({ districtCode: 'region-empty' })
    const [known] = await tx.select().from(sendingAddresses).where(eq(sendingAddresses.id, addressId))
    if (known?.deletedAt) throw notFound()
    const first = !known && (await roomFor(tx, actor.accountId)) === 0
    const makeDefault = isDefault === 'on' || first
    if (makeDefault)
      await tx
        .update(sendingAddresses)
        .set({ isDefault: false })
        .where(and(eq(sendingAddresses.accountId, actor.accountId), eq(sendingAddresses.isDefault, true)))
    const kept = {
      ...typed,
      recipient: tidied(typed.recipient),
      phone: normalizePhone(typed.phone),
      email: typed.email.trim(),
      detail: tidied(typed.detail),
      regionName: region,
      isDefault: makeDefault || (known?.isDefault ?? false),
    }
    if (known) await tx.update(sendingAddresses).set(kept).where(eq(sendingAddresses.id, addressId))
    else
      await insertOnce(tx, {
        ...kept,
        id: addressId,
        accountId: actor.accountId,
        createdBy: actor.userId,
        createdAt: now,
      })
    return { addressId }
  },
  audit: (_input, { addressId }) => ({ subject: addressId }),
})

async function roomFor(tx: Tx, accountId: string): Promise<number> {
  const [row] = await tx
    .select({ kept: count() })
    .from(sendingAddresses)
    .where(and(eq(sendingAddresses.accountId, accountId), isNull(sendingAddresses.deletedAt)))
  const kept = row?.kept ?? 0
  if (kept >= MOST_ADDRESSES) throw new Refusal('address.too-many')
  return kept
}

/** The id is the form's: another press of the same form may have been faster. Another account's id is none of ours. */
async function insertOnce(tx: Tx, row: typeof sendingAddresses.$inferInsert): Promise<void> {
  await tx.insert(sendingAddresses).values(row).onConflictDoNothing({ target: sendingAddresses.id })
  const [mine] = await tx
    .select({ id: sendingAddresses.id })
    .from(sendingAddresses)
    .where(eq(sendingAddresses.id, row.id))
  if (!mine) throw notFound()
}
