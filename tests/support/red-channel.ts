import { approveCorrection } from '@/lib/billing/invoice/approve-correction.command'
import { requestCorrection } from '@/lib/billing/invoice/request-correction.command'
import { sweepCorrections } from '@/lib/billing/invoice/sweep-corrections.job'
import type { InvoiceChannel, RedFormOrder, RedFormReading } from '@/lib/gateway/invoice-channel'
import type { Day } from '@/lib/kernel/calendar'
import { fen } from '@/lib/kernel/money'
import { wish } from './corrections'
import { owner } from './database'
import { freshNumber, newInvoiced } from './issued-invoices'

export const UNKNOWN = { kind: 'unknown', why: 'silent', requestId: null } as const
type Answer<M extends 'openRedForm' | 'issueRed' | 'withdrawRedForm' | 'voidPaper'> = Awaited<
  ReturnType<InvoiceChannel[M]>
>

/** A channel that answers what it is told to, and keeps what it was asked. */
export class ChannelDouble {
  readonly asked: string[] = []
  /** The form that was asked for last. */
  opened: RedFormOrder | null = null
  open: Answer<'openRedForm'> = { kind: 'taken', serial: 'S1' }
  reading: RedFormReading = UNKNOWN
  /** What the form says once its red invoice was asked for. */
  afterIssue: RedFormReading | null = null
  issue: Answer<'issueRed'> = { kind: 'taken', serial: 'S2' }
  withdrawn: Answer<'withdrawRedForm'> = { kind: 'withdrawn' }
  voided: Answer<'voidPaper'> = { kind: 'voided' }
  /** What it says of single papers, by their numbers; of the others the answer above. */
  readonly voids = new Map<string, Answer<'voidPaper'>>()
  /** The files that are to be had, by their format. */
  files: Partial<Record<string, string | Uint8Array>> = { pdf: '%PDF-1.7' }

  channel(): InvoiceChannel {
    const nothing = () => Promise.resolve(UNKNOWN)
    return {
      name: 'nuonuo',
      issue: nothing,
      query: nothing,
      retry: nothing,
      hintIn: () => null,
      acknowledgement: '',
      openRedForm: (order) => {
        this.opened = order
        this.asked.push(`open ${order.reason} ${order.lines.map(({ amountFen }) => amountFen).join()}`)
        return Promise.resolve(this.open)
      },
      queryRedForm: () => {
        this.asked.push('query')
        return Promise.resolve(this.reading)
      },
      issueRed: () => {
        this.asked.push('issue')
        if (this.issue.kind === 'taken' && this.afterIssue) this.reading = this.afterIssue
        return Promise.resolve(this.issue)
      },
      withdrawRedForm: () => {
        this.asked.push('withdraw')
        return Promise.resolve(this.withdrawn)
      },
      voidPaper: ({ number }) => {
        this.asked.push(`void ${number}`)
        return Promise.resolve(this.voids.get(number) ?? this.voided)
      },
      fetchFile: (address) => {
        const content = this.files[address.split('.').at(-1) ?? '']
        return Promise.resolve(
          content === undefined
            ? UNKNOWN
            : {
                kind: 'file',
                content: new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content),
              },
        )
      },
    }
  }

  /** One sweep over what is due; everything of this test is due now, and nothing of others. */
  async sweep(correctionId: string): Promise<void> {
    await owner`update red_forms set next_query_at = case when correction_id = ${correctionId} then now() end
      where next_query_at is not null`
    await owner`update invoice_applications a set next_query_at = now() from corrections c
      where c.id = ${correctionId} and a.id = c.application_id and a.next_query_at is not null`
    await sweepCorrections((_name, taxpayerId) => (taxpayerId === '' ? null : this.channel()))
  }
}

export const form = (
  state: Extract<RedFormReading, { kind: 'form' }>['state'],
  changes = {},
): RedFormReading => ({
  kind: 'form',
  state,
  formNumber: null,
  expiresAt: null,
  why: null,
  red: null,
  ...changes,
})

export const redInvoice = (changes = {}) => ({
  kind: 'issued' as const,
  number: freshNumber(),
  code: null,
  issuedOn: '2026-11-22' as Day,
  exclusiveFen: fen(-471_698),
  taxFen: fen(-28_302),
  files: { pdf: 'https://files.example/a.pdf' },
  ...changes,
})

/** An approved correction of an invoice that a channel issued. */
export async function begun(changes: Record<string, unknown> = {}) {
  const invoiced = await newInvoiced()
  await owner`update invoice_applications set channel = 'nuonuo' where id = ${invoiced.applicationId}`
  const asked = wish(invoiced.applicationId, changes)
  await requestCorrection(invoiced.customer, asked)
  await approveCorrection(invoiced.reviewer, { correctionId: asked.correctionId, method: 'red-letter' })
  return { ...invoiced, correctionId: asked.correctionId, double: new ChannelDouble() }
}
