import { chosenIn } from '@/app/(portal)/invoices/apply/chosen-in'
import { renderPreview } from '@/app/(portal)/invoices/apply/render-preview'
import { findMember } from '@/lib/auth/guards'
import { memberMay } from '@/lib/auth/permissions'
import { previewApplication } from '@/lib/billing/invoice/preview.queries'
import { Refusal } from '@/lib/kernel/refusal'
import { ownOriginOnly, respond } from '@/lib/web/respond'
import { boundedForm } from '@/lib/web/sent-form'

/** Texts alone, with the ids of the documents: the wizard sends a few kilobytes. */
const MOST_MEGABYTES = 1

/** The form of an application as an invoice would show it: a PDF that says that it is none. */
export async function POST(request: Request): Promise<Response> {
  return (
    ownOriginOnly(request) ??
    respond('invoices.preview', async () => {
      const actor = await findMember()
      if (!actor) throw new Refusal('actor.not-signed-in')
      if (!memberMay(actor.role, 'invoices.write')) throw new Refusal('actor.forbidden')
      const form = await boundedForm(request, MOST_MEGABYTES * 1024 * 1024)
      if (!form) throw new Refusal('file.too-large', { most: String(MOST_MEGABYTES) })
      const view = await previewApplication(actor, chosenIn(form))
      return new Response(new Uint8Array(await renderPreview(view)), {
        headers: {
          'content-type': 'application/pdf',
          'content-disposition': 'inline; filename="preview.pdf"',
          'cache-control': 'private, no-store',
        },
      })
    })
  )
}
