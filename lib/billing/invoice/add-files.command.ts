import 'server-only'
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import * as z from 'zod/mini'
import { invoiceFiles, invoices } from '@/db/schema/invoice'
import { checkNoMember } from '@/lib/billing/account/four-eyes.load'
import { command } from '@/lib/command/command'
import { stage } from '@/lib/command/outbox'
import { newId } from '@/lib/kernel/id'
import { notFound } from '@/lib/kernel/refusal'
import { id } from './invoice.input'
import { fileFormats } from './official-file.rules'

const addFilesInput = z.object({
  files: z.array(
    z.object({
      invoiceId: id,
      format: z.enum(fileFormats),
      content: z.instanceof(Uint8Array<ArrayBufferLike>),
    }),
  ),
})

/** Adds official files to issued invoices; the first PDF of one is what its mail waited for. A file is added once. */
export const addFiles = command({
  name: 'invoice.add-files',
  by: 'admin.invoices.decide',
  input: addFilesInput,
  async run({ tx, actor, now }, { files }) {
    let added = 0
    for (const { invoiceId, format, content } of files) {
      const [invoice] = await tx.select().from(invoices).where(eq(invoices.id, invoiceId))
      if (!invoice || invoice.status === 'pending') throw notFound()
      await checkNoMember(tx, actor, invoice.accountId)
      const written = await tx
        .insert(invoiceFiles)
        .values({
          id: newId(),
          accountId: invoice.accountId,
          invoiceId,
          format,
          content: Buffer.from(content),
          sha256: createHash('sha256').update(content).digest('hex'),
          addedBy: actor.userId,
          addedAt: now,
        })
        .onConflictDoNothing()
        .returning({ id: invoiceFiles.id })
      added += written.length
      if (written.length > 0 && format === 'pdf' && invoice.colour === 'blue')
        await stage(tx, {
          task: 'send-mail',
          payload: { key: `invoice-issued:${invoiceId}`, kind: 'invoice-issued', invoiceId },
        })
    }
    return { added, known: files.length - added }
  },
  audit: ({ files }, { added }) => (added > 0 ? { detail: { files: files.length, added } } : null),
})
