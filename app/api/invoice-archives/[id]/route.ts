import { findMember } from '@/lib/auth/guards'
import { findArchivePart, getArchiveSize } from '@/lib/billing/invoice/archive.queries'
import type { MemberActor } from '@/lib/auth/actor'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'
import { ownSiteOnly } from '@/lib/web/export-response'

type Context = { params: Promise<{ id: string }> }

/** A packed archive, for the members of its account; to everybody else there is none. Part by part, never in memory whole. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const foreign = ownSiteOnly(request)
  if (foreign) return foreign
  const actor = await findMember()
  const { id } = await params
  if (!actor || !isId(id)) return new Response(null, { status: 404 })
  try {
    const { size, parts, fromOn, toOn } = await getArchiveSize(actor, id)
    return new Response(streamOf(actor, id, parts), {
      headers: {
        'content-type': 'application/zip',
        ...(size === null ? {} : { 'content-length': String(size) }),
        'content-disposition': `attachment; filename="invoices-${fromOn}-${toOn}.zip"`,
        'cache-control': 'private, no-store',
      },
    })
  } catch (error) {
    if (error instanceof Refusal) return new Response(null, { status: 404 })
    throw error
  }
}

function streamOf(actor: MemberActor, id: string, parts: number): ReadableStream<Uint8Array> {
  let part = 0
  return new ReadableStream({
    async pull(controller) {
      if (part === parts) {
        controller.close()
        return
      }
      const content = await findArchivePart(actor, id, part++)
      // Removed while it is read: a download that ends early is seen as broken, not as complete.
      if (!content) throw new Error('the archive was removed')
      controller.enqueue(new Uint8Array(content))
    },
  })
}
