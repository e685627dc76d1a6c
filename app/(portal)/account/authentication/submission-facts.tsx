import { FactsList, type Fact } from '@/components/ui/facts-list'
import type { SubmissionView } from '@/lib/billing/authentication/authentication.queries'
import { formatSize } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { pageWords } from '../../page-words'

/** What was submitted, as a member of the account reads it. */
export async function SubmissionFacts({ submission }: { submission: SubmissionView }) {
  const [text, { moment }] = await Promise.all([getTranslations('authentication'), pageWords()])
  const { kind, legalName, taxpayerId, idNumberLast4, licence, decidedAt, submittedAt, dueAt } = submission
  const facts: Fact[] = [{ label: text(kind === 'enterprise' ? 'licenceName' : 'name'), value: legalName }]
  if (taxpayerId) facts.push({ label: text('taxpayerId'), value: taxpayerId })
  if (idNumberLast4) facts.push({ label: text('idNumber'), value: text('lastFour', { last: idNumberLast4 }) })
  if (licence)
    facts.push({
      label: text('licence'),
      value: (
        <a className="link" href={`/api/files/${licence.id}`} target="_blank" rel="noopener">
          {licence.name}
          <span className="font-normal text-text-3"> {formatSize(licence.size)}</span>
        </a>
      ),
    })
  facts.push({ label: text('submitted'), value: moment(submittedAt) })
  facts.push(
    decidedAt
      ? { label: text('since'), value: moment(decidedAt) }
      : { label: text('due'), value: moment(dueAt) },
  )
  return <FactsList ruled align="left" facts={facts} />
}
