import * as z from 'zod/mini'
import { parseDay, type Day } from '@/lib/kernel/calendar'
import { id } from './invoice.input'

const day = z.pipe(
  z
    .string()
    .check(z.refine((typed) => parseDay(typed) !== null && typed >= '2000' && typed < '3000', 'day-invalid')),
  z.transform((typed: string) => typed as Day),
)

export const requestArchiveInput = z.object({
  /** Born at the form: pressing twice packs once. */
  archiveId: id,
  from: day,
  to: day,
})

export const archiveInput = z.object({ archiveId: id })

export const packPartInput = z.object({
  archiveId: id,
  part: z.number(),
  content: z.instanceof(Uint8Array<ArrayBufferLike>),
  entries: z.array(z.object({ name: z.string(), crc: z.number(), size: z.number() })),
  packed: z.number(),
})

export const finishArchiveInput = z.object({
  archiveId: id,
  /** The directory that ends the file. */
  content: z.instanceof(Uint8Array<ArrayBufferLike>),
  part: z.number(),
  size: z.number(),
})
