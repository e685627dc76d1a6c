import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { newId } from '@/lib/kernel/id'
import { addAccountNoteInput } from './account-note.input'

const parse = (text: string) =>
  z.safeParse(addAccountNoteInput, { noteId: newId(), accountId: newId(), text })

describe('a note about an account', () => {
  test.each([
    ['Called, will pay on Friday.', 'Called, will pay on Friday.'],
    ['  两行\r\n备注\r', '两行\n备注'],
    ['𠮷'.repeat(2000), '𠮷'.repeat(2000)],
  ])('keeps %j', (typed, kept) => {
    expect(parse(typed).data?.text).toBe(kept)
  })

  test.each([
    ['', 'note-required'],
    [' \r\n\t', 'note-required'],
    ['a'.repeat(2001), 'note-too-long'],
    ['\u0000', 'note-invalid'],
    ['\ud800', 'note-invalid'],
  ])('refuses %j as %s', (typed, key) => {
    expect(parse(typed).error?.issues.map((issue) => issue.message)).toEqual([key])
  })
})
