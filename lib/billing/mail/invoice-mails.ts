import 'server-only'
import { SYSTEM } from '@/lib/auth/actor'
import { hashSecret, newSecret } from '@/lib/auth/secret'
import { findApplicationNews } from '@/lib/billing/invoice/application-news.queries'
import { findIssuedInvoice, findLinkToSend } from '@/lib/billing/invoice/delivery.queries'
import { attached } from '@/lib/billing/invoice/download-link.rules'
import { env } from '@/lib/env'
import { formatMoney } from '@/lib/web/format'
import { sayIn } from '@/lib/web/messages'
import { composeLetter } from './compose-letter'
import type { Draft, MailKind, MailPayload } from './mail-kind'

/** What became of an application, and the invoice itself. */
export const invoiceMails: Readonly<Record<string, MailKind>> = {
  'invoice-rejected': news('invoice-rejected'),
  'invoice-shipped': news('invoice-shipped'),
  'invoice-issued': issued,
  'invoice-again': again,
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

/** One invoice to the address that was applied for, with its files and a link of its own to them. */
async function issued({ invoiceId = '' }: MailPayload): Promise<Draft | null> {
  return letterWith(invoiceId, null, null)
}

/** The same once more, to the address that somebody asked for. */
async function again({ linkId = '' }: MailPayload): Promise<Draft | null> {
  const link = await findLinkToSend(SYSTEM, linkId)
  return link && letterWith(link.invoiceId, link.id, link.sentTo)
}

async function letterWith(
  invoiceId: string,
  linkId: string | null,
  to: string | null,
): Promise<Draft | null> {
  const invoice = await findIssuedInvoice(SYSTEM, invoiceId)
  const told = invoice && (await findApplicationNews(SYSTEM, invoice.applicationId))
  if (!invoice || !told) return null
  const say = sayIn(told.locale)
  const number = invoice.number ?? ''
  const secret = newSecret()
  const files = attached(invoice.files)
  const letter = composeLetter(say, {
    subject: say('mails.invoice-issued.subject', { number }),
    greeting: say('mails.greeting', { name: told.name }),
    body: say(files.length > 0 ? 'mails.invoice-issued.bodyAttached' : 'mails.invoice-issued.body'),
    facts: [
      [say('mails.invoice.number'), number],
      [say('mails.invoice.application'), told.number],
      [say('mails.invoice.amount'), formatMoney(invoice.amountFen)],
    ],
    button: {
      label: say('mails.invoice-issued.button'),
      href: `${env.NEXTAUTH_URL}/invoice-downloads/${secret}`,
    },
    note: say('mails.invoice-issued.note'),
  })
  return {
    toEmail: to ?? told.delivery.email,
    locale: told.locale,
    letter,
    download: { linkId, invoiceId, hash: hashSecret(secret).toString('hex') },
    attachments: files.map(({ id: fileId, format, size }) => ({ name: `${number}.${format}`, fileId, size })),
  }
}
