import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { sendingAddresses } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { notFound } from '@/lib/kernel/refusal'
import { addressInput } from './invoice.input'

/** Makes a sending address the one that is selected first. */
export const setDefaultAddress = command({
  name: 'address.set-default',
  by: 'invoices.write',
  input: addressInput,
  async run({ tx, actor }, { addressId }) {
    await tx
      .update(sendingAddresses)
      .set({ isDefault: false })
      .where(and(eq(sendingAddresses.accountId, actor.accountId), eq(sendingAddresses.isDefault, true)))
    const rows = await tx
      .update(sendingAddresses)
      .set({ isDefault: true })
      .where(and(eq(sendingAddresses.id, addressId), isNull(sendingAddresses.deletedAt)))
      .returning({ id: sendingAddresses.id })
    if (rows.length === 0) throw notFound()
    return { addressId }
  },
  audit: (_input, { addressId }) => ({ subject: addressId }),
})
