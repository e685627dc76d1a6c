import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { findDecided } from '@/lib/billing/authentication/authentication.queries'
import { env } from '@/lib/env'
import { sayIn } from '@/lib/web/messages'
import { composeLetter } from './compose-letter'
import type { MailKind } from './mail-kind'

/** What became of a submission, to the person who submitted it. */
export const authenticationMails: Readonly<Record<string, MailKind>> = {
  'authentication-approved': decision('authentication-approved'),
  'authentication-rejected': decision('authentication-rejected'),
}

function decision(kind: 'authentication-approved' | 'authentication-rejected'): MailKind {
  return async ({ authenticationId = '' }) => {
    const decided = await findDecided(SYSTEM, authenticationId)
    if (!decided) return null
    const { receiver, legalName, rejectReason, formerStays } = decided
    const say = sayIn(receiver.locale)
    const facts: [string, string][] = [[say('mails.authentication.name'), legalName]]
    if (rejectReason) facts.push([say('mails.authentication.reason'), rejectReason])
    const letter = composeLetter(say, {
      subject: say(`mails.${kind}.subject`),
      greeting: say('mails.greeting', { name: receiver.name }),
      body: say(`mails.${kind}.body`),
      facts,
      button: { label: say(`mails.${kind}.button`), href: `${env.NEXTAUTH_URL}/account/authentication` },
      ...(formerStays ? { note: say('mails.authentication.formerStays') } : {}),
    })
    return { toEmail: receiver.email, locale: receiver.locale, letter }
  }
}
