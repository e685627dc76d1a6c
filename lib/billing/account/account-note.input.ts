import * as z from 'zod/mini'
import { isId } from '@/lib/kernel/id'

export const NOTE_MOST = 2000

const id = z.string().check(z.refine(isId, 'id-invalid'))
/** As the database counts: a character beyond the basic plane is one. */
const length = (text: string) => Array.from(text).length
/** What a text column takes: no control characters but the ends of lines and tabs, no halves of a character. */
const WRITABLE = /^(?:[\n\t]|[^\p{Cc}\p{Cs}])*$/u

/** What staff write down about an account. */
export const addAccountNoteInput = z.object({
  /** Born at the form: pressing twice writes one note. */
  noteId: id,
  accountId: id,
  text: z.pipe(
    z.pipe(
      z.string(),
      z.transform((typed: string) => typed.replaceAll(/\r\n?/g, '\n').trim()),
    ),
    z.string().check(
      z.minLength(1, 'note-required'),
      z.refine((text) => length(text) <= NOTE_MOST, 'note-too-long'),
      z.regex(WRITABLE, 'note-invalid'),
    ),
  ),
})
