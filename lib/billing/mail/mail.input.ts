import * as z from 'zod/mini'
import { isId } from '@/lib/kernel/id'

const id = z.string().check(z.refine(isId, 'id-invalid'))

/** The one-time link a mail carries; its hash as hexadecimal text. */
const link = z.object({
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'id-invalid')),
  purpose: z.enum(['verify-email', 'reset-password']),
  userId: id,
  expiresAt: z.date(),
})

export const writeMailInput = z.object({
  key: z.string().check(z.minLength(1, 'required'), z.maxLength(200)),
  kind: z.string(),
  toEmail: z.string(),
  locale: z.enum(['en', 'zh-CN']),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  link: z.optional(link),
  download: z.optional(
    z.object({
      linkId: z.nullable(id),
      invoiceId: id,
      hash: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'id-invalid')),
    }),
  ),
  attachments: z._default(z.array(z.object({ name: z.string(), fileId: id, size: z.number() })), []),
})

export const markMailSentInput = z.object({ mailId: id, providerId: z.string() })
