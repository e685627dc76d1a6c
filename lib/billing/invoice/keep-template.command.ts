import 'server-only'
import { createHash } from 'node:crypto'
import { etaxTemplates } from '@/db/schema/invoice'
import { command } from '@/lib/command/command'
import { loadIssuingSeller } from './batch.load'
import { keepTemplateInput } from './workbook.input'

/** The tax bureau's current blank workbook of a seller; the former one is replaced. */
export const keepTemplate = command({
  name: 'invoice.keep-template',
  by: 'admin.invoices.decide',
  input: keepTemplateInput,
  async run({ tx, actor, now }, { sellerId, name, content }) {
    await loadIssuingSeller(tx, actor, sellerId)
    const kept = { name, content: Buffer.from(content), uploadedBy: actor.userId, uploadedAt: now }
    await tx
      .insert(etaxTemplates)
      .values({ sellerId, ...kept })
      .onConflictDoUpdate({ target: etaxTemplates.sellerId, set: kept })
    return { sellerId }
  },
  audit: ({ sellerId, name, content }) => ({
    subject: sellerId,
    detail: { name, sha256: createHash('sha256').update(content).digest('hex') },
  }),
})
