import { MoneyText } from '@/components/billing/money-text'
import { lookOf, StatusBadge } from '@/components/billing/status-badge'
import { FactsList } from '@/components/ui/facts-list'
import { Section } from '@/components/ui/section'
import { Timeline, type TimelineEntry } from '@/components/ui/timeline'
import type { CorrectionView, FormView } from '@/lib/billing/invoice/correction.queries'
import { standingOf } from '@/lib/billing/invoice/correction.rules'
import { getTranslations } from '@/lib/web/translations'
import { invoiceWords } from './invoice-words'
import { troubleWords } from './trouble-words'

type PartProps = {
  corrections: readonly CorrectionView[]
  /** What the office alone is told: why a form failed, in the channel's words. */
  office?: boolean
}

/** Each wish to have the invoices reversed: what was asked, and how far it is. The same for the customer and the office. */
export async function Corrections({ corrections, office = false }: PartProps) {
  const text = await getTranslations('invoices.correction')
  return corrections.map((correction) => (
    <Section
      key={correction.id}
      title={text('title', { number: correction.number })}
      aside={
        <StatusBadge of="correction" status={correction.status}>
          {text(`status.${correction.status}`)}
        </StatusBadge>
      }
    >
      <CorrectionFacts correction={correction} />
      <CorrectionSteps correction={correction} office={office} />
    </Section>
  ))
}

async function CorrectionFacts({ correction }: { correction: CorrectionView }) {
  const text = await getTranslations('invoices.correction')
  return (
    <div className="mb-4">
      <FactsList
        ruled
        facts={[
          { label: text('reason'), value: text(`reasons.${correction.reason}`) },
          { label: text('note'), value: correction.note },
          ...(correction.refundId ? [{ label: text('for'), value: text('forRefund') }] : []),
          ...(correction.status === 'requested'
            ? []
            : [{ label: text('method'), value: text(`methods.${correction.method}`) }]),
          { label: text('amount'), value: <MoneyText amount={correction.amountFen} />, strong: true },
        ]}
      />
    </div>
  )
}

/** The steps, newest first; what comes next stands above as a hollow disc. */
async function CorrectionSteps({ correction, office }: { correction: CorrectionView; office: boolean }) {
  const [text, words] = await Promise.all([getTranslations('invoices.correction'), invoiceWords()])
  const { status, forms, requestedAt, decidedAt, doneAt } = correction
  const look = (of: typeof status) => {
    const [tone, icon] = lookOf('correction', of)
    return { tone, icon }
  }
  const steps: TimelineEntry[] = [
    { ...look('requested'), tone: 'idle', title: text('step.requested'), moment: words.moment(requestedAt) },
  ]
  if (status === 'refused' && decidedAt)
    steps.push({
      ...look('refused'),
      title: text('step.refused'),
      moment: words.moment(decidedAt),
      note: correction.refuseReason,
    })
  else if (decidedAt)
    steps.push({
      ...look('reversing'),
      tone: 'idle',
      title: text('step.approved'),
      moment: words.moment(decidedAt),
    })
  for (const form of forms) steps.push(await formStep(form, office))
  if (status === 'cancelled') steps.push({ ...look('cancelled'), title: text('step.cancelled') })
  if (doneAt) steps.push({ ...look('done'), title: text('step.done'), moment: words.moment(doneAt) })
  const next = await nextStep(correction)
  return <Timeline entries={[...(next ? [next] : []), ...steps.reverse()]} />
}

/** One red-letter form: the tax bureau's state in words, until when it waits, and its red invoice. */
async function formStep(form: FormView, office: boolean): Promise<TimelineEntry> {
  const [text, words, said] = await Promise.all([
    getTranslations('invoices.correction'),
    invoiceWords(),
    troubleWords(),
  ])
  const standing = form.redNumber ? 'issued' : standingOf(form.state)
  const looks = {
    applying: ['run', 'loader'],
    waiting: ['run', 'hourglass'],
    confirmed: ['run', 'check'],
    void: ['bad', 'circleX'],
    issued: ['good', 'check'],
  } as const
  const [tone, icon] = looks[standing]
  const notes = [
    form.redNumber ? text('redNumber', { number: form.redNumber }) : null,
    form.formNumber ? text('formNumber', { number: form.formNumber }) : null,
    form.expiresAt ? text('expires', { moment: words.moment(form.expiresAt) }) : null,
    office && form.trouble ? said(form.trouble) : null,
  ]
  return {
    tone,
    icon,
    title: form.redNumber ? text('redIssued') : text(`state.${form.state}`),
    moment: words.moment(form.stateAt),
    note: notes.filter((note) => note !== null).join(' · '),
  }
}

async function nextStep({ status, dueAt, forms, method }: CorrectionView): Promise<TimelineEntry | null> {
  const [text, words] = await Promise.all([getTranslations('invoices.correction'), invoiceWords()])
  const next = (title: string, note?: string): TimelineEntry => ({
    tone: 'idle',
    icon: 'hourglass',
    title,
    next: true,
    ...(note ? { note } : {}),
  })
  if (status === 'requested')
    return next(text('next.decision'), text('next.due', { moment: words.moment(dueAt) }))
  if (status === 'stuck') return next(text('next.stuck'))
  if (status !== 'reversing') return null
  if (method === 'void') return next(text('next.void'))
  const waits = forms.some(
    ({ live, state, redNumber }) => live && !redNumber && standingOf(state) === 'waiting',
  )
  return next(text(waits ? 'next.confirmation' : 'next.red'), text('next.effect'))
}
