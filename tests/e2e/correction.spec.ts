import { expect, type Browser, type Page } from '@playwright/test'
import { payAnOrder } from './support/pay'
import { test } from './support/preset'
import { database, runtime, signIn } from './support/product'

const OWNER = 'owner@globex.example'
const REVIEWER = 'reviewer@billing.example'
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n')

// By hand, in the second product: at the channel others are issuing meanwhile.
test.use({ preset: 'standard' })
test.beforeEach(async () => {
  await database()`update seller_invoicing set channels = '{}'`
})

/** Each person has a browser of their own. */
async function enter(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: runtime.url })).newPage()
  await signIn(page, email)
  return page
}

let numbers = 0
const freshNumber = () => `2644${String(Date.now()).slice(-10)}${String(++numbers).padStart(6, '0')}`

/** Applies for an order's invoice and has it issued; gives the application's id. */
async function haveIssued(customer: Page, office: Page, orderId: string): Promise<string> {
  const [row] = await database()<{ id: string }[]>`select id from invoiceables where order_id = ${orderId}`
  await customer.goto(`/invoices/apply?step=2&kind=e_general&invoiceable=${row?.id ?? ''}`)
  await customer.getByLabel('Remark').fill('PO 4711')
  await customer.getByLabel('I confirm that').check()
  await customer.getByRole('button', { name: 'Submit Application' }).click()
  await expect(customer).toHaveURL(/\/invoices\/applications\/[0-9a-f-]{36}$/)
  const id = customer.url().slice(-36)
  await office.goto(`/admin/invoices/${id}`)
  await office.getByRole('button', { name: 'Approve' }).click()
  await office.getByLabel('Invoice number').fill(freshNumber())
  await office.getByLabel('PDF').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: PDF })
  await office.getByRole('button', { name: 'Issue', exact: true }).click()
  await expect
    .poll(async () => {
      const [now] = await database()`select status from invoice_applications where id = ${id}`
      return String(now?.['status'])
    })
    .toBe('issued')
  return id
}

/** Writes down what the tax bureau shows of the form. */
async function recordForm(office: Page, state: string, number: string, expires = ''): Promise<void> {
  await office.getByLabel('State').selectOption(state)
  await office.getByLabel('Form number').fill(number)
  await office.getByLabel('Falls void').fill(expires)
  await office.getByRole('button', { name: 'Save the state' }).click()
}

async function recordRed(office: Page): Promise<string> {
  const number = freshNumber()
  await office.getByLabel('Red invoice number').fill(number)
  await office.getByLabel('PDF').setInputFiles({ name: 'red.pdf', mimeType: 'application/pdf', buffer: PDF })
  await office.getByRole('button', { name: 'Record red invoice' }).click()
  await expect(office.getByText(`No. ${number}`)).toBeVisible()
  return number
}

/** Each state of a red-letter form as the tax bureau numbers it, and what its customer reads. */
const STATES = [
  ['01', 'Red-letter form valid, no confirmation needed'],
  ['02', 'Entered by the seller, waiting for the buyer'],
  ['03', 'Entered by the buyer, waiting for the seller'],
  ['04', 'Confirmed by both'],
  ['05', 'Void: the buyer refused'],
  ['06', 'Void: the seller refused'],
  ['07', 'Void: not confirmed within 72 hours'],
  ['08', 'Void: taken back'],
  ['09', 'Void: taken back after confirmation'],
  ['10', 'Void: irregular invoice'],
] as const

test('the customer reads each state that a red-letter form can have', async ({ browser }) => {
  test.setTimeout(120_000)
  const customer = await enter(browser, OWNER)
  const office = await enter(browser, REVIEWER)
  const id = await haveIssued(customer, office, await payAnOrder(customer))
  await customer.goto(`/invoices/applications/${id}`)
  await customer.getByRole('link', { name: 'Request a correction' }).click()
  await customer.getByRole('radio', { name: 'Issued in error' }).check({ force: true })
  await customer.getByLabel('What is wrong').fill('The title has a typing error')
  await customer.getByRole('button', { name: 'Request a correction' }).click()
  await expect(customer.getByText('Waiting for a reviewer')).toBeVisible()
  await office.goto(`/admin/invoices/${id}`)
  await office.getByRole('button', { name: 'Approve' }).click()
  await expect(office.getByRole('button', { name: 'Save the state' })).toBeVisible()
  for (const [state, words] of STATES) {
    const live = Number(state) <= 4
    const status = live ? 'reversing' : 'stuck'
    await database()`update red_forms set state = ${state}, live = ${live} where application_id = ${id}`
    await database()`update corrections set status = ${status} where application_id = ${id}`
    await customer.reload()
    await expect(customer.getByText(words, { exact: true })).toBeVisible()
    await expect(customer.getByText('Business support looks at it')).toHaveCount(live ? 0 : 1)
    await expect(customer.getByText('Confirm the form in the tax bureau’s portal')).toHaveCount(
      state === '02' || state === '03' ? 1 : 0,
    )
  }
})

