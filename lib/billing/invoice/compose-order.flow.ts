import 'server-only'
import type { ChannelInvoiceKind, ChannelLine, InvoiceOrder } from '@/lib/gateway/invoice-channel'
import { env } from '@/lib/env'
import { fen } from '@/lib/kernel/money'
import type { claimIssuing } from './claim-issuing.command'
import type { DeliverySnapshot, TitleSnapshot } from './snapshot.rules'

export type Claimed = NonNullable<Awaited<ReturnType<typeof claimIssuing>>>
export type PendingInvoice = Claimed['pending'][number]

/** A line as the invoice's row keeps it: amounts are text in JSON. */
type KeptLine = Record<'name' | 'taxCode' | 'taxTreatment' | 'amountFen' | 'exclusiveFen' | 'taxFen', string>

/** What a channel is told of one invoice: the same each time, since it takes a number with one content. */
export function orderFor({ application, seller }: Claimed, invoice: PendingInvoice): InvoiceOrder {
  const title = application.title as TitleSnapshot
  const delivery = application.delivery as DeliverySnapshot
  return {
    requestNo: invoice.requestNo,
    kind: application.kind satisfies ChannelInvoiceKind,
    // Real time, as the channel lives in it, and kept, as it is part of what was sent.
    orderedAt: invoice.recordedAt,
    seller,
    buyer: {
      kind: title.kind,
      name: title.name,
      taxpayerId: title.taxpayerId,
      address: title.registeredAddress,
      phone: title.registeredPhone,
      bankName: title.bankName,
      bankAccount: title.bankAccount,
      email: delivery.email,
    },
    lines: (invoice.lines as KeptLine[]).map(lineFor),
    remark: application.remark,
    notifyUrl: `${env.NEXTAUTH_URL}/api/invoices/nuonuo/notify`,
  }
}

function lineFor({ name, taxCode, taxTreatment, amountFen, exclusiveFen, taxFen }: KeptLine): ChannelLine {
  const amounts = { amountFen: fen(amountFen), exclusiveFen: fen(exclusiveFen), taxFen: fen(taxFen) }
  return { name, taxCode, taxTreatment, ...amounts }
}
