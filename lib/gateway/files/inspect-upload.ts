import 'server-only'
import { fileTypeFromBuffer } from 'file-type'
import { reencodeImage } from './reencode-image'
import { pdfProblem } from './pdf-problem'

const taken = ['image/jpeg', 'image/png', 'application/pdf'] as const

export type UploadType = (typeof taken)[number]
export type UploadProblem = 'wrong-type' | 'unreadable' | 'locked'
export type Inspected =
  { ok: true; type: UploadType; content: Buffer } | { ok: false; problem: UploadProblem }

/**
 * What somebody uploaded, judged by its content alone: neither its name nor the type the browser gave counts. An image
 * is drawn anew, so that nothing hidden in it is kept; a PDF stays as it is, unless it is locked or carries a script.
 */
export async function inspectUpload(bytes: Buffer): Promise<Inspected> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const type = taken.find((one) => one === found?.mime)
  if (type === undefined) return { ok: false, problem: 'wrong-type' }
  if (type === 'application/pdf') {
    const problem = pdfProblem(bytes)
    return problem ? { ok: false, problem } : { ok: true, type, content: bytes }
  }
  const image = await reencodeImage(bytes, type)
  return image ? { ok: true, ...image } : { ok: false, problem: 'unreadable' }
}
