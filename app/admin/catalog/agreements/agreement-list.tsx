import { pageWords } from '@/app/(portal)/page-words'
import { DataTable, type Column } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { staffMay } from '@/lib/auth/permissions'
import { listAgreements, type AgreementView } from '@/lib/billing/catalog/agreement.queries'
import { formatDay } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { StandingBadge } from '../standing-badge'

/** Every version of what customers agree to, newest first. */
export async function AgreementList({ actor }: { actor: StaffActor }) {
  const text = await getTranslations('admin.agreement')
  const { versions } = await listAgreements(actor)
  return (
    <Section
      title={text('list')}
      note={text('listNote')}
      aside={
        staffMay(actor, 'admin.catalog.write') ? (
          <ButtonLink href="/admin/catalog/agreements/new" icon="plus">
            {text('new')}
          </ButtonLink>
        ) : null
      }
    >
      <DataTable
        caption={text('list')}
        columns={await agreementColumns()}
        rows={versions}
        rowKey={({ version }) => String(version)}
        empty={<EmptyState title={text('emptyTitle')}>{text('empty')}</EmptyState>}
      />
    </Section>
  )
}

async function agreementColumns(): Promise<Column<AgreementView>[]> {
  const [text, words] = await Promise.all([getTranslations('admin.agreement'), pageWords()])
  return [
    {
      key: 'title',
      header: text('agreement'),
      kind: 'number',
      phone: 'title',
      cell: ({ version, titleEn, titleZh }) => (
        <a href={`/admin/catalog/agreements/${version}`}>
          {words.nameOf({ nameEn: titleEn, nameZh: titleZh })}
        </a>
      ),
    },
    {
      key: 'version',
      header: text('version'),
      kind: 'count',
      phone: 'amount',
      cell: ({ version }) => version,
    },
    {
      key: 'from',
      header: text('from'),
      kind: 'date',
      phone: 'sub',
      cell: ({ effectiveOn }) => formatDay(effectiveOn, words.locale),
    },
    {
      key: 'standing',
      header: text('status'),
      kind: 'status',
      phone: 'status',
      cell: ({ standing }) => <StandingBadge standing={standing} />,
    },
  ]
}
