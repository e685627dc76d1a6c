import { orderWords } from '@/app/(portal)/orders/order-words'
import { DataTable, Nothing, type Column } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import { Section } from '@/components/ui/section'
import type { CustomerMember } from '@/lib/billing/account/customer.queries'
import { getTranslations } from '@/lib/web/translations'
import { Moment, Words } from '../../cells'

/** Who belongs to the account, what each of them may do, and whether they can sign in. */
export async function CustomerMembers({ members }: { members: readonly CustomerMember[] }) {
  const text = await getTranslations('admin.customer')
  return (
    <Section title={text('members')} note={members.length}>
      <DataTable
        caption={text('members')}
        columns={await memberColumns()}
        rows={members}
        rowKey={(row) => row.userId}
        twoLine
        empty={<p className="border-y py-3 text-text-2">{text('noMembers')}</p>}
      />
    </Section>
  )
}

async function memberColumns(): Promise<Column<CustomerMember>[]> {
  const [text, role, words] = await Promise.all([
    getTranslations('admin.customer'),
    getTranslations('portal.role'),
    orderWords(),
  ])
  return [
    {
      key: 'person',
      header: text('person'),
      phone: 'title',
      cell: (row) => (
        <>
          <span className="cut" title={row.name}>
            {row.name}
          </span>
          <span className="under cut" title={row.email}>
            {row.email}
          </span>
        </>
      ),
    },
    { key: 'role', header: text('role'), phone: 'fact', cell: (row) => <Words>{role(row.role)}</Words> },
    {
      key: 'joined',
      header: text('joined'),
      kind: 'date',
      wide: true,
      cell: (row) => <Moment at={row.joinedAt} locale={words.locale} />,
    },
    {
      key: 'lastSignIn',
      header: text('lastSignIn'),
      kind: 'date',
      phone: 'line',
      cell: (row) =>
        row.lastSignInAt ? (
          <>
            {words.tableMoment(row.lastSignInAt)}
            <span className="under">{text('sessions', { count: row.openSessions })}</span>
          </>
        ) : (
          <span className="desk-only">
            <Nothing />
          </span>
        ),
    },
    {
      key: 'state',
      header: text('state'),
      kind: 'status',
      phone: 'status',
      cell: (row) => <MemberBadge member={row} />,
    },
  ]
}

async function MemberBadge({ member }: { member: CustomerMember }) {
  const text = await getTranslations('admin.customer.states')
  if (member.disabled)
    return (
      <Badge tone="idle" icon="lock">
        {text('disabled')}
      </Badge>
    )
  return member.emailVerified ? (
    <Badge tone="good" icon="check">
      {text('active')}
    </Badge>
  ) : (
    <Badge tone="wait" icon="mail">
      {text('unverified')}
    </Badge>
  )
}
