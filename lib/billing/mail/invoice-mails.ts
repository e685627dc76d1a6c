import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { hashSecret, newSecret } from '@/lib/auth/secret'
import { findApplicationNews, findIssuedInvoice } from '@/lib/billing/invoice/application.queries'
import { openDownloadLink } from '@/lib/billing/invoice/open-download-link.command'
import { systemNow } from '@/lib/command/clock'
import { env } from '@/lib/env'
import { addHours } from '@/lib/kernel/calendar'
import { formatMoney } from '@/lib/web/format'
import { sayIn } from '@/lib/web/messages'
import { composeLetter } from './compose-letter'
import type { MailKind } from './mail-kind'

/** Long enough for a month's end to be closed with it. */
const LINK_HOURS = 30 * 24

/** What became of an application, and the invoice itself. */
export const invoiceMails: Readonly<Record<string, MailKind>> = {
  'invoice-rejected': news('invoice-rejected'),
  'invoice-shipped': news('invoice-shipped'),
  'invoice-issued': issued,
}

function news(kind: 'invoice-rejected' | 'invoice-shipped'): MailKind {
  return async ({ applicationId = '' }) => {
    const told = await findApplicationNews(SYSTEM, applicationId)
    if (!told) return null
    const say = sayIn(told.locale)
    const facts: [string, string][] = [
      [say('mails.invoice.application'), told.number],
      [say('mails.invoice.amount'), formatMoney(told.amountFen)],
    ]
    if (kind === 'invoice-rejected' && told.rejectReason)
      facts.push([say('mails.invoice.reason'), told.rejectReason])
    if (kind === 'invoice-shipped' && told.courier && told.trackingNumber)
      facts.push(
        [say('mails.invoice.courier'), told.courier],
        [say('mails.invoice.tracking'), told.trackingNumber],
      )
    const letter = composeLetter(say, {
      subject: say(`mails.${kind}.subject`, { number: told.number }),
      greeting: say('mails.greeting', { name: told.name }),
      body: say(`mails.${kind}.body`),
      facts,
      button: {
        label: say(`mails.${kind}.button`),
        href: `${env.NEXTAUTH_URL}/invoices/applications/${applicationId}`,
      },
    })
    return { toEmail: told.email, locale: told.locale, letter }
  }
}

/** One invoice to the address that was applied for, with a link of its own to its files. */
async function issued({ invoiceId = '' }: Readonly<Record<string, string>>) {
  const invoice = await findIssuedInvoice(SYSTEM, invoiceId)
  const told = invoice && (await findApplicationNews(SYSTEM, invoice.applicationId))
  if (!invoice || !told) return null
  const say = sayIn(told.locale)
  const toEmail = told.delivery.email
  const secret = newSecret()
  await openDownloadLink(SYSTEM, {
    invoiceId,
    sentTo: toEmail,
    hash: hashSecret(secret).toString('hex'),
    expiresAt: addHours(systemNow(), LINK_HOURS),
  })
  const letter = composeLetter(say, {
    subject: say('mails.invoice-issued.subject', { number: invoice.number ?? '' }),
    greeting: say('mails.greeting', { name: told.name }),
    body: say('mails.invoice-issued.body'),
    facts: [
      [say('mails.invoice.number'), invoice.number ?? ''],
      [say('mails.invoice.application'), told.number],
      [say('mails.invoice.amount'), formatMoney(invoice.amountFen)],
    ],
    button: {
      label: say('mails.invoice-issued.button'),
      href: `${env.NEXTAUTH_URL}/api/invoice-downloads/${secret}`,
    },
    note: say('mails.invoice-issued.note'),
  })
  return { toEmail, locale: told.locale, letter }
}
