import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { may, type MemberActor } from '@/lib/auth/actor'
import { inspectUpload } from '@/lib/gateway/files/inspect-upload'
import { Refusal } from '@/lib/kernel/refusal'
import { MOST_BYTES, MOST_MEGABYTES, plainName, type FilePurpose } from './file.rules'
import { storeFile } from './store-file.command'

export type UploadedFile = { id: string; name: string; type: string; size: number }

/**
 * Takes an upload: judged by its content, images drawn anew, kept with the SHA-256 of what was sent. Refuses with
 * `file.too-large`, `file.wrong-type`, `file.unreadable` or `file.locked`. Its id is random, so that nobody guesses it.
 */
export async function uploadFile(
  actor: MemberActor,
  { purpose, name: given, bytes }: { purpose: FilePurpose; name: string; bytes: Buffer },
): Promise<UploadedFile> {
  // Before anything is drawn: drawing is work that only those who may store it can ask for.
  if (!may(actor, storeFile.by)) throw new Refusal('actor.forbidden')
  if (bytes.length > MOST_BYTES) throw new Refusal('file.too-large', { most: String(MOST_MEGABYTES) })
  const inspected = await inspectUpload(bytes)
  if (!inspected.ok) throw new Refusal(`file.${inspected.problem}`)
  const { type, content } = inspected
  const name = plainName(given)
  const size = bytes.length
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { fileId: randomUUID(), purpose, name, type, sha256, size, content }
  const { fileId } = await storeFile(actor, file)
  return { id: fileId, name, type, size }
}
