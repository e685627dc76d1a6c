import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { verifyBooks } from './verify-books.job'
import { addDays, addYears, dayOf, type Day } from '@/lib/kernel/calendar'
import { newId } from '@/lib/kernel/id'
import { getClock } from '@/lib/command/clock.queries'
import { approved as correcting, reverse, wish } from '@/tests/support/corrections'
import { owner, refusalOf } from '@/tests/support/database'
import { newInvoiced, quotaOf, rowsOf, statusOf } from '@/tests/support/issued-invoices'
import { apply, newDocument, newPayer } from '@/tests/support/invoicing'
import { reach } from '@/tests/support/product'
import { getApplication, listApplications } from '@/lib/billing/invoice/application.queries'
import { rejectApplication } from '@/lib/billing/invoice/reject-application.command'
import { removeExpired } from './remove-expired.command'
import { removeExpiredApplications } from './remove-expired-applications.job'
import { requestCorrection } from '@/lib/billing/invoice/request-correction.command'
import { sendInvoicesAgain } from '@/lib/billing/invoice/send-invoices.command'
import { withdrawApplication } from '@/lib/billing/invoice/withdraw-application.command'

const today = async () => dayOf((await getClock()).now)
const audits = async () =>
  (await owner`select detail from audit_log where command = 'invoice.remove-expired' order by id`).map(
    (row) => row['detail'] as { removed: number; emptied: number; numbers: string },
  )
const differences = async () => (await verifyBooks()).differences

async function newRejected() {
  const payer = await newPayer()
  const applied = await apply(payer.customer, payer.invoiceableId)
  await rejectApplication(payer.reviewer, { applicationId: applied.applicationId, reason: '抬头有误' })
  return { ...payer, ...applied }
}

async function newWithdrawn() {
  const payer = await newPayer()
  const applied = await apply(payer.customer, payer.invoiceableId)
  await withdrawApplication(payer.customer, applied)
  return { ...payer, ...applied }
}

describe('rejected and withdrawn applications', () => {
  test('are removed after three years, and nothing else is', async () => {
    const ended = await today()
    const over = [await newRejected(), await newWithdrawn()]
    const payer = await newPayer()
    const waiting = await apply(payer.customer, payer.invoiceableId)
    const issued = await newInvoiced()
    await reach(addDays(ended, 1))
    const young = await newRejected()
    // Submitted long ago and rejected lately: it counts from its end.
    const second = await newDocument(payer.customer)
    const late = await apply(payer.customer, second.invoiceableId)
    await reach(addYears(ended, 3))
    await rejectApplication(payer.reviewer, { applicationId: late.applicationId, reason: '抬头有误' })
    // Other tests end applications as well: what counts is what became of these.
    await removeExpiredApplications()
    for (const { applicationId } of over)
      expect(await rowsOf(applicationId)).toMatchObject({ invoice_applications: 1 })
    const before = (await audits()).length
    await reach(addDays(addYears(ended, 3), 1))
    const { removed } = await removeExpiredApplications()
    for (const { applicationId, customer, invoiceableId } of over) {
      expect(await rowsOf(applicationId)).toEqual({})
      expect(await refusalOf(getApplication(customer, applicationId))).toBe('object.not-found')
      expect(await quotaOf(invoiceableId)).toEqual(['500000', '0', '0', '0'])
    }
    for (const { applicationId } of [waiting, issued, young, late])
      expect(await rowsOf(applicationId)).toMatchObject({ invoice_applications: 1, invoice_claims: 1 })
    expect(await quotaOf(payer.invoiceableId)).toEqual(['500000', '500000', '0', '0'])
    expect(await differences()).toEqual([])
    const told = (await audits()).slice(before).flatMap(({ numbers }) => numbers.split(' '))
    expect(told).toHaveLength(removed)
    expect(told).toEqual(expect.arrayContaining(over.map(({ number }) => number)))
    expect(told).not.toEqual(expect.arrayContaining([young.number]))
    const written = (await audits()).length
    const [first] = over
    expect(
      await owner`select from audit_log where command = 'invoice.reject' and subject_id = ${first?.applicationId ?? ''}`,
    ).toHaveLength(1)
    expect(await removeExpiredApplications()).toEqual({ removed: 0, emptied: 0 })
    expect(await audits()).toHaveLength(written)
  })

  test('twenty jobs at once remove each once', async () => {
    const ended = await today()
    const over = [await newRejected(), await newWithdrawn(), await newWithdrawn(), await newRejected()]
    const before = (await audits()).length
    await reach(addDays(addYears(ended, 3), 1))
    const sums = await Promise.all(Array.from({ length: 20 }, () => removeExpired(SYSTEM, { most: 2 })))
    const gone = sums.flatMap(({ numbers }) => numbers)
    while ((await removeExpired(SYSTEM, { most: 2 })).numbers.length > 0);
    for (const { applicationId } of over) expect(await rowsOf(applicationId)).toEqual({})
    expect(new Set(gone).size).toBe(gone.length)
    const told = (await audits()).slice(before).flatMap(({ numbers }) => numbers.split(' '))
    expect(told).toEqual(expect.arrayContaining(over.map(({ number }) => number)))
    expect(new Set(told).size).toBe(told.length)
    expect(await differences()).toEqual([])
  })
})

