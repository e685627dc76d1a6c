import { renderPreview } from '@/app/(portal)/invoices/apply/render-preview'
import { findMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { previewApplication } from '@/lib/billing/invoice/preview.queries'
import { Refusal } from '@/lib/kernel/refusal'
import { fieldsOf } from '@/lib/web/form-state'
import { isOwnOrigin } from '@/lib/web/own-origin'
import { problem, respond } from '@/lib/web/respond'

/** The form of an application as an invoice would show it: a PDF that says that it is none. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return problem(403, 'origin', 'This address answers its own pages only.')
  return respond('invoices.preview', async () => {
    const actor = await findMember()
    if (!actor) throw new Refusal('actor.not-signed-in')
    if (!memberMay(actor.role, 'invoices.write')) throw new Refusal('actor.forbidden')
    const view = await previewApplication(actor, fieldsOf(await request.formData()))
    return new Response(new Uint8Array(await renderPreview(view)), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="preview.pdf"',
        'cache-control': 'private, no-store',
      },
    })
  })
}
