import { invoiceWords } from '@/app/(portal)/invoices/invoice-words'
import { troubleWords } from '@/app/(portal)/invoices/trouble-words'
import { MoneyText } from '@/components/billing/money-text'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import { issuesByItself } from '@/lib/billing/invoice/channel.rules'
import { getTranslations } from '@/lib/web/translations'

/** How an approved application is issued, and what its channel said of each invoice that is not there yet. */
export async function AtChannel({ application }: { application: ApplicationView }) {
  const { channel, status, queries, nextQueryAt, trouble } = application
  if (channel === null) return null
  const numbered = application.invoices.some((invoice) => invoice.status === 'pending' && invoice.number)
  const [text, words, said] = await Promise.all([
    getTranslations('admin.invoice'),
    invoiceWords(),
    troubleWords(),
  ])
  const moment = (label: string, at: Date | null): Fact[] => (at ? [{ label, value: words.moment(at) }] : [])
  return (
    <Section title={text('channelPart')} small>
      {status === 'issue-failed' && trouble ? (
        <div className="mb-4">
          <Note tone="bad" title={text(numbered ? 'differsTitle' : 'failedTitle')}>
            {said(trouble)}
          </Note>
        </div>
      ) : null}
      <FactsList
        ruled
        facts={[
          { label: text('channel'), value: text(`channels.${channel}`) },
          ...(issuesByItself(channel)
            ? [{ label: text('asked'), value: text('times', { count: queries }) }]
            : []),
          ...moment(text('nextQuestion'), nextQueryAt),
          ...(status === 'issuing' && trouble ? [{ label: text('trouble'), value: said(trouble) }] : []),
        ]}
      />
      {issuesByItself(channel) ? <Waiting application={application} /> : null}
    </Section>
  )
}

async function Waiting({ application }: { application: ApplicationView }) {
  const [text, words, said] = await Promise.all([
    getTranslations('admin.invoice'),
    invoiceWords(),
    troubleWords(),
  ])
  const shown = (label: string, value: string | null): Fact[] => (value ? [{ label, value }] : [])
  return application.invoices
    .filter(({ status }) => status === 'pending')
    .map((invoice) => (
      <div key={invoice.id} className="mt-4">
        <FactsList
          ruled
          facts={[
            { label: text('request'), value: invoice.requestNo },
            { label: text('amount'), value: <MoneyText amount={invoice.amountFen} /> },
            ...shown(text('askedAt'), invoice.askedAt && words.moment(invoice.askedAt)),
            ...shown(text('serial'), invoice.channelSerial),
            // It exists at the tax bureau and is not handed on: the office has to look.
            ...shown(text('number'), invoice.number),
            // What is told above of the whole is not told again.
            ...shown(
              text('trouble'),
              invoice.trouble && invoice.trouble !== application.trouble ? said(invoice.trouble) : null,
            ),
          ]}
        />
      </div>
    ))
}