describe('issued invoices', () => {
  const made = {
    day: '' as Day,
    ...({} as Record<
      'issued' | 'part' | 'returned' | 'correcting' | 'first' | 'again',
      Awaited<ReturnType<typeof newInvoiced>>
    >),
  }

  beforeAll(async () => {
    made.day = await today()
    made.issued = await newInvoiced()
    const { reviewer, applicationId } = made.issued
    await sendInvoicesAgain(reviewer, { sendId: newId(), applicationId, email: 'a@b.example' })
    made.part = await newInvoiced()
    const allowance = await correcting(made.part, { reason: 'allowance', amount: '1000' })
    await reverse(made.part.reviewer, allowance.correctionId)
    made.returned = await newInvoiced()
    await reverse(made.returned.reviewer, (await correcting(made.returned)).correctionId)
    made.correcting = await newInvoiced()
    await requestCorrection(made.correcting.customer, wish(made.correcting.applicationId))
  })

  test('are kept for thirty years to the day', async () => {
    await reach(addYears(made.day, 30))
    await removeExpiredApplications()
    for (const { applicationId } of [made.issued, made.part, made.returned, made.correcting])
      expect(await rowsOf(applicationId)).toMatchObject({
        invoice_applications: 1,
        files: expect.any(Number) as number,
      })
    const [row] =
      await owner`select removed_at from invoice_applications where id = ${made.issued.applicationId}`
    expect(row).toEqual({ removed_at: null })
  })

  test('lose files, links and all that names anybody; what uses up quota stays as a number', async () => {
    const { issued, part, returned } = made
    const before = (await audits()).length
    const quota = [await quotaOf(issued.invoiceableId), await quotaOf(part.invoiceableId)]
    await reach(addDays(addYears(made.day, 30), 1))
    await removeExpiredApplications()
    expect(await rowsOf(returned.applicationId)).toEqual({})
    expect(await rowsOf(issued.applicationId)).toEqual({
      invoice_applications: 1,
      invoice_claims: 1,
      invoices: 1,
    })
    expect(await rowsOf(part.applicationId)).toEqual({
      invoice_applications: 1,
      invoice_claims: 1,
      invoices: 2,
    })
    const [row] =
      await owner`select title, delivery, lines, remark, status, number, amount_fen from invoice_applications
      where id = ${issued.applicationId}`
    expect(row).toEqual({
      ...{ title: {}, delivery: {}, lines: [], remark: '', status: 'issued' },
      ...{ number: issued.number, amount_fen: '500000' },
    })
    expect([await quotaOf(issued.invoiceableId), await quotaOf(part.invoiceableId)]).toEqual(quota)
    expect(await refusalOf(apply(issued.customer, issued.invoiceableId))).toBe('quota.taken-meanwhile')
    expect(await differences()).toEqual([])
    expect((await audits()).slice(before).flatMap(({ numbers }) => numbers.split(' '))).toEqual(
      expect.arrayContaining([issued.number, part.number, returned.number]),
    )
    const seen = await listApplications(issued.customer, { cursor: null })
    expect(seen.rows).toEqual([])
    expect(await refusalOf(getApplication(issued.customer, issued.applicationId))).toBe('object.not-found')
    expect(await refusalOf(getApplication(issued.reviewer, issued.applicationId))).toBe('object.not-found')
    expect(await refusalOf(requestCorrection(issued.customer, wish(issued.applicationId)))).toBe(
      'object.not-found',
    )
  })

  test('under correction are kept until that is over, and then from its red invoice on', async () => {
    const { correcting: under } = made
    expect(await statusOf(under.applicationId)).toBe('return-requested')
    expect(await rowsOf(under.applicationId)).toMatchObject({ corrections: 1, files: 1 })
    await owner`update corrections set status = 'cancelled' where application_id = ${under.applicationId}`
    await owner`update invoice_applications set status = 'issued' where id = ${under.applicationId}`
    await removeExpiredApplications()
    expect(await rowsOf(under.applicationId)).toEqual({
      invoice_applications: 1,
      invoice_claims: 1,
      invoices: 1,
    })
    expect(await differences()).toEqual([])
  })

  test('count from the last red one, and wait for what was made in their place', async () => {
    const day = await today()
    const first = await newInvoiced()
    const red = await correcting(first)
    await reach(addDays(day, 40))
    await reverse(first.reviewer, red.correctionId)
    await reach(addDays(addYears(day, 30), 39))
    await removeExpiredApplications()
    expect(await rowsOf(first.applicationId)).toMatchObject({ files: 2 })
    const again = await apply(first.customer, first.invoiceableId, { replacesId: first.applicationId })
    await reach(addDays(addYears(day, 30), 41))
    await removeExpiredApplications()
    expect(await rowsOf(first.applicationId)).toMatchObject({ files: 2 })
    await withdrawApplication(first.customer, again)
    await reach(addDays(addYears(day, 33), 42))
    await removeExpiredApplications()
    expect(await rowsOf(again.applicationId)).toEqual({})
    expect(await rowsOf(first.applicationId)).toEqual({})
  })

  test('are kept as long as the policy in force says, and never less than ten years', async () => {
    const day = await today()
    const { applicationId } = await newInvoiced()
    await owner`update invoices set issued_on = ${day} where application_id = ${applicationId}`
    await owner`insert into policies (version, effective_at, preset, body)
      select max(version) + 1, business_now(), 'standard',
        jsonb_set((select body from policies order by version desc limit 1), '{invoices,keepYears}', '{"issued": 10, "notIssued": 3}')
      from policies`
    await expect(owner`delete from invoice_files`).rejects.toThrow(/kept for ten years/)
    await expect(
      owner`update invoice_applications set title = '{}' where id = ${applicationId}`,
    ).rejects.toThrow(/snapshot/)
    await reach(addYears(day, 10))
    await removeExpiredApplications()
    expect(await rowsOf(applicationId)).toMatchObject({ files: 1 })
    await reach(addDays(addYears(day, 10), 1))
    await removeExpiredApplications()
    expect(await rowsOf(applicationId)).toEqual({ invoice_applications: 1, invoice_claims: 1, invoices: 1 })
  })
})

test('nobody but the job deletes what was applied for', async () => {
  const { applicationId } = await newRejected()
  await expect(owner`delete from application_events where application_id = ${applicationId}`).rejects.toThrow(
    /append-only/,
  )
  const may = await owner`select grantee, table_name from information_schema.role_table_grants
    where privilege_type = 'DELETE' and table_name in ('invoice_applications', 'invoices', 'invoice_files', 'application_events')
      and grantee in ('portal', 'staff', 'seller', 'auth', 'system')`
  expect(new Set(may.map(({ grantee }) => String(grantee)))).toEqual(new Set(['system']))
})
