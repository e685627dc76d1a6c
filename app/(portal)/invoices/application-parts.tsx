import { getTranslations } from 'next-intl/server'
import { MoneyText } from '@/components/billing/money-text'
import { lookOf } from '@/components/billing/status-badge'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { Section } from '@/components/ui/section'
import { Timeline } from '@/components/ui/timeline'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import { fen, negate } from '@/lib/kernel/money'
import { invoiceWords } from './invoice-words'

/** What a customer's own people do. */
const theirs: readonly string[] = ['submit', 'withdraw', 'cancel-return']

const shown = (label: string, value: string | null): Fact[] => (value ? [{ label, value }] : [])

/** What was applied for: whom it names, where it goes, and what for. The same for the customer and the office. */
export async function ApplicationFacts({ application }: { application: ApplicationView }) {
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  const { title, delivery, claims } = application
  return (
    <>
      <Section title={text('titlePart')} small>
        <FactsList
          ruled
          facts={[
            { label: text('titleType'), value: text(`titleKind.${title.kind}`) },
            { label: text('titleName'), value: title.name },
            ...shown(text('taxpayerId'), title.taxpayerId),
            ...shown(text('bankName'), title.bankName),
            ...shown(text('bankAccount'), title.bankAccount),
            ...shown(text('registeredAddress'), title.registeredAddress),
            ...shown(text('registeredPhone'), title.registeredPhone),
          ]}
        />
      </Section>
      <Section title={text('deliveryPart')} small>
        <FactsList
          ruled
          facts={
            delivery.by === 'mail'
              ? [{ label: text('email'), value: delivery.email }]
              : [
                  { label: text('recipient'), value: delivery.recipient },
                  { label: text('phone'), value: delivery.phone },
                  { label: text('place'), value: `${delivery.region} ${delivery.detail}` },
                  { label: text('email'), value: delivery.email },
                ]
          }
        />
      </Section>
      <Section title={text('whatFor')} small>
        <FactsList
          ruled
          facts={[
            { label: text('kind'), value: words.kindText(application.kind) },
            { label: text('seller'), value: words.sellerText(application) },
            ...claims.map((claim) => ({
              label: `${claim.itemName} · ${claim.orderNumber}`,
              value: <MoneyText amount={fen(claim.amountFen)} />,
            })),
            {
              label: text('invoiceAmount'),
              value: <MoneyText amount={application.amountFen} />,
              strong: true,
            },
            ...shown(text('remark'), application.remark),
          ]}
        />
      </Section>
    </>
  )
}

/** The numbers and files of what was issued, and the courier of what was sent. */
export async function IssuedInvoices({ application }: { application: ApplicationView }) {
  const [text] = await Promise.all([getTranslations('invoices')])
  const { invoices, courier, trackingNumber } = application
  // A number alone is not enough: the channel may still have to explain it.
  const issued = invoices.filter(({ status }) => status !== 'pending')
  if (issued.length === 0) return null
  return (
    <Section title={text('issued')} small>
      {issued.map((invoice) => (
        <div key={invoice.id} className="mb-4">
          <FactsList
            ruled
            facts={[
              ...(invoice.colour === 'red' || invoice.status !== 'issued'
                ? [{ label: text('invoiceState'), value: text(`invoiceStates.${stateOf(invoice)}`) }]
                : []),
              ...shown(text('invoiceCode'), invoice.code),
              { label: text('invoiceNumber'), value: invoice.number ?? '' },
              ...shown(text('issuedOn'), invoice.issuedOn),
              { label: text('tax'), value: <MoneyText amount={invoice.taxFen} /> },
              { label: text('amount'), value: <MoneyText amount={invoice.amountFen} />, strong: true },
              ...(invoice.reversedFen > 0n
                ? [{ label: text('reversed'), value: <MoneyText amount={negate(invoice.reversedFen)} /> }]
                : []),
              ...(invoice.files.length > 0
                ? [
                    {
                      label: text('files'),
                      value: (
                        <span className="flex justify-end gap-3">
                          {invoice.files.map(({ id, format }) => (
                            <a key={id} className="link" href={`/api/invoice-files/${id}`}>
                              {format.toUpperCase()}
                            </a>
                          ))}
                        </span>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </div>
      ))}
      {courier ? (
        <FactsList
          ruled
          facts={[
            { label: text('courier'), value: courier },
            ...shown(text('trackingNumber'), trackingNumber),
          ]}
        />
      ) : null}
    </Section>
  )
}

function stateOf({ colour, status }: ApplicationView['invoices'][number]): 'red' | 'reversed' | 'voided' {
  if (colour === 'red') return 'red'
  return status === 'voided' ? 'voided' : 'reversed'
}

type Linked = { id: string; number: string }

/** The returned application that this one replaces, and those made in its place. */
export async function LinkedApplications({
  linked: { replaces, replacedBy },
  path,
}: {
  linked: { replaces: Linked | null; replacedBy: readonly Linked[] }
  path: string
}) {
  const text = await getTranslations('invoices')
  if (!replaces && replacedBy.length === 0) return null
  const link = ({ id, number }: Linked) => (
    <a key={id} href={`${path}/${id}`} className="link">
      {number}
    </a>
  )
  return (
    <p className="mb-6 flex flex-wrap gap-x-2 text-13 text-text-2">
      {replaces ? (
        <>
          {text('replaces')} {link(replaces)}
        </>
      ) : null}
      {replacedBy.length > 0 ? (
        <>
          {text('replacedBy')} {replacedBy.map(link)}
        </>
      ) : null}
    </p>
  )
}

/** What happened to an application, newest first. The office's people are named to the office alone. */
export async function ApplicationHistory({
  application,
  named = false,
}: {
  application: ApplicationView
  named?: boolean
}) {
  const [text, words] = await Promise.all([getTranslations('invoices'), invoiceWords()])
  const entries = [...application.events].reverse().map((event, position) => ({
    tone: position === 0 ? lookOf('application', event.status)[0] : ('idle' as const),
    icon: lookOf('application', event.status)[1],
    title: text(`verb.${event.verb}`),
    moment: words.moment(event.at),
    note: [named || theirs.includes(event.verb) ? event.byName : null, event.detail]
      .filter((part) => part !== null)
      .join(' · '),
  }))
  return (
    <Section title={text('history')} small>
      <Timeline entries={entries} />
    </Section>
  )
}
