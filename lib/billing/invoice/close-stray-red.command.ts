import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { redForms, strayReds } from '@/db/schema/invoice'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { notFound, Refusal } from '@/lib/kernel/refusal'
import { lockApplication } from './application.load'
import { closeStrayRedInput } from './correction.input'
import { tidied } from './printable.rules'

/** A reviewer has dealt with a red invoice that reverses nothing here, and says how. Its channel is asked no more. */
export const closeStrayRed = command({
  name: 'correction.close-stray',
  by: 'admin.invoices.decide',
  input: closeStrayRedInput,
  async run({ tx, actor, now }, { strayId, note }) {
    const [known] = await tx.select().from(strayReds).where(eq(strayReds.id, strayId))
    if (!known) throw notFound()
    const application = await lockApplication(tx, known.applicationId)
    await checkNoMember(tx, actor, application.accountId)
    const rows = await tx
      .update(strayReds)
      .set({ closedBy: actor.userId, closedAt: now, note: tidied(note) })
      .where(and(eq(strayReds.id, strayId), isNull(strayReds.closedAt)))
      .returning({ id: strayReds.id })
    if (rows.length !== 1) throw new Refusal('correction.changed-meanwhile')
    await tx.update(redForms).set({ nextQueryAt: null }).where(eq(redForms.id, known.formId))
    return { application, number: known.number }
  },
  audit: (_input, { application, number }) => ({
    subject: application.id,
    account: application.accountId,
    detail: { red: number },
  }),
})
