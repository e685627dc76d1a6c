import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { findCorrectionNews } from '@/lib/billing/invoice/correction.queries'
import { env } from '@/lib/env'
import { formatMoney } from '@/lib/web/format'
import { sayIn } from '@/lib/web/messages'
import { composeLetter } from './compose-letter'
import type { MailKind } from './mail-kind'

/** What became of the wish to have an invoice reversed, to the person who had applied for it. */
export const correctionMails: Readonly<Record<string, MailKind>> = {
  'correction-refused': news('correction-refused'),
  'correction-done': news('correction-done'),
}

function news(kind: 'correction-refused' | 'correction-done'): MailKind {
  return async ({ correctionId = '' }) => {
    const told = await findCorrectionNews(SYSTEM, correctionId)
    if (!told) return null
    const say = sayIn(told.locale)
    const facts: [string, string][] = [
      [say('mails.invoice.application'), told.number],
      [say('mails.correction.amount'), formatMoney(told.amountFen)],
    ]
    if (kind === 'correction-refused' && told.refuseReason)
      facts.push([say('mails.correction.reason'), told.refuseReason])
    if (kind === 'correction-done') {
      for (const number of told.voided) facts.push([say('mails.correction.voided'), number])
      for (const number of told.reds) facts.push([say('mails.correction.red'), number])
    }
    const isVoid = kind === 'correction-done' && told.method === 'void'
    const letter = composeLetter(say, {
      subject: say(`mails.${kind}.subject`, { number: told.number }),
      greeting: say('mails.greeting', { name: told.name }),
      body: say(isVoid ? 'mails.correction-done.bodyVoid' : `mails.${kind}.body`),
      facts,
      button: {
        label: say(`mails.${kind}.button`),
        href: `${env.NEXTAUTH_URL}/invoices/applications/${told.applicationId}`,
      },
    })
    return { toEmail: told.email, locale: told.locale, letter }
  }
}
