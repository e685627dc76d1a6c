import type { Metadata } from 'next'
import { AuthPage } from '@/app/(auth)/auth-page'
import { pageWords } from '@/app/(portal)/page-words'
import { ButtonLink } from '@/components/ui/button'
import { FactsList } from '@/components/ui/facts-list'
import { SYSTEM } from '@/lib/auth/actor'
import { hashSecret } from '@/lib/auth/secret'
import { findLinked } from '@/lib/billing/invoice/delivery.queries'
import { MOST_DOWNLOADS } from '@/lib/billing/invoice/download-link.rules'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations('invoices'))('files'),
    referrer: 'no-referrer',
    robots: { index: false },
  }
}

/** What a mailed link leads to, for whoever holds it. Looking counts as no download: mail scanners open every link. */
export default async function InvoiceDownloadPage({ params }: Props) {
  const { token } = await params
  const known = /^[A-Za-z0-9_-]{20,100}$/.test(token)
  const linked = known ? await findLinked(SYSTEM, hashSecret(token)) : null
  const [text, { moment }] = await Promise.all([getTranslations('linked'), pageWords()])
  if (!linked || linked.state !== 'open')
    return (
      <AuthPage title={text('overTitle')} lead={text(`over.${linked ? overOf(linked.state) : 'unknown'}`)}>
        <p className="text-13 text-text-2">{text('members')}</p>
      </AuthPage>
    )
  return (
    <AuthPage
      title={text('title', { number: linked.number ?? '' })}
      lead={text('lead', {
        count: linked.downloads,
        most: MOST_DOWNLOADS,
        moment: moment(linked.expiresAt),
      })}
    >
      <FactsList
        ruled
        facts={[
          { label: text('issuedOn'), value: linked.issuedOn ?? '' },
          { label: text('amount'), value: formatMoney(linked.amountFen), strong: true },
        ]}
      />
      <div className="mt-5 flex flex-col gap-3">
        {linked.files.map(({ format }, position) => (
          <ButtonLink
            key={format}
            href={`/api/invoice-downloads/${token}?format=${format}`}
            variant={position === 0 ? 'primary' : 'secondary'}
            size={40}
            block
          >
            {text('download', { format: format.toUpperCase() })}
          </ButtonLink>
        ))}
      </div>
    </AuthPage>
  )
}

const overOf = (state: 'open' | 'expired' | 'used-up' | 'revoked') => (state === 'open' ? 'expired' : state)
