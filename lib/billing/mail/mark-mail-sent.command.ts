import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { mails } from '@/db/schema/mail'
import { systemNow } from '@/lib/command/clock'
import { command } from '@/lib/command/command'
import { markMailSentInput } from './mail.input'

/**
 * Notes that the provider took a mail. From then on the receiver's copy is the only one that carries its one-time
 * link: a copy of our database opens nobody's account.
 */
export const markMailSent = command({
  name: 'mail.mark-sent',
  by: 'system',
  input: markMailSentInput,
  async run({ tx }, { mailId, providerId }) {
    const withoutLink = (column: typeof mails.text | typeof mails.html) =>
      sql`regexp_replace(${column}, '(token=|invoice-downloads/)[A-Za-z0-9_-]{43}', '\\1…', 'g')`
    await tx
      .update(mails)
      .set({ sentAt: systemNow(), providerId, text: withoutLink(mails.text), html: withoutLink(mails.html) })
      .where(and(eq(mails.id, mailId), isNull(mails.sentAt)))
  },
  audit: ({ mailId }) => ({ subject: mailId }),
})
