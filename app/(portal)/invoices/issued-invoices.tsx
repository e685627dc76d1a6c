import { MoneyText } from '@/components/billing/money-text'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { Icon } from '@/components/ui/icon'
import { Section } from '@/components/ui/section'
import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import { add, fen, negate, type Money } from '@/lib/kernel/money'
import { formatMoney, formatSize } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

type Issued = ApplicationView['invoices'][number]

const exclusiveOf = ({ amountFen, taxFen }: Issued): Money => fen(amountFen - taxFen)

/** Each invoice that exists, with its files; a red one takes back what its blue one says. */
export async function IssuedInvoices({ application }: { application: ApplicationView }) {
  const text = await getTranslations('invoices')
  // A number alone is not enough: the channel may still have to explain it.
  const issued = application.invoices.filter(({ status }) => status !== 'pending')
  if (issued.length === 0) return null
  const sum = (part: (invoice: Issued) => Money) => <MoneyText amount={add(...issued.map(part))} />
  return (
    <Section title={text('invoicesPart')}>
      <DataTable
        caption={text('invoicesPart')}
        columns={await invoiceColumns()}
        rows={issued}
        rowKey={({ id }) => id}
        twoLine={issued.some((invoice) => invoice.code !== null || !isPlain(invoice))}
        below={({ files, number }) =>
          files.length > 0 ? <FileChips files={files} number={number ?? ''} /> : null
        }
        {...(issued.length > 1
          ? {
              totals: {
                number: <span className="text-text-2">{await whySeveral(application.limitFen, issued)}</span>,
                amount: sum(exclusiveOf),
                tax: sum(({ taxFen }) => taxFen),
                total: sum(({ amountFen }) => amountFen),
              },
            }
          : {})}
      />
    </Section>
  )
}

/** How many there are, and the seller's limit where that is the reason. */
async function whySeveral(limitFen: bigint | null, issued: readonly Issued[]): Promise<string> {
  const text = await getTranslations('invoices')
  const blue = issued.filter(({ colour }) => colour === 'blue').map(exclusiveOf)
  const isCut =
    limitFen !== null && add(...blue) > limitFen && blue.every((exclusive) => exclusive <= limitFen)
  return isCut
    ? text('severalLimited', { count: issued.length, limit: formatMoney(limitFen) })
    : text('several', { count: issued.length })
}

async function invoiceColumns(): Promise<Column<Issued>[]> {
  const text = await getTranslations('invoices')
  return [
    {
      key: 'number',
      header: text('invoiceNumber'),
      kind: 'number',
      phone: 'title',
      cell: (invoice) => (
        <>
          <span>{invoice.number}</span>
          {invoice.code ? <span className="under">{text('codeIs', { code: invoice.code })}</span> : null}
          {isPlain(invoice) ? null : (
            <span className="under">{text(`invoiceStates.${stateOf(invoice)}`)}</span>
          )}
        </>
      ),
    },
    {
      key: 'issuedOn',
      header: text('issuedOn'),
      kind: 'date',
      phone: 'sub',
      cell: ({ issuedOn }) => issuedOn ?? <Nothing />,
    },
    {
      key: 'amount',
      header: text('amount'),
      kind: 'count',
      cell: (invoice) => <MoneyText amount={exclusiveOf(invoice)} />,
    },
    {
      key: 'tax',
      header: text('tax'),
      kind: 'count',
      phone: 'line',
      cell: ({ taxFen }) => (
        <>
          <span className="phone-only">{text('taxOfIt')} </span>
          <MoneyText amount={taxFen} />
        </>
      ),
    },
    {
      key: 'total',
      header: text('total'),
      kind: 'amount',
      phone: 'amount',
      cell: ({ amountFen, reversedFen }) => (
        <MoneyText
          amount={amountFen}
          {...(reversedFen > 0n
            ? { under: text('reversedOfIt', { amount: formatMoney(negate(reversedFen)) }) }
            : {})}
        />
      ),
    },
  ]
}

const isPlain = ({ colour, status }: Issued) => colour === 'blue' && status === 'issued'

function stateOf({ colour, status }: Issued): 'red' | 'reversed' | 'voided' {
  if (colour === 'red') return 'red'
  return status === 'voided' ? 'voided' : 'reversed'
}

/** The official files of an invoice; the whole chip downloads, its name alone is the link's. */
function FileChips({ files, number }: { files: Issued['files']; number: string }) {
  return (
    <ul className="flex flex-wrap gap-2">
      {files.map(({ id, format, size }) => (
        <li
          key={id}
          className="relative flex h-[34px] items-center gap-2 rounded-md border bg-surface px-2.5 hover:bg-hover max-sm:h-11"
        >
          <Icon name="fileText" className="shrink-0 text-text-2" />
          <a
            href={`/api/invoice-files/${id}`}
            title={`${number}.${format}`}
            className="font-semibold after:absolute after:inset-0"
          >
            {format.toUpperCase()}
          </a>
          <span className="text-12 text-text-3">{formatSize(size)}</span>
          <Icon name="download" className="shrink-0 text-text-2" />
        </li>
      ))}
    </ul>
  )
}
