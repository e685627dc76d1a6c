import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { sendingAddresses } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { addressInput } from './invoice.input'

/** Takes a sending address off the list. It stays on what was applied for. */
export const deleteAddress = command({
  name: 'address.delete',
  by: 'invoices.write',
  input: addressInput,
  async run({ tx, now }, { addressId }) {
    const rows = await tx
      .update(sendingAddresses)
      .set({ deletedAt: now, isDefault: false })
      .where(and(eq(sendingAddresses.id, addressId), isNull(sendingAddresses.deletedAt)))
      .returning({ id: sendingAddresses.id })
    if (rows.length === 0) throw notFound()
    return { addressId }
  },
  audit: (_input, { addressId }) => ({ subject: addressId }),
})