test('an invoice is corrected by a red letter, and applied for again', async ({ browser }) => {
  test.setTimeout(180_000)
  const customer = await enter(browser, OWNER)
  const office = await enter(browser, REVIEWER)
  const id = await haveIssued(customer, office, await payAnOrder(customer))

  await customer.goto(`/invoices/applications/${id}`)
  await customer.getByRole('link', { name: 'Request a correction' }).click()
  await customer.getByRole('button', { name: 'Request a correction' }).click()
  await expect(customer.getByText('Choose a reason.').first()).toBeVisible()
  await customer.getByRole('radio', { name: 'Allowance' }).check({ force: true })
  await customer.getByLabel('What is wrong').fill('The title has a typing error')
  await customer.getByLabel('Amount to reverse').fill('5000.01')
  await customer.getByRole('button', { name: 'Request a correction' }).click()
  await expect(customer.getByText('Enter at most ¥5,000.00.').first()).toBeVisible()
  await customer.getByRole('radio', { name: 'Issued in error' }).check({ force: true })
  await customer.getByLabel('Amount to reverse').fill('')
  await customer.getByRole('button', { name: 'Request a correction' }).click()
  await expect(customer.getByText('Return requested').first()).toBeVisible()
  await expect(customer.getByText('Waiting for a reviewer')).toBeVisible()

  const [{ number } = { number: '' }] = await database()<{ number: string }[]>`
    select number from invoice_applications where id = ${id}`
  await office.goto('/admin/invoices')
  await office.getByRole('row').filter({ hasText: number }).getByRole('link', { name: 'View' }).click()
  await expect(office.getByText('The title has a typing error').first()).toBeVisible()
  await office.getByRole('button', { name: 'Refuse' }).click()
  await expect(office.getByLabel('Reason')).toBeFocused()
  await office.getByRole('button', { name: 'Refuse' }).click()
  await expect(office.getByText('Say why, in a sentence that the customer reads.').first()).toBeVisible()
  await office.getByRole('link', { name: 'Back', exact: true }).click()
  await office.getByRole('button', { name: 'Approve' }).click()
  await recordForm(office, '02', '44030725051001117191', '2026-12-31T10:00')
  await expect(office.getByText('Entered by the seller, waiting for the buyer').first()).toBeVisible()
  await customer.reload()
  await expect(customer.getByText('falls void 2026-12-31 10:00')).toBeVisible()
  await expect(customer.getByText('Confirm the form in the tax bureau’s portal')).toBeVisible()
  await recordForm(office, '04', '44030725051001117191')
  const red = await recordRed(office)

  await customer.reload()
  await expect(customer.getByText('Returned').first()).toBeVisible()
  await expect(customer.getByText(red, { exact: true })).toBeVisible()
  const [, file] = await customer.getByRole('link', { name: 'PDF' }).all()
  const fetched = await customer.request.get((await file?.getAttribute('href')) ?? '')
  expect(await fetched.body()).toEqual(PDF)
  await expect(async () => {
    await customer.goto('/dev/mailbox')
    await customer
      .getByRole('row')
      .filter({ hasText: `application ${number} was corrected` })
      .getByRole('link')
      .first()
      .click({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
  await expect(customer.getByRole('main')).toContainText(red)

  await customer.goto(`/invoices/applications/${id}`)
  await customer.getByRole('link', { name: 'Apply again' }).click()
  await expect(customer.locator('output')).toHaveText('¥5,000.00')
  await customer.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(customer.getByLabel('Remark')).toHaveValue('PO 4711')
  await customer.getByLabel('I confirm that').check()
  await customer.getByRole('button', { name: 'Submit Application' }).click()
  await expect(customer).toHaveURL(/\/invoices\/applications\/[0-9a-f-]{36}$/)
  const again = customer.url().slice(-36)
  await customer.getByRole('link', { name: number }).click()
  await expect(customer).toHaveURL(new RegExp(id))
  await customer.getByRole('main').getByRole('link', { name: /^A26/ }).click()
  await expect(customer).toHaveURL(new RegExp(again))
})

test('a refund in part is made once the part of its invoice is reversed', async ({ browser }) => {
  test.setTimeout(180_000)
  const customer = await enter(browser, OWNER)
  const office = await enter(browser, REVIEWER)
  const orderId = await payAnOrder(customer)
  const id = await haveIssued(customer, office, orderId)

  const first = await enter(browser, 'finance@billing.example')
  await first.goto(`/admin/orders/${orderId}`)
  await first.getByLabel('Refund amount').fill('1000')
  await first.getByLabel('Reason', { exact: true }).fill('Fewer calls than planned')
  await first.getByLabel('If it is invoiced').selectOption('service-ended')
  await first.getByRole('button', { name: 'Request refund' }).click()
  await expect(first.getByText('Invoices to be reversed')).toBeVisible()
  const refund = new URL(first.url()).pathname
  const second = await enter(browser, 'finance2@billing.example')
  await second.goto(refund)
  await second.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(second.getByText(/is not reversed yet/).first()).toBeVisible()

  await customer.goto('/invoices')
  await customer.getByText('Why not more?').first().click()
  await expect(customer.getByText('Held for a refund').first()).toBeVisible()

  await office.goto(`/admin/invoices/${id}`)
  await expect(office.getByText('A refund needs this correction.')).toBeVisible()
  await expect(office.getByRole('button', { name: 'Refuse' })).toHaveCount(0)
  await office.getByRole('button', { name: 'Approve' }).click()
  await recordForm(office, '01', '44030725051001117193')
  const red = await recordRed(office)
  await expect(office.getByText('Issued').first()).toBeVisible()

  await second.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(async () => {
    await second.reload()
    await expect(second.getByText('Refunded', { exact: true }).first()).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 40_000 })
  await customer.goto(`/invoices/applications/${id}`)
  await expect(customer.getByText(red, { exact: true })).toBeVisible()
  await expect(customer.getByText('−¥1,000.00').first()).toBeVisible()
  await expect(customer.getByText('Fewer calls than planned')).toHaveCount(0)
  const quota =
    await database()`select amount_fen, invoiced_fen, held_fen from invoiceables where order_id = ${orderId}`
  expect([...quota]).toEqual([{ amount_fen: '400000', invoiced_fen: '400000', held_fen: '0' }])
})
