import { findMember } from '@/lib/auth/guards'
import { MOST_BYTES, MOST_MEGABYTES, purposes } from '@/lib/billing/file/file.rules'
import { uploadFile } from '@/lib/billing/file/upload-file.flow'
import type { MemberActor } from '@/lib/auth/actor'
import { submitAuthentication } from '@/lib/billing/authentication/submit-authentication.command'
import { submitVoucher } from '@/lib/billing/settlement/submit-voucher.command'
import { isId } from '@/lib/kernel/id'
import { InvalidInput, notFound, Refusal } from '@/lib/kernel/refusal'
import { fieldsOf } from '@/lib/web/form-state'
import { ownOriginOnly, respond } from '@/lib/web/respond'
import { boundedForm } from '@/lib/web/sent-form'

/** Beside the file itself: its name, the other fields and what a form writes between them. */
const MOST_AROUND = 64 * 1024

/**
 * Takes an upload of a member: not a server action, since those stop at a megabyte and pass through the middleware. A
 * page without script sends the whole form here, and is led back to where it came from.
 */
export async function POST(request: Request): Promise<Response> {
  return (
    ownOriginOnly(request) ??
    respond('files.upload', async () => {
      const actor = await findMember()
      if (!actor) throw new Refusal('actor.not-signed-in')
      const form = await boundedForm(request, MOST_BYTES + MOST_AROUND)
      if (form && [...form.keys()].length === 0) throw new InvalidInput({ fileId: 'voucher-required' })
      const submission = form && submissionIn(actor, form)
      if (submission) return submitted(actor, form, submission)
      return Response.json(await uploaded(actor, form), { headers: { 'cache-control': 'no-store' } })
    })
  )
}

/** What an upload is answered with. A body beyond its bounds is as good as a file beyond them. */
async function uploaded(actor: MemberActor, form: FormData | null) {
  if (!form) throw new Refusal('file.too-large', { most: String(MOST_MEGABYTES) })
  const file = form.get('file')
  const purpose = purposes.find((one) => one === form.get('purpose'))
  if (!purpose) throw notFound()
  if (!(file instanceof File) || file.size === 0) throw new InvalidInput({ fileId: `${purpose}-required` })
  return uploadFile(actor, { purpose, name: file.name, bytes: Buffer.from(await file.arrayBuffer()) })
}

type Submission = { path: string; submit: (fileId: string) => Promise<unknown> }

/** What a page without script submits together with its file, and where it is led back to. */
function submissionIn(actor: MemberActor, form: FormData): Submission | null {
  const orderId = form.get('orderId')
  if (isId(orderId))
    return {
      path: `/orders/${orderId}/pay`,
      submit: (fileId) => submitVoucher(actor, { orderId, transferId: form.get('transferId'), fileId }),
    }
  if (form.has('authenticationId'))
    return {
      path: '/account/authentication',
      submit: (licenceId) => submitAuthentication(actor, { ...fieldsOf(form), licenceId }),
    }
  return null
}

/** Upload and submission in one, for a page without script. What is refused is told by the page it leads back to. */
async function submitted(
  actor: MemberActor,
  form: FormData,
  { path, submit }: Submission,
): Promise<Response> {
  const refused = await attempt(async () => submit((await uploaded(actor, form)).id))
  const query = refused ? `?refused=${encodeURIComponent(refused)}` : ''
  return new Response(null, { status: 303, headers: { location: `${path}${query}` } })
}

async function attempt(submission: () => Promise<unknown>): Promise<string | null> {
  try {
    await submission()
    return null
  } catch (error) {
    if (error instanceof InvalidInput) return Object.values(error.fields)[0] ?? error.code
    if (error instanceof Refusal && error.code !== 'object.not-found') return error.code
    throw error
  }
}
