import type { TitleKind } from './kind.rules'
import type { TitleFields } from './title.rules'

/** The title as it was applied for. */
export type TitleSnapshot = {
  kind: TitleKind
  name: string
  taxpayerId: string | null
  bankName: string | null
  bankAccount: string | null
  registeredAddress: string | null
  registeredPhone: string | null
}

/** Where the invoice goes, as it was applied for. */
export type DeliverySnapshot =
  | { by: 'mail'; email: string }
  | { by: 'courier'; recipient: string; phone: string; region: string; detail: string; email: string }

/** One claimed document as it stood on the application. */
export type ClaimSnapshot = {
  invoiceableId: string
  orderId: string
  orderNumber: string
  itemName: string
  taxCode: string
  taxTreatment: string
  amountFen: string
}

/** A snapshot's fields as a form types them, so that one set of rules judges both. */
export function asFields(title: TitleSnapshot): TitleFields {
  return {
    name: title.name,
    taxpayerId: title.taxpayerId ?? '',
    bankName: title.bankName ?? '',
    bankAccount: title.bankAccount ?? '',
    registeredAddress: title.registeredAddress ?? '',
    registeredPhone: title.registeredPhone ?? '',
  }
}
