import 'server-only'
import { eq } from 'drizzle-orm'
import { files } from '@/db/schema/file'
import type { MemberActor, StaffActor } from '@/lib/auth/actor'
import { read } from '@/lib/command/read'
import { notFound } from '@/lib/kernel/refusal'
import type { FilePurpose } from './file.rules'

export type FileView = {
  purpose: FilePurpose
  name: string
  type: 'image/jpeg' | 'image/png' | 'application/pdf'
  content: Buffer
}

/** A file of the actor's account, or any for staff. Not found otherwise: row-level security shows it to nobody else. */
export async function getFile(actor: MemberActor | StaffActor, id: string): Promise<FileView> {
  const [row] = await read(actor, (tx) =>
    tx
      .select({ purpose: files.purpose, name: files.name, type: files.type, content: files.content })
      .from(files)
      .where(eq(files.id, id)),
  )
  if (!row) throw notFound()
  return row
}
