import { findMember, findStaff } from '@/lib/auth/guards'
import { staffMay, type StaffPermission } from '@/lib/auth/permissions'
import { getFile, type FileView } from '@/lib/billing/file/file.queries'
import type { FilePurpose } from '@/lib/billing/file/file.rules'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'

type Context = { params: Promise<{ id: string }> }

/** Which of the back office may look at a file, by what it is evidence of. */
const readers: Readonly<Partial<Record<FilePurpose, StaffPermission>>> = {
  voucher: 'admin.transfers.read',
  licence: 'admin.authentications.read',
}

/** Shows a file to the members of its account and to staff who need it; to everybody else there is none. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { id } = await params
  const file = isId(id) ? ((await asStaff(id)) ?? (await asMember(id))) : null
  return file ? shown(file) : new Response(null, { status: 404 })
}

async function asStaff(id: string): Promise<FileView | null> {
  const actor = await findStaff()
  if (!actor || actor.sellerId !== null) return null
  const file = await absentIsNull(getFile(actor, id))
  const needed = file && readers[file.purpose]
  return needed && staffMay(actor, needed) ? file : null
}

async function asMember(id: string): Promise<FileView | null> {
  const actor = await findMember()
  return actor && absentIsNull(getFile(actor, id))
}

async function absentIsNull(asked: Promise<FileView>): Promise<FileView | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof Refusal) return null
    throw error
  })
}

/** Its policy, a sandbox that runs nothing, stands beside those of the other routes in next.config.js. */
function shown({ name, type, content }: FileView): Response {
  const ascii = name.replaceAll(/[^A-Za-z0-9._-]/g, '_')
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': type,
      'content-length': String(content.length),
      'content-disposition': `inline; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
      'cache-control': 'private, no-store',
    },
  })
}
