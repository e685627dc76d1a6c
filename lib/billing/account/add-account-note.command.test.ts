import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { newCustomer, newStaff, owner, refusalOf } from '@/tests/support/database'
import { addAccountNote } from './add-account-note.command'
import { listAccountNotes } from './customer.queries'

const support = await newStaff('support')

describe('account.note', () => {
  const note = (accountId: string, text: string) => ({ noteId: newId(), accountId, text })

  test('is kept with who and when, newest first, and audited without its text', async () => {
    const { accountId } = await newCustomer()
    const first = note(accountId, 'Called.\r\nWill pay on Friday.')
    await addAccountNote(support, first)
    await addAccountNote(support, note(accountId, 'Paid.'))
    const { rows, count } = await listAccountNotes(support, accountId)
    expect(rows.map((row) => row.text)).toEqual(['Paid.', 'Called.\nWill pay on Friday.'])
    expect(rows[0]?.writtenByName).toBe(support.name)
    expect(count).toBe(2)
    const audit = await owner`select command, user_id, account_id, detail from audit_log
      where subject_id = ${first.noteId}`
    expect(audit).toEqual([
      { command: 'account.note', user_id: support.userId, account_id: accountId, detail: {} },
    ])
  })

  test('is one note, however often its form is sent at once', async () => {
    const { accountId } = await newCustomer()
    const form = note(accountId, 'Once.')
    await Promise.all(Array.from({ length: 20 }, () => addAccountNote(support, form)))
    expect((await listAccountNotes(support, accountId)).count).toBe(1)
    const audit = await owner`select from audit_log where subject_id = ${form.noteId}`
    expect(audit).toHaveLength(1)
  })

  test('with an id that another note has is refused', async () => {
    const { accountId } = await newCustomer()
    const form = note(accountId, 'One.')
    await addAccountNote(support, form)
    expect(await refusalOf(addAccountNote(support, { ...form, text: 'Two.' }))).toBe('note.id-reused')
    const colleague = await newStaff('finance')
    expect(await refusalOf(addAccountNote(colleague, form))).toBe('note.id-reused')
  })

  test('is for those who may, about an account that is there', async () => {
    const customer = await newCustomer()
    const form = note(customer.accountId, 'No.')
    expect(await refusalOf(addAccountNote(await newStaff('reviewer'), form))).toBe('actor.forbidden')
    expect(await refusalOf(addAccountNote(customer, form))).toBe('actor.forbidden')
    expect(await refusalOf(addAccountNote(support, note(newId(), 'No.')))).toBe('object.not-found')
    expect((await listAccountNotes(support, customer.accountId)).count).toBe(0)
  })

  test('stays as it was written', async () => {
    const { accountId } = await newCustomer()
    const form = note(accountId, 'Written once.')
    await addAccountNote(support, form)
    for (const change of [
      owner`update account_notes set text = 'other' where id = ${form.noteId}`,
      owner`delete from account_notes where id = ${form.noteId}`,
    ])
      await expect(change).rejects.toThrow('append-only')
  })
})
