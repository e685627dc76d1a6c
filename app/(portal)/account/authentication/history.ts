import { lookOf } from '@/components/billing/status-badge'
import type { TimelineEntry } from '@/components/ui/timeline'
import type { SubmissionView } from '@/lib/billing/authentication/authentication.queries'
import { formatInstant } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { pageWords } from '../../page-words'

/** What happened to all submissions of an account, newest first. Only what is in force is green. */
export async function historyOf(submissions: readonly SubmissionView[]): Promise<TimelineEntry[]> {
  const [text, status, { locale }] = await Promise.all([
    getTranslations('authentication'),
    getTranslations('words.authenticationStatus'),
    pageWords(),
  ])
  const moment = (at: Date) => formatInstant(at, locale)
  const dated = submissions.flatMap((one): { at: Date; entry: TimelineEntry }[] => {
    const told = [
      {
        at: one.submittedAt,
        entry: {
          tone: 'idle' as const,
          icon: 'send' as const,
          title: text('event.submitted'),
          moment: moment(one.submittedAt),
          note: one.submittedBy ? `${one.legalName} · ${one.submittedBy}` : one.legalName,
        },
      },
    ]
    if (one.decidedAt === null) return told
    const outcome = one.status === 'rejected' ? 'rejected' : 'authenticated'
    const [tone, icon] = lookOf('authentication', outcome)
    const past = one.status === 'replaced'
    const entry: TimelineEntry = {
      tone: past ? 'idle' : tone,
      icon,
      title: past ? `${status(outcome)} · ${status('replaced')}` : status(outcome),
      moment: moment(one.decidedAt),
      note: one.rejectReason ?? one.legalName,
    }
    return [...told, { at: one.decidedAt, entry }]
  })
  return dated.sort((one, other) => other.at.getTime() - one.at.getTime()).map(({ entry }) => entry)
}
