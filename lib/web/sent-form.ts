import 'server-only'
import { InvalidInput, Refusal, type RefusalDetail } from '@/lib/kernel/refusal'
import { ownOriginOnly, respond } from './respond'

/** Beside the files: the other fields and what a form writes between them. */
const MOST_AROUND = 64 * 1024

type SentForm<Who> = {
  /** In the log. */
  name: string
  request: Request
  /** Asked before the body is read: a stranger's is not. */
  who: () => Promise<Who | null>
  /** The most that its files may come to. */
  mostBytes: number
  /** The page that sent it; where it is led back to when something is refused. */
  page: (form: FormData | null) => string
  /** Returns the address to go on to. */
  work: (who: Who, form: FormData) => Promise<string>
}

/**
 * Takes a form with files that a page sends as it is, with or without script: server actions stop at a megabyte. Leads
 * on to a page, or back to the one it came from, which tells what was refused: its key and what its sentence needs.
 */
export async function answerSentForm<Who>({
  name,
  request,
  who,
  mostBytes,
  page,
  work,
}: SentForm<Who>): Promise<Response> {
  return (
    ownOriginOnly(request) ??
    respond(name, async () => {
      const actor = await who()
      if (!actor) throw new Refusal('actor.not-signed-in')
      let form: FormData | null = null
      try {
        form = await boundedForm(request, mostBytes + MOST_AROUND)
        if (!form) throw new Refusal('file.too-large', { most: String(mostBytes / 1024 / 1024) })
        return ledTo(await work(actor, form))
      } catch (error) {
        if (!(error instanceof Refusal) || isShut(error)) throw error
        return ledTo(withProblem(page(form), error))
      }
    })
  )
}

/** Who may not send a form at all is answered as everywhere, not led to a page that is shut as well. */
const isShut = ({ code }: Refusal) =>
  code === 'object.not-found' || code === 'actor.forbidden' || code === 'actor.not-signed-in'

function ledTo(address: string): Response {
  return new Response(null, { status: 303, headers: { location: address } })
}

function withProblem(address: string, refusal: Refusal): string {
  const key = refusal instanceof InvalidInput ? Object.values(refusal.fields)[0] : undefined
  const query = new URLSearchParams({ refused: key ?? refusal.code, ...prefixed(refusal.detail) })
  return `${address}${address.includes('?') ? '&' : '?'}${query.toString()}`
}

const prefixed = (detail: RefusalDetail) =>
  Object.fromEntries(Object.entries(detail).map(([name, value]) => [`of-${name}`, value]))

/** The form of a body that keeps within its bounds; null beyond them. A broken body is a form without fields. */
export async function boundedForm(request: Request, mostBytes: number): Promise<FormData | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length <= mostBytes) chunks.push(chunk)
    // Read on for a while, or the browser would see a broken line instead of the answer.
    if (length > 4 * mostBytes) return null
  }
  if (length > mostBytes) return null
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  return new Response(Buffer.concat(chunks), { headers }).formData().catch(() => new FormData())
}

/** The text of a field; empty for none and for a file. */
export function textOf(form: FormData | null, name: string): string {
  const value = form?.get(name)
  return typeof value === 'string' ? value : ''
}

/** The files of a field that were chosen, with their content. */
export async function filesOf(
  form: FormData,
  name: string,
): Promise<{ name: string; content: Uint8Array<ArrayBuffer> }[]> {
  const files = form.getAll(name).filter((value) => value instanceof File && value.size > 0) as File[]
  return Promise.all(
    files.map(async (file) => ({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) })),
  )
}
