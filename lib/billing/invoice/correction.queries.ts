import 'server-only'
import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/schema/account'
import { corrections, invoiceApplications, invoices, redForms } from '@/db/schema/invoice'
import type { Actor, StaffActor, SystemActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'

export type FormView = Awaited<ReturnType<typeof listCorrections>>[number]['forms'][number]
export type CorrectionView = Awaited<ReturnType<typeof listCorrections>>[number]

/** The corrections of an application, the newest first, each with its forms and their red invoices. */
export async function listCorrections(actor: Actor, applicationId: string) {
  return read(actor, async (tx) => {
    const rows = await tx
      .select()
      .from(corrections)
      .where(eq(corrections.applicationId, applicationId))
      .orderBy(desc(corrections.requestedAt), desc(corrections.id))
    const forms = await tx
      .select({
        form: redForms,
        redNumber: invoices.number,
        redStatus: invoices.status,
        redTaxFen: invoices.taxFen,
        blueNumber: sql<
          string | null
        >`(select number from invoices blue where blue.id = ${redForms.invoiceId})`,
      })
      .from(redForms)
      .innerJoin(invoices, eq(invoices.id, redForms.redInvoiceId))
      .where(eq(redForms.applicationId, applicationId))
      .orderBy(asc(redForms.requestNo))
    return rows.map((correction) => ({
      ...correction,
      forms: forms
        .filter(({ form }) => form.correctionId === correction.id)
        // The red invoice is the last form's alone; those that fell void led to none.
        .map(({ form, redNumber, ...red }) => ({ ...form, ...red, redNumber: form.live ? redNumber : null })),
    }))
  })
}

/** The application that this one replaces, and those that replace it. */
export async function findLinked(actor: Actor, applicationId: string, replacesId: string | null) {
  const columns = { id: invoiceApplications.id, number: invoiceApplications.number }
  return read(actor, async (tx) => {
    const before = replacesId
      ? await tx.select(columns).from(invoiceApplications).where(eq(invoiceApplications.id, replacesId))
      : []
    const after = await tx
      .select(columns)
      .from(invoiceApplications)
      .where(eq(invoiceApplications.replacesId, applicationId))
      .orderBy(asc(invoiceApplications.submittedAt))
    return { replaces: before[0] ?? null, replacedBy: after }
  })
}

/** The applications whose correction a refund needs, and how far they are. */
export async function listCorrectionsOfRefund(actor: Actor, refundId: string) {
  return read(actor, (tx) =>
    tx
      .select({
        id: corrections.id,
        number: corrections.number,
        status: corrections.status,
        amountFen: corrections.amountFen,
        applicationId: corrections.applicationId,
        applicationNumber: invoiceApplications.number,
      })
      .from(corrections)
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, corrections.applicationId))
      .where(eq(corrections.refundId, refundId))
      .orderBy(asc(corrections.number)),
  )
}

/** The red invoice that a form leads to, with the title it names. */
export async function getRedToRecord(actor: StaffActor, formId: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        amountFen: invoices.amountFen,
        taxFen: invoices.taxFen,
        title: invoiceApplications.title,
      })
      .from(redForms)
      .innerJoin(invoices, eq(invoices.id, redForms.redInvoiceId))
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, redForms.applicationId))
      .where(eq(redForms.id, formId)),
  )
  if (!row) throw notFound()
  return row
}

/** The forms whose next step at their channel is due. */
export async function listFormsToFollow(actor: SystemActor, most: number): Promise<string[]> {
  const rows = await read(actor, (tx) =>
    tx
      .select({ id: redForms.id })
      .from(redForms)
      .where(and(isNotNull(redForms.nextQueryAt), sql`${redForms.nextQueryAt} <= now()`))
      .orderBy(asc(redForms.nextQueryAt))
      .limit(most),
  )
  return rows.map(({ id }) => id)
}

/** The corrections whose paper a channel has to declare void and is not being asked to. */
export async function listPaperToVoid(actor: SystemActor, most: number): Promise<string[]> {
  const rows = await read(actor, (tx) =>
    tx
      .select({ id: corrections.id })
      .from(corrections)
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, corrections.applicationId))
      .where(
        and(
          eq(corrections.status, 'reversing'),
          eq(corrections.method, 'void'),
          eq(invoiceApplications.channel, 'nuonuo'),
          sql`coalesce(${invoiceApplications.nextQueryAt} <= now(), true)`,
        ),
      )
      .orderBy(asc(corrections.decidedAt))
      .limit(most),
  )
  return rows.map(({ id }) => id)
}

/** A correction and the person who applied for the invoice, for a mail; null for one disabled since. */
export async function findCorrectionNews(actor: SystemActor, id: string) {
  const [row] = await read(actor, (tx) =>
    tx
      .select({
        applicationId: invoiceApplications.id,
        number: invoiceApplications.number,
        status: invoiceApplications.status,
        amountFen: corrections.amountFen,
        method: corrections.method,
        refuseReason: corrections.refuseReason,
        name: users.name,
        email: users.email,
        locale: users.locale,
        reds: sql<string[]>`coalesce((select array_agg(i.number order by i.number) from red_forms f
          join invoices i on i.id = f.red_invoice_id and i.status = 'issued' where f.live and f.correction_id = ${corrections.id}), '{}')`,
        voided: sql<
          string[]
        >`coalesce((select array_agg(i.number order by i.number) from invoices i where i.status = 'voided' and i.application_id = ${corrections.applicationId}), '{}')`,
      })
      .from(corrections)
      .innerJoin(invoiceApplications, eq(invoiceApplications.id, corrections.applicationId))
      .innerJoin(users, eq(users.id, invoiceApplications.submittedBy))
      .where(and(eq(corrections.id, id), isNull(users.disabledAt))),
  )
  return row ?? null
}
