import * as z from 'zod/mini'
import { isId } from '@/lib/kernel/id'
import { MOST_BYTES, purposes } from './file.rules'

/** A file that was inspected; `sha256` and `size` are of what was sent, `content` is what is kept. */
export const storeFileInput = z.object({
  fileId: z.string().check(z.refine(isId, 'id-invalid')),
  purpose: z.enum(purposes),
  name: z.string().check(z.minLength(1, 'required'), z.maxLength(200)),
  type: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'required')),
  size: z.number().check(z.minimum(1), z.maximum(MOST_BYTES)),
  content: z.custom<Buffer>((value) => value instanceof Uint8Array),
})

export const removeUploadInput = z.object({ fileId: z.string().check(z.refine(isId, 'id-invalid')) })
