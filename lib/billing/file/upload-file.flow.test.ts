import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { newTransfer, newVoucher } from '@/tests/support/transfers'
import { Refusal } from '@/lib/kernel/refusal'
import { newCustomer, newMember, newStaff, owner, refusalOf } from '@/tests/support/database'
import { removeOrphanVouchers } from '@/lib/billing/transfer/remove-orphan-vouchers.job'
import { getFile } from './file.queries'
import { MOST_A_DAY } from './file.rules'
import { uploadFile } from './upload-file.flow'

const png = () =>
  sharp({ create: { width: 20, height: 10, channels: 3, background: '#336699' } })
    .png()
    .toBuffer()
const upload = (bytes: Buffer, name = 'slip.png') => ({ purpose: 'voucher' as const, name, bytes })

describe('file.store', () => {
  test('keeps the content, the name without its path, and the hash of what was sent', async () => {
    const customer = await newCustomer()
    const bytes = await png()
    const file = await uploadFile(customer, upload(bytes, 'C:\\Users\\me\\回单.png'))
    expect(file).toMatchObject({ name: '回单.png', type: 'image/png', size: bytes.length })
    expect(file.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    const [row] = await owner`select sha256, uploaded_by, purpose from files where id = ${file.id}`
    expect(row).toEqual({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      uploaded_by: customer.userId,
      purpose: 'voucher',
    })
    const [audit] =
      await owner`select command, detail->>'name' as name from audit_log where subject_id = ${file.id}`
    expect(audit).toEqual({ command: 'file.store', name: '回单.png' })
  })

  test.each([
    ['5 MB', Buffer.alloc(5 * 1024 * 1024, 1), 'slip.png', 'file.too-large'],
    ['HTML as PNG', Buffer.from('<!doctype html><script>1</script>'), 'slip.png', 'file.wrong-type'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'slip.svg', 'file.wrong-type'],
    ['a locked PDF', Buffer.from('%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n%%EOF'), 'slip.pdf', 'file.locked'],
    ['half a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'slip.pdf', 'file.unreadable'],
  ])('%s is refused and not kept', async (_what, bytes, name, code) => {
    const customer = await newCustomer()
    expect(await refusalOf(uploadFile(customer, upload(bytes, name)))).toBe(code)
    expect(await owner`select id from files where account_id = ${customer.accountId}`).toEqual([])
  })

  test('a PNG named .pdf is the PNG that it is', async () => {
    const customer = await newCustomer()
    expect(await uploadFile(customer, upload(await png(), 'slip.pdf'))).toMatchObject({ type: 'image/png' })
  })

  test('a viewer may not, and an account cannot fill the database', async () => {
    const customer = await newCustomer()
    const viewer = await newMember(customer, 'viewer')
    expect(await refusalOf(uploadFile(viewer, upload(await png())))).toBe('actor.forbidden')
    for (let made = 0; made < MOST_A_DAY - 1; made++) await newVoucher(customer)
    const sent = await Promise.allSettled(Array.from({ length: 20 }, () => newVoucher(customer)))
    const refused = sent.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(19)
    expect(await refusalOf(uploadFile(customer, upload(await png())))).toBe('throttle.too-many')
    expect(refused).toContainEqual({ status: 'rejected', reason: new Refusal('throttle.too-many') })
    expect(await uploadFile(await newCustomer(), upload(await png()))).toBeTruthy()
  })
})

describe('who reads a file', () => {
  test('every member of its account and staff, and nobody else', async () => {
    const customer = await newCustomer()
    const { id } = await uploadFile(customer, upload(await png()))
    for (const reader of [customer, await newMember(customer, 'viewer'), await newStaff('support')])
      expect(await getFile(reader, id)).toMatchObject({
        purpose: 'voucher',
        name: 'slip.png',
        type: 'image/png',
      })
    expect(await refusalOf(getFile(await newCustomer(), id))).toBe('object.not-found')
    const bound = { ...(await newStaff('reviewer')), sellerId: customer.accountId }
    await expect(getFile(bound, id)).rejects.toThrow()
  })
})

describe('what nobody submitted', () => {
  test('is removed after a day, and what was submitted never', async () => {
    const customer = await newCustomer()
    const { transferId } = await newTransfer(customer)
    const [orphan, fresh] = [await newVoucher(customer), await newVoucher(customer)]
    await owner`update files set uploaded_at = now() - interval '25 hours'
      where account_id = ${customer.accountId} and id <> ${fresh}`
    await removeOrphanVouchers()
    const left =
      await owner`select id from files where account_id = ${customer.accountId} order by uploaded_at`
    const [submitted] = await owner<
      { id: string }[]
    >`select voucher_id as id from transfers where id = ${transferId}`
    expect(left.map((row) => String(row['id']))).toEqual([submitted?.id, fresh])
    const [audit] = await owner`select command, account_id from audit_log where subject_id = ${orphan}
      and command = 'file.remove'`
    expect(audit).toEqual({ command: 'file.remove', account_id: customer.accountId })
    expect(await removeOrphanVouchers()).toMatchObject({ removed: 0 })
  })
})
