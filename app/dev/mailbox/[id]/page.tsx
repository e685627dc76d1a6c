import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Fragment } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { SYSTEM } from '@/lib/auth/actor'
import { getMail } from '@/lib/billing/mail/mail.queries'
import { env } from '@/lib/env'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { formatInstant, formatSize } from '@/lib/web/format'
import { currentLocale } from '@/lib/web/preferences'
import { getTranslations } from '@/lib/web/translations'

type Params = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await mailAt(params)).subject }
}

export default async function MailPage({ params }: Params) {
  const mail = await mailAt(params)
  const mailbox = await getTranslations('mailbox')
  const locale = await currentLocale()
  return (
    <main className="mx-auto max-w-[1120px] px-4 py-6 sm:px-8">
      <p className="mb-2">
        <ButtonLink variant="link" href="/dev/mailbox" icon="chevronLeft">
          {mailbox('back')}
        </ButtonLink>
      </p>
      <h1 className="text-20 font-semibold" lang={mail.locale}>
        {mail.subject}
      </h1>
      <p className="mb-6 text-text-2">
        {mailbox('to')} {mail.toEmail} · {mail.kind} ·{' '}
        {formatInstant(mail.at, locale, undefined, { zoneName: true, seconds: true })}
      </p>
      {mail.attachments.length > 0 ? (
        <section className="mb-6">
          <h2 className="mb-2 text-16 font-semibold">{mailbox('attachments')}</h2>
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {mail.attachments.map(({ name, fileId, size }) => (
              <li key={fileId}>
                {name} <span className="text-text-3">{formatSize(size)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div className="grid gap-6 lg:grid-cols-2">
        <section>
          <h2 className="mb-2 text-16 font-semibold">{mailbox('text')}</h2>
          <pre lang={mail.locale} className="rounded-lg border p-4 font-sans break-words whitespace-pre-wrap">
            <Linked text={mail.text} />
          </pre>
        </section>
        <section>
          <h2 className="mb-2 text-16 font-semibold">{mailbox('html')}</h2>
          <iframe
            title={mailbox('html')}
            sandbox="allow-top-navigation-by-user-activation"
            srcDoc={mail.html.replace('<head>', '<head><base target="_top">')}
            className="h-[520px] w-full rounded-lg border bg-white"
          />
        </section>
      </div>
    </main>
  )
}

async function mailAt(params: Params['params']) {
  const { id } = await params
  if (!env.DEMO || !isId(id)) notFound()
  return getMail(SYSTEM, id).catch((error: unknown) => {
    if (error instanceof Refusal) notFound()
    throw error
  })
}

/** Text with its addresses as links. */
function Linked({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/)
  return parts.map((part, position) =>
    position % 2 === 1 ? (
      <a key={position} className="link" href={part}>
        {part}
      </a>
    ) : (
      <Fragment key={position}>{part}</Fragment>
    ),
  )
}
