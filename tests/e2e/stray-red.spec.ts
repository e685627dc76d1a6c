import { expect } from '@playwright/test'
import { newId } from '@/lib/kernel/id'
import { test } from './support/preset'
import { database, signIn } from './support/product'

test.use({ preset: 'standard' })

/** A red invoice that the channel told of after its correction was cancelled, of another amount than its form. */
async function plantStray(): Promise<string> {
  const sql = database()
  const [row] = await sql<{ id: string; account: string; blue: string }[]>`
    select a.id, a.account_id as account, i.id as blue from invoice_applications a
    join invoices i on i.application_id = a.id and i.colour = 'blue' and i.status = 'issued'
    where a.status in ('issued', 'shipped') order by a.submitted_at desc limit 1`
  if (!row) throw new Error('the demo has an issued invoice')
  const { id, account, blue } = row
  const [red, correction, form] = [newId(), newId(), newId()]
  const code = red.slice(-8).toUpperCase()
  await sql`insert into invoices (id, account_id, application_id, sequence, colour, reverses_id, status, amount_fen, tax_fen, lines, request_no)
    values (${red}, ${account}, ${id}, 90, 'red', ${blue}, 'pending', -100, 0, '[]', ${`R${code}`})`
  await sql`insert into corrections (id, number, account_id, application_id, status, method, reason, amount_fen, note, requested_at, due_at)
    values (${correction}, ${`C${code}`}, ${account}, ${id}, 'cancelled', 'red-letter', 'issued-in-error', 100, '抬头有误', now(), now())`
  await sql`insert into red_forms (id, account_id, correction_id, application_id, invoice_id, red_invoice_id, request_no, state, live,
      amount_fen, lines, opened_at, state_at)
    values (${form}, ${account}, ${correction}, ${id}, ${blue}, ${red}, ${`F${code}`}, '04', true, 100, '[]', now(), now())`
  await sql`insert into stray_reds (id, account_id, application_id, form_id, number, issued_on, amount_fen, reason, found_at, due_at)
    values (${newId()}, ${account}, ${id}, ${form}, '20881234567890123456', '2026-11-29', -99, 'differs', now(), now() + interval '1 day')`
  return id
}

test('a stray red invoice stands in the queue until a reviewer says what was done', async ({ page }) => {
  const id = await plantStray()
  await signIn(page, 'reviewer@billing.example')
  await page.goto('/admin/invoices')
  await expect(page.getByText('Stray red invoice')).toBeVisible()
  await page.goto(`/admin/invoices/${id}`)
  await expect(page.getByText('20881234567890123456')).toBeVisible()
  await page.getByRole('button', { name: 'Mark as dealt with' }).click()
  await expect(page.getByText('Say what was done about it.')).toBeVisible()
  await page.getByLabel('What was done').fill('Compared at the tax bureau')
  await page.getByRole('button', { name: 'Mark as dealt with' }).click()
  await expect(page.getByText('The red invoice is dealt with.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mark as dealt with' })).toHaveCount(0)
  await page.goto('/admin/invoices')
  await expect(page.getByText('Stray red invoice')).toHaveCount(0)
})
