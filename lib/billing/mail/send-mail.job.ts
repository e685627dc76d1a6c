import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { listMailedFiles } from '@/lib/billing/invoice/delivery.queries'
import { env } from '@/lib/env'
import { isMailProviderSet, sendByResend, type AttachedFile } from '@/lib/gateway/mail/resend'
import type { MailPayload } from './mail-kind'
import { mailKinds } from './mail-kinds'
import { findMailByKey, type MailToDeliver } from './mail.queries'
import { markMailSent } from './mark-mail-sent.command'
import { writeMail } from './write-mail.command'

/**
 * Writes the mail of a staged job once and hands it to the provider. May run any number of times: the row is
 * unique by `key`, the provider is given the same key, and a mail noted as sent is left alone. In the demo
 * without a provider the row itself is the mailbox. Throws where the provider did not take it; the queue retries.
 */
export async function sendMail(payload: MailPayload): Promise<void> {
  const mail = await writtenOnce(payload)
  if (!mail || mail.sentAt) return
  if (!isMailProviderSet() && env.DEMO) return
  const { key, toEmail: to, subject, text, html } = mail
  const attachments = await filesOf(mail)
  const providerId = await sendByResend({ key, to, subject, text, html, attachments })
  await markMailSent(SYSTEM, { mailId: mail.id, providerId })
}

/** The files of a mail with their content, in its order. */
async function filesOf({ attachments }: MailToDeliver): Promise<AttachedFile[]> {
  const kept = await listMailedFiles(
    SYSTEM,
    attachments.map(({ fileId }) => fileId),
  )
  const contents = new Map(kept.map(({ id, content }) => [id, content]))
  return attachments.flatMap(({ name, fileId }) => {
    const content = contents.get(fileId)
    return content ? [{ name, content }] : []
  })
}

async function writtenOnce(payload: MailPayload): Promise<MailToDeliver | null> {
  const { key, kind } = payload
  const compose = kind === undefined ? undefined : mailKinds[kind]
  if (!key || !kind || !compose) throw new Error('a mail of no known kind')
  const draft = await compose(payload)
  if (!draft) return null
  const { letter, ...rest } = draft
  const { mailId: id } = await writeMail(SYSTEM, { key, kind, ...rest, ...letter })
  // Written by a run before: its letter is the one that is kept, with another secret in its link.
  if (id === null) return findMailByKey(SYSTEM, key)
  const { toEmail, attachments = [] } = draft
  return { id, key, toEmail, attachments, ...letter, sentAt: null }
}
