import type { ApplicationView } from '@/lib/billing/invoice/application.queries'
import type { InvoiceKind } from '@/lib/billing/invoice/kind.rules'
import type { Authenticated } from '@/lib/billing/invoice/preconditions.rules'
import type { DeficitRow, InvoiceableRow } from '@/lib/billing/invoice/quota.queries'
import type { AddressView, TitleView } from '@/lib/billing/invoice/title.queries'
import type { InvoicePolicy } from '@/lib/billing/policy/policy.rules'

/** What step 2 and its parts are given: what was chosen in step 1, and what there is to choose from. */
export type ConfirmStepProps = {
  chosen: readonly InvoiceableRow[]
  /** The deficits that go with what was chosen. */
  netted: readonly DeficitRow[]
  /** The returned application that is applied for again. */
  replaced: ApplicationView | null
  kind: InvoiceKind
  policy: InvoicePolicy
  titles: readonly TitleView[]
  /** The title to begin with, where the kind stands on it. */
  titleId?: string | undefined
  addresses: readonly AddressView[]
  authentication: Authenticated | null
  email: string
}
