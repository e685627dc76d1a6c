import 'server-only'
import { and, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { accounts, members, users } from '@/db/schema/account'
import { products } from '@/db/schema/catalog'
import { files } from '@/db/schema/file'
import { orders } from '@/db/schema/order'
import { payments } from '@/db/schema/payment'
import { transfers } from '@/db/schema/transfer'
import type { StaffActor } from '@/lib/auth/actor'
import { loadHolders } from '@/lib/billing/account/four-eyes.load'
import { read } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'
import { loadConfirmedToday } from './transfer.load'

const confirmers = alias(users, 'confirmers')
const approvers = alias(users, 'approvers')
const rejecters = alias(users, 'rejecters')

/** A transfer with all the evidence for a decision. */
export type TransferView = Awaited<ReturnType<typeof getTransfer>>

/**
 * One transfer as finance decides on it. `ownAccount` says that the actor is a member of the customer's account,
 * `holders` how many people could decide now (below two, four eyes are waived), and `earlierFen` what else was confirmed
 * of this account today.
 */
export async function getTransfer(actor: StaffActor, id: string) {
  return read(actor, async (tx, now) => {
    const [row] = await tx
      .select({
        transfer: transfers,
        order: {
          id: orders.id,
          number: orders.number,
          kind: orders.kind,
          quantity: orders.quantity,
          productNameEn: products.nameEn,
          productNameZh: products.nameZh,
          unitZh: products.unitZh,
          status: orders.status,
          placedAt: orders.placedAt,
          amountFen: orders.amountFen,
          heldFen: orders.heldFen,
        },
        account: { id: accounts.id, name: accounts.name },
        remark: payments.outTradeNo,
        voucher: { id: files.id, name: files.name, type: files.type, size: files.size },
        submittedBy: users.name,
        confirmedBy: confirmers.name,
        approvedBy: approvers.name,
        rejectedBy: rejecters.name,
      })
      .from(transfers)
      .innerJoin(orders, eq(orders.id, transfers.orderId))
      .innerJoin(products, eq(products.code, orders.productCode))
      .innerJoin(accounts, eq(accounts.id, transfers.accountId))
      .innerJoin(payments, eq(payments.id, transfers.paymentId))
      .innerJoin(files, eq(files.id, transfers.voucherId))
      .innerJoin(users, eq(users.id, transfers.submittedBy))
      .leftJoin(confirmers, eq(confirmers.id, transfers.confirmedBy))
      .leftJoin(approvers, eq(approvers.id, transfers.approvedBy))
      .leftJoin(rejecters, eq(rejecters.id, transfers.rejectedBy))
      .where(eq(transfers.id, id))
    if (!row) throw notFound()
    const own = await tx
      .select({ role: members.role })
      .from(members)
      .where(and(eq(members.accountId, row.account.id), eq(members.userId, actor.userId)))
    const holders = await loadHolders(tx, 'admin.transfers.decide')
    const earlierFen = await loadConfirmedToday(tx, row.transfer, now)
    return { ...row, ownAccount: own.length > 0, holders, earlierFen, now }
  })
}
