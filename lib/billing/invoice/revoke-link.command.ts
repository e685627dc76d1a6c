import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { downloadLinks } from '@/db/schema/invoice'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { systemNow } from '@/lib/command/clock'
import { notFound } from '@/lib/kernel/refusal'
import { downloadLinkInput } from './delivery.input'

/** Shuts a mailed link for good, whoever has it. Shut already, it stays so. */
export const revokeLink = command({
  name: 'invoice.revoke-link',
  by: 'admin.invoices.decide',
  input: downloadLinkInput,
  async run({ tx, actor }, { linkId }) {
    const [link] = await tx.select().from(downloadLinks).where(eq(downloadLinks.id, linkId))
    if (!link) throw notFound()
    await checkNoMember(tx, actor, link.accountId)
    const shut = await tx
      .update(downloadLinks)
      .set({ revokedAt: systemNow(), revokedBy: actor.userId })
      .where(and(eq(downloadLinks.id, linkId), isNull(downloadLinks.revokedAt)))
      .returning({ id: downloadLinks.id })
    return { accountId: link.accountId, revoked: shut.length > 0 }
  },
  audit: ({ linkId }, { accountId, revoked }) => (revoked ? { subject: linkId, account: accountId } : null),
})
