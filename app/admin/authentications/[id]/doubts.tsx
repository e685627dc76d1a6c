import { LookTwice } from '@/app/admin/look-twice'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import { Section } from '@/components/ui/section'
import { doubts as known, isSameName } from '@/lib/billing/authentication/authentication.rules'
import type { ReviewView } from '@/lib/billing/authentication/review.queries'
import { outsideGbk } from '@/lib/kernel/gbk'
import { getTranslations } from '@/lib/web/translations'

type Compared = { key: string; label: string; submitted: string; other: string; same: boolean }

/** What was submitted against what is known of the account: its own name, and for a renewal what is in force. */
export async function Comparison({ review }: { review: ReviewView }) {
  const [text, form] = await Promise.all([
    getTranslations('admin.authentication'),
    getTranslations('authentication'),
  ])
  const { legalName, taxpayerId, accountName, inForce, id } = review
  const former = inForce && inForce.id !== id ? inForce : null
  const compare = (key: string, label: string, submitted: string, other: string): Compared => ({
    key,
    label,
    submitted,
    other,
    same: isSameName(submitted, other),
  })
  const rows = [compare('account', text('accountName'), legalName, accountName)]
  if (former) {
    rows.push(compare('former', text('formerName'), legalName, former.legalName))
    if (taxpayerId && former.taxpayerId)
      rows.push(compare('number', form('taxpayerId'), taxpayerId, former.taxpayerId))
  }
  return (
    <Section title={text('comparison')} small>
      <DataTable
        caption={text('comparison')}
        columns={await comparedColumns()}
        rows={rows}
        rowKey={(row) => row.key}
      />
    </Section>
  )
}

async function comparedColumns(): Promise<Column<Compared>[]> {
  const text = await getTranslations('admin.authentication')
  return [
    {
      key: 'label',
      header: <span className="sr-only">{text('what')}</span>,
      phone: 'title',
      cell: (row) => row.label,
    },
    { key: 'submitted', header: text('submission'), phone: 'sub', cell: (row) => row.submitted },
    { key: 'other', header: text('known'), phone: 'line', cell: (row) => row.other || <Nothing /> },
    {
      key: 'same',
      header: <span className="sr-only">{text('result')}</span>,
      kind: 'status',
      phone: 'amount',
      cell: (row) =>
        row.same ? (
          <Badge tone="good" icon="circleCheck">
            {text('equal')}
          </Badge>
        ) : (
          <Badge tone="wait" icon="triangleAlert">
            {text('differs')}
          </Badge>
        ),
    },
  ]
}

/** What should be looked at twice. None of it decides by itself. */
export async function Doubts({ review }: { review: ReviewView }) {
  const [text, status] = await Promise.all([
    getTranslations('admin.authentication'),
    getTranslations('words.authenticationStatus'),
  ])
  const found = known.filter((doubt) => review.doubts.includes(doubt))
  const { elsewhere, legalName } = review
  return (
    <LookTwice
      title={text('doubts')}
      sentences={[
        ...found.map((doubt) => text(`doubt.${doubt}`, { characters: outsideGbk(legalName).join(' ') })),
        ...elsewhere.map((other) =>
          text('doubt.elsewhere', { account: other.accountName, status: status(other.status) }),
        ),
      ]}
    />
  )
}
