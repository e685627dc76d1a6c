import 'server-only'
import { Resend } from 'resend'
import { env } from '@/lib/env'

export type AttachedFile = { name: string; content: Buffer }
export type MailToSend = {
  key: string
  to: string
  subject: string
  text: string
  html: string
  attachments?: readonly AttachedFile[]
}

/** Ours to wait; the queue tries again, and the key keeps a mail that was taken after all from being sent twice. */
const PATIENCE_MS = 15_000

/** The provider did not take the mail. Named by its own word for it; the mail's content is never told. */
export class MailNotTaken extends Error {
  override readonly name = 'MailNotTaken'
}

export function isMailProviderSet(): boolean {
  return env.RESEND_API_KEY !== undefined && env.MAIL_FROM !== undefined
}

/**
 * Hands a mail to Resend and returns its id there. The same key within 24 hours is the same mail
 * (resend.com/docs/dashboard/emails/idempotency-keys). Throws MailNotTaken; then nothing is known to be sent.
 */
export async function sendByResend({
  key,
  to,
  subject,
  text,
  html,
  attachments = [],
}: MailToSend): Promise<string> {
  const { RESEND_API_KEY, MAIL_FROM } = env
  if (RESEND_API_KEY === undefined || MAIL_FROM === undefined)
    throw new MailNotTaken('RESEND_API_KEY is missing')
  const call = new Resend(RESEND_API_KEY).emails.send(
    {
      from: MAIL_FROM,
      to,
      subject,
      text,
      html,
      // As base64: the library would write a buffer out number by number.
      ...(attachments.length > 0
        ? {
            attachments: attachments.map(({ name, content }) => ({
              filename: name,
              content: content.toString('base64'),
            })),
          }
        : {}),
    },
    { idempotencyKey: key },
  )
  const { data, error } = await Promise.race([call, silenceAfter(PATIENCE_MS)])
  if (error) throw new MailNotTaken(error.name)
  return data.id
}

function silenceAfter(milliseconds: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new MailNotTaken('no answer')), milliseconds).unref()
  })
}
