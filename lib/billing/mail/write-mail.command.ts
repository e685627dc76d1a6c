import 'server-only'
import { sql } from 'drizzle-orm'
import { mails } from '@/db/schema/mail'
import { issueToken } from '@/lib/billing/account/issue-token.step'
import { openLink } from '@/lib/billing/invoice/open-link.step'
import { command } from '@/lib/command/command'
import { prepared } from '@/lib/command/prepared'
import { newId } from '@/lib/kernel/id'
import { writeMailInput } from './mail.input'

const given = (name: string) => sql.placeholder(name)

const insertMail = prepared((tx) =>
  tx
    .insert(mails)
    .values({
      id: given('id'),
      key: given('key'),
      kind: given('kind'),
      toEmail: given('toEmail'),
      locale: given('locale'),
      subject: given('subject'),
      text: given('text'),
      html: given('html'),
      attachments: given('attachments'),
    })
    .onConflictDoNothing({ target: mails.key })
    .returning({ id: mails.id })
    .prepare('insert_mail'),
)

/** Writes a mail once per key, with the link it carries, of whichever kind. A key written before writes nothing. */
export const writeMail = command({
  name: 'mail.write',
  by: 'system',
  input: writeMailInput,
  first: (tx, mail) => insertMail(tx, { ...mail, id: newId() }),
  async run({ tx }, { link, download, toEmail }, [written]) {
    if (written && link) await issueToken(tx, { ...link, hash: Buffer.from(link.hash, 'hex') })
    if (written && download) {
      const { hash, ...opened } = download
      await openLink(tx, { ...opened, sentTo: toEmail, hash: Buffer.from(hash, 'hex') })
    }
    return { mailId: written?.id ?? null }
  },
  audit: ({ kind }, { mailId }) => (mailId === null ? null : { subject: mailId, detail: { kind } }),
})
