import { pageWords } from '@/app/(portal)/page-words'
import { DueText } from '@/components/billing/due-text'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { Icon } from '@/components/ui/icon'
import { Section } from '@/components/ui/section'
import type { LicenceView } from '@/lib/billing/authentication/authentication.queries'
import type { ReviewView } from '@/lib/billing/authentication/review.queries'
import { formatSize } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { IdNumber } from './id-number'

/** The picture beside what was typed, so that one is read against the other. */
export async function Evidence({ review, reveals }: { review: ReviewView; reveals: boolean }) {
  const text = await getTranslations('admin.authentication')
  return (
    <div className={review.licence ? 'grid gap-x-6 gap-y-7 md:grid-cols-2' : 'max-w-[560px]'}>
      {review.licence ? <Licence licence={review.licence} /> : null}
      {/* A box of its own: sections keep their distance from the one before. */}
      <div>
        <Section title={text('submission')} small>
          <SubmittedFacts review={review} reveals={reveals} />
        </Section>
      </div>
    </div>
  )
}

async function Licence({ licence }: { licence: LicenceView }) {
  const [text, form] = await Promise.all([
    getTranslations('admin.authentication'),
    getTranslations('authentication'),
  ])
  const href = `/api/files/${licence.id}`
  return (
    <Section
      title={form('licence')}
      small
      aside={
        <a className="link text-13" href={href} target="_blank" rel="noopener">
          {text('fullSize')}
        </a>
      }
    >
      {licence.type === 'application/pdf' ? (
        <a
          className="link flex items-center gap-2 rounded-lg border p-6 text-13"
          href={href}
          target="_blank"
          rel="noopener"
        >
          <Icon name="fileText" />
          {text('openPdf')}
        </a>
      ) : (
        // Kept as it was drawn anew at upload; an optimised copy would hide what the reviewer looks for.
        // eslint-disable-next-line @next/next/no-img-element
        <img
          src={href}
          alt={form('licence')}
          className="max-h-[70dvh] w-full rounded-lg border bg-white object-contain"
        />
      )}
      <p className="mt-1.5 text-12 break-words text-text-3">
        {licence.name} · {formatSize(licence.size)}
      </p>
    </Section>
  )
}

async function SubmittedFacts({ review, reveals }: { review: ReviewView; reveals: boolean }) {
  const [text, form, { locale, moment }] = await Promise.all([
    getTranslations('admin.authentication'),
    getTranslations('authentication'),
    pageWords(),
  ])
  const { kind, legalName, taxpayerId, idNumberLast4, submittedBy, status } = review
  const facts: Fact[] = [
    { label: form(kind === 'enterprise' ? 'licenceName' : 'name'), value: legalName, strong: true },
  ]
  if (taxpayerId)
    facts.push({
      label: text('taxpayerNumber'),
      value: <span className="whitespace-nowrap">{taxpayerId}</span>,
      strong: true,
    })
  if (idNumberLast4)
    facts.push({
      label: form('idNumber'),
      value: (
        <IdNumber
          authenticationId={review.id}
          masked={text('masked', { last: idNumberLast4 })}
          reveals={reveals}
          labels={{ reveal: text('reveal'), hide: text('hide'), recorded: text('recorded') }}
        />
      ),
    })
  facts.push(
    { label: text('account'), value: review.accountName },
    { label: text('submittedBy'), value: submittedBy.name, note: submittedBy.email },
    { label: text('submitted'), value: moment(review.submittedAt) },
  )
  if (status === 'under-review')
    facts.push({ label: text('due'), value: <DueText due={review.dueAt} now={review.now} locale={locale} /> })
  return <FactsList ruled facts={facts} />
}
