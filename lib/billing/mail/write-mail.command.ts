import 'server-only'
import { mails } from '@/db/schema/mail'
import { issueToken } from '@/lib/billing/account/issue-token.step'
import { openLink } from '@/lib/billing/invoice/open-link.step'
import { command } from '@/lib/command/command'
import { newId } from '@/lib/kernel/id'
import { writeMailInput } from './mail.input'

/** Writes a mail once per key, with the link it carries, of whichever kind. A key written before writes nothing. */
export const writeMail = command({
  name: 'mail.write',
  by: 'system',
  input: writeMailInput,
  async run({ tx }, { link, download, ...mail }) {
    const [written] = await tx
      .insert(mails)
      .values({ id: newId(), ...mail })
      .onConflictDoNothing({ target: mails.key })
      .returning({ id: mails.id })
    if (written && link) await issueToken(tx, { ...link, hash: Buffer.from(link.hash, 'hex') })
    if (written && download) {
      const { hash, ...opened } = download
      await openLink(tx, { ...opened, sentTo: mail.toEmail, hash: Buffer.from(hash, 'hex') })
    }
    return { mailId: written?.id ?? null }
  },
  audit: ({ kind }, { mailId }) => ({ subject: mailId, detail: { kind, written: mailId !== null } }),
})
