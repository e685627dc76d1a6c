import 'server-only'
import { eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoiceables, sellerInvoicing } from '@/db/schema/invoice'
import type { MemberActor } from '@/lib/auth/actor'
import { loadAuthentication } from '@/lib/billing/authentication/authentication.load'
import { loadPolicy } from '@/lib/billing/policy/policy.load'
import { parseInput } from '@/lib/command/parse-input'
import { read } from '@/lib/command/read'
import { formatYuan, type Money } from '@/lib/kernel/money'
import { InvalidInput, notFound, Refusal } from '@/lib/kernel/refusal'
import { loadOpenDeficits } from './deficit.load'
import { nettedWith, treatmentInDeficit } from './deficit.rules'
import { submitApplicationInput } from './invoice.input'
import { invoicesWithin, linesOf, totalsOf, type InvoiceLine } from './lines.rules'
import { tidied, unprintable } from './printable.rules'
import { freeOf } from './quota.rules'
import { snapshotClaims } from './snapshot-claims.load'
import { snapshotTitle } from './snapshot.load'
import type { TitleSnapshot } from './snapshot.rules'

export type InvoicePreviewView = {
  title: TitleSnapshot
  seller: { legalName: string; taxpayerId: string; clerk: string }
  lines: InvoiceLine[]
  totals: ReturnType<typeof totalsOf>
  kind: 'e_general' | 'e_special' | 'paper_general' | 'paper_special'
  remark: string
}

export type InvoiceDraft = Pick<InvoicePreviewView, 'seller' | 'lines' | 'totals'> & {
  /** How many invoices the seller's limit makes of it. */
  count: number
  limitFen: Money
}

/** What of the chosen documents would stand on an invoice, whoever it will name. */
export async function draftInvoice(actor: MemberActor, ids: readonly string[]): Promise<InvoiceDraft> {
  return read(actor, (tx) => loadDraft(tx, ids))
}

/** What an invoice would say if the form were submitted as it stands. Writes nothing; refuses what submitting would. */
export async function previewApplication(
  actor: MemberActor,
  raw: Readonly<Record<string, unknown>>,
): Promise<InvoicePreviewView> {
  // The box that confirms is ticked after looking.
  const input = parseInput(submitApplicationInput, { ...raw, confirmed: 'on' })
  return read(actor, async (tx, now) => {
    const { invoices } = await loadPolicy(tx, now)
    const authentication = await loadAuthentication(tx, actor.accountId)
    const title = await snapshotTitle(tx, invoices, input, authentication)
    const remark = tidied(input.remark)
    if (unprintable(`${title.name}${remark}`).length > 0)
      throw new InvalidInput({ name: 'characters-unprintable' })
    return { ...(await loadDraft(tx, input.invoiceable)), title, kind: input.kind, remark }
  })
}

async function loadDraft(tx: Tx, ids: readonly string[]): Promise<InvoiceDraft> {
  const chosen = await tx
    .select()
    .from(invoiceables)
    .where(inArray(invoiceables.id, [...ids]))
  const [first] = chosen
  if (!first) throw notFound()
  const [seller] = await tx.select().from(sellerInvoicing).where(eq(sellerInvoicing.sellerId, first.sellerId))
  if (!seller) throw new Refusal('seller.invoicing-unset')
  const netted = nettedWith(chosen, await loadOpenDeficits(tx))
  const short = treatmentInDeficit(
    chosen.map((row) => ({ ...row, freeFen: freeOf(row) })),
    netted,
  )
  if (short !== null) throw new Refusal('quota.deficit-larger', { deficit: formatYuan(short) })
  const claims = await snapshotClaims(tx, chosen, netted)
  const lines = linesOf(
    claims.map((claim) => ({ ...claim, name: claim.itemName, amountFen: BigInt(claim.amountFen) })),
  )
  const count = invoicesWithin(lines, seller.perInvoiceFen).length
  return { seller, lines, totals: totalsOf(lines), count, limitFen: seller.perInvoiceFen }
}
