import { findStaff } from '@/lib/auth/guards'
import { staffMay } from '@/lib/auth/permissions'
import { getBatchFile } from '@/lib/billing/invoice/workbook.queries'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'

type Context = { params: Promise<{ id: string }> }

/** A filled workbook, for those who issue; to everybody else, and to another seller's reviewer, there is none. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await findStaff()
  const { id } = await params
  if (!actor || !staffMay(actor, 'admin.invoices.read') || !isId(id))
    return new Response(null, { status: 404 })
  try {
    const { number, workbook } = await getBatchFile(actor, id)
    return new Response(new Uint8Array(workbook), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-length': String(workbook.length),
        'content-disposition': `attachment; filename="${number}.xlsx"`,
        'cache-control': 'private, no-store',
      },
    })
  } catch (error) {
    if (error instanceof Refusal) return new Response(null, { status: 404 })
    throw error
  }
}
