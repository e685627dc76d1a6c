import type { Metadata } from 'next'
import { StatusBadge } from '@/components/billing/status-badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Note } from '@/components/ui/note'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { Timeline } from '@/components/ui/timeline'
import type { MemberActor } from '@/lib/auth/actor'
import { requireMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { listSubmissions, type SubmissionView } from '@/lib/billing/authentication/authentication.queries'
import { standingOf } from '@/lib/billing/authentication/authentication.rules'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'
import { headerLabels, pageWords } from '../../page-words'
import { historyOf } from './history'
import { problemIn } from './problem-in'
import { SubmissionFacts } from './submission-facts'
import { SubmissionForm } from './submission-form'

const PATH = '/account/authentication'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('authentication'))('title') }
}

/** Who the account is: to submit, to wait, to read, to renew. Everybody of the account reads; an owner submits. */
export default async function AuthenticationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireMember()
  const params = await searchParams
  const { submissions, now } = await listSubmissions(actor)
  const { standing, inForce, open, rejected } = standingOf(submissions)
  const [text, status, labels, problem] = await Promise.all([
    getTranslations('authentication'),
    getTranslations('words.authenticationStatus'),
    headerLabels(),
    problemIn(textParam(params, 'refused')),
  ])
  const owner = memberMay(actor.role, 'account.authenticate')
  const renewing = textParam(params, 'renew') !== undefined || (inForce !== null && problem !== null)
  const asks = owner && open === null && (inForce === null || renewing)
  return (
    <>
      <PageHeader
        title={text('title')}
        badge={
          <StatusBadge of="authentication" status={standing}>
            {status(standing)}
          </StatusBadge>
        }
        facts={text(actor.accountKind === 'enterprise' ? 'factsEnterprise' : 'factsPerson')}
        actions={
          owner && inForce && !open && !asks ? (
            <ButtonLink href={`${PATH}?renew=1`}>{text('renew')}</ButtonLink>
          ) : null
        }
        labels={labels}
      />
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_312px] lg:items-start">
        <div className="min-w-0">
          {textParam(params, 'for') === 'invoices' ? <ForInvoices actor={actor} inForce={inForce} /> : null}
          <News open={open} rejected={rejected} renewal={inForce !== null} problem={problem} now={now} />
          {inForce ? (
            <Section title={text('inForce')}>
              <SubmissionFacts submission={inForce} />
            </Section>
          ) : null}
          {open ? (
            <Section title={text(inForce ? 'renewal' : 'submitted')}>
              <SubmissionFacts submission={open} />
            </Section>
          ) : null}
          {asks ? <Form actor={actor} before={rejected ?? inForce} renewal={inForce !== null} /> : null}
          {!owner && !open && !inForce ? <p className="text-13 text-text-2">{text('ownerOnly')}</p> : null}
        </div>
        <History submissions={submissions} />
      </div>
    </>
  )
}

/** The one thing that changes what the reader does next. */
async function News(props: {
  open: SubmissionView | null
  rejected: SubmissionView | null
  renewal: boolean
  problem: string | null
  now: Date
}) {
  const { open, rejected, renewal, problem, now } = props
  const [text, { moment }] = await Promise.all([getTranslations('authentication'), pageWords()])
  if (problem) return <Above tone="bad" title={problem} role="alert" />
  if (open)
    return (
      <Above
        tone="run"
        icon="hourglass"
        title={open.dueAt < now ? text('late') : text('waiting', { moment: moment(open.dueAt) })}
      >
        {text(renewal ? 'waitingRenewal' : 'waitingText')}
      </Above>
    )
  if (!rejected) return null
  return (
    <Above tone="bad" title={text('rejected')}>
      <span className="block whitespace-pre-line">{rejected.rejectReason}</span>
      {text(renewal ? 'rejectedRenewal' : 'rejectedText')}
    </Above>
  )
}

/** Whoever wanted to Invoice Management was led here, where the policy asks for an authenticated enterprise first. */
async function ForInvoices({ actor, inForce }: { actor: MemberActor; inForce: SubmissionView | null }) {
  const text = await getTranslations('authentication')
  if (actor.accountKind === 'enterprise' && inForce) return null
  return (
    <Above
      tone="wait"
      title={text(actor.accountKind === 'enterprise' ? 'forInvoices' : 'forInvoicesPerson')}
    />
  )
}

function Above(props: Parameters<typeof Note>[0]) {
  return (
    <div className="mb-7">
      <Note {...props} />
    </div>
  )
}

type FormProps = { actor: MemberActor; before: SubmissionView | null; renewal: boolean }

async function Form({ actor, before, renewal }: FormProps) {
  const text = await getTranslations('authentication')
  const lead = actor.accountKind === 'enterprise' ? 'Enterprise' : 'Person'
  return (
    <Section title={text(renewal ? 'renew' : before ? 'again' : 'submitTitle')}>
      <p className="mb-5 max-w-[60ch] text-13 text-text-2">
        {text(renewal ? `renew${lead}` : `lead${lead}`)}
      </p>
      <SubmissionForm actor={actor} before={before} />
    </Section>
  )
}

async function History({ submissions }: { submissions: SubmissionView[] }) {
  const [text, list] = await Promise.all([getTranslations('authentication'), getTranslations('list')])
  return (
    <Card title={text('history')}>
      {submissions.length > 0 ? (
        <>
          <Timeline entries={await historyOf(submissions)} />
          <p className="mt-4 text-12 text-text-3">{list('zone')}</p>
        </>
      ) : (
        <p className="text-13 text-text-3">{text('noHistory')}</p>
      )}
    </Card>
  )
}
