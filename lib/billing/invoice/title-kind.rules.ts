import type { InvoicePolicy } from '../policy/policy.rules'
import { suitsTax, suitsTitle, type InvoiceKind, type TitleKind } from './kind.rules'
import { equalsAuthenticated, type Authenticated, type NamedTitle } from './preconditions.rules'

type KindTitle = NamedTitle & { kind: TitleKind; invoiceKind: InvoiceKind | null }

export type ToInvoice = {
  policy: Pick<InvoicePolicy, 'kinds' | 'title'>
  authentication: Authenticated | null
  /** Of everything that is to stand on the invoice. */
  taxTreatments: readonly string[]
}

/** The kind that stands on a title; null where the title could not be on an invoice of these documents. */
export function kindOn(
  title: KindTitle,
  { policy, authentication, taxTreatments }: ToInvoice,
): InvoiceKind | null {
  const { invoiceKind: kind } = title
  if (kind === null || !policy.kinds.includes(kind) || !suitsTitle(kind, title.kind)) return null
  if (policy.title === 'equals-authenticated' && !equalsAuthenticated(title, authentication)) return null
  return taxTreatments.every((treatment) => suitsTax(kind, treatment)) ? kind : null
}

/** The title to begin with, of those whose kind fits: the one asked for, else the first, which is the default one. */
export function titleToBeginWith<Title extends KindTitle & { id: string }>(
  titles: readonly Title[],
  asked: string | undefined,
  invoice: ToInvoice,
): { title: Title; kind: InvoiceKind } | null {
  const fitting = titles.flatMap((title) => {
    const kind = kindOn(title, invoice)
    return kind === null ? [] : [{ title, kind }]
  })
  return fitting.find(({ title }) => title.id === asked) ?? fitting[0] ?? null
}
