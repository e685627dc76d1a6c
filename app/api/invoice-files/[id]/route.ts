import { findMember, findStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { getInvoiceFile } from '@/lib/billing/invoice/application.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'

type Context = { params: Promise<{ id: string }> }

const types = { pdf: 'application/pdf', ofd: 'application/ofd', xml: 'application/xml' } as const

/** An official file of an invoice, for the members of its account and for who issues; to everybody else there is none. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { id } = await params
  const staff = await findStaff()
  const actor = staff && staffMay(staff, 'admin.invoices.read') ? staff : await findMember()
  if (!actor || !isId(id)) return new Response(null, { status: 404 })
  try {
    const { content, format, number } = await getInvoiceFile(actor, id)
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': types[format],
        'content-length': String(content.length),
        'content-disposition': `attachment; filename="${number ?? 'invoice'}.${format}"`,
        'cache-control': 'private, no-store',
      },
    })
  } catch (error) {
    if (error instanceof Refusal) return new Response(null, { status: 404 })
    throw error
  }
}
