import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { headerLabels } from '@/app/(portal)/page-words'
import { Nothing } from '@/components/table/data-table'
import { Card } from '@/components/ui/card'
import { FactsList } from '@/components/ui/facts-list'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/guards'
import { getStaffPerson, type StaffView } from '@/lib/billing/account/staff.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { wordParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { DoneNote } from '../../done-note'
import { StaffBadge, staffWords } from '../staff-words'
import { DISABLE_PARAM, DisableConfirmation, SignInSwitch } from './sign-in-switch'
import { RolesSection } from './roles-section'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await personAt((await params).id)).name }
}

export default async function StaffPersonPage({ params, searchParams }: Props) {
  const actor = await requireStaff('admin.staff.write')
  const person = await personAt((await params).id)
  const query = await searchParams
  const done = wordParam(query, 'done', ['invited', 'roles', 'disabled', 'enabled'] as const)
  const [admin, text] = await Promise.all([getTranslations('admin'), getTranslations('admin.person')])
  const isSelf = person.userId === actor.userId
  const asked = wordParam(query, DISABLE_PARAM, ['1']) !== undefined
  return (
    <>
      <PageHeader
        title={person.name}
        crumbs={[{ href: '/admin/staff', label: admin('staff') }, { label: person.name }]}
        badge={<StaffBadge state={person.state} />}
        facts={person.email}
        labels={await headerLabels()}
      />
      {done ? <DoneNote>{text(`done.${done}`)}</DoneNote> : null}
      {asked && !isSelf && person.state !== 'disabled' ? <DisableConfirmation person={person} /> : null}
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_320px] lg:items-start">
        <div className="min-w-0">
          <RolesSection actor={actor} person={person} />
        </div>
        <Card title={text('person')}>
          <Facts person={person} />
          <div className="mt-4">{isSelf ? null : <SignInSwitch person={person} />}</div>
        </Card>
      </div>
    </>
  )
}

async function Facts({ person }: { person: StaffView }) {
  const [text, words] = await Promise.all([getTranslations('admin.person'), staffWords()])
  const { accounts, createdAt, lastSignInAt, userId } = person
  return (
    <>
      <FactsList
        facts={[
          { label: text('since'), value: words.moment(createdAt) },
          { label: text('lastSignIn'), value: lastSignInAt ? words.moment(lastSignInAt) : <Nothing /> },
          ...(accounts.length === 0
            ? []
            : [
                {
                  label: text('memberOf'),
                  value: accounts.map(({ name }) => name).join(', '),
                  note: text('memberOfNote'),
                },
              ]),
        ]}
      />
      <p className="mt-2 text-13">
        <a className="link" href={`/admin/audit?subject=${userId}`}>
          {text('audit')}
        </a>
      </p>
    </>
  )
}

/** The person at an address, once per request; the page for what does not exist otherwise. */
const personAt = cache(async (id: string): Promise<StaffView> => {
  const actor = await requireStaff('admin.staff.write')
  if (!isId(id)) notFound()
  try {
    return await getStaffPerson(actor, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
})
