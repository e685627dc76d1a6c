import { pageWords } from '@/app/(portal)/page-words'
import { FactsList, type Fact } from '@/components/ui/facts-list'
import { Section } from '@/components/ui/section'
import type { ReviewView } from '@/lib/billing/authentication/review.queries'
import { getTranslations } from '@/lib/web/translations'

/** How a submission was decided, and by whom. */
export async function Outcome({ review }: { review: ReviewView }) {
  const [text, status, { moment }] = await Promise.all([
    getTranslations('admin.authentication'),
    getTranslations('words.authenticationStatus'),
    pageWords(),
  ])
  const { decidedAt, decidedBy, rejectReason, replacedAt } = review
  const facts: Fact[] = [
    { label: text('result'), value: status(rejectReason === null ? 'authenticated' : 'rejected') },
  ]
  if (decidedBy) facts.push({ label: text('decidedBy'), value: decidedBy })
  if (decidedAt) facts.push({ label: text('decidedAt'), value: moment(decidedAt) })
  if (rejectReason)
    facts.push({ label: text('reason'), value: <span className="whitespace-pre-line">{rejectReason}</span> })
  if (replacedAt) facts.push({ label: text('replacedAt'), value: moment(replacedAt) })
  return (
    <Section title={text('outcome')} small>
      <FactsList ruled align="left" facts={facts} />
    </Section>
  )
}
