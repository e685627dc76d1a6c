import { expect, test, type Page } from '@playwright/test'
import { openAccount } from './support/accounts'
import { authenticate } from './support/authenticate'
import { payBeforehand } from './support/invoiceable'
import { database, runtime, signIn } from './support/product'

const NAME = '武汉江城智能科技有限公司'
const NUMBER = '91420100MA4L9PJG24'
const BRANCH = `${NAME}东湖分公司`
const REASON = 'The branch has a taxpayer number of its own.'

const comparison = (page: Page) => page.getByRole('table', { name: 'Title against authentication' })

/** Applies for an order's invoice, in the branch's name where asked; the application's id. */
async function applyFor(page: Page, order: string, name = NAME): Promise<string> {
  await page.goto('/invoices/apply')
  await page.getByRole('radio', { name: 'Electronic general VAT invoice' }).check({ force: true })
  await page.getByRole('checkbox', { name: new RegExp(order) }).check()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  if (name !== NAME) {
    await page.getByRole('button', { name: 'Modify' }).click()
    await page.getByLabel('Title name').fill(name)
  }
  await page.getByLabel('Email').fill('books@journey.example')
  await page.getByLabel('I confirm that').check()
  await page.getByRole('button', { name: 'Submit Application' }).click()
  await expect(page).toHaveURL(/applications\/[0-9a-f-]{36}$/)
  return page.url().slice(-36)
}

/** A customer who is authenticated and signed in, with orders that are paid. */
async function newApplicant(page: Page, ...thousands: number[]) {
  const account = await openAccount('enterprise', NAME)
  await authenticate(account, NUMBER)
  const orders = await payBeforehand(account, ...thousands)
  await signIn(page, account.email)
  return { ...account, orders }
}

test('a title is held against the authentication, and turned down with a reason in the bar', async ({
  page,
  browser,
}) => {
  const { orders } = await newApplicant(page, 100)
  const id = await applyFor(page, orders[0] ?? '', BRANCH)
  const office = await browser.newPage()
  await signIn(office, 'reviewer@billing.example')
  await office.goto(`/admin/invoices/${id}`)
  const row = (label: string) => comparison(office).getByRole('row').filter({ hasText: label })
  await expect(row('Title name')).toContainText(BRANCH)
  await expect(row('Title name')).toContainText('Differs')
  await expect(row('Taxpayer identification number')).toContainText('Equal')
  await expect(office.getByRole('row').filter({ hasText: orders[0] ?? '' })).toContainText('¥5,000.00')

  const steps = office.getByRole('navigation', { name: 'Steps through what is to do' })
  await expect(steps).toContainText(/\d+ of \d+ to do/)
  await office.getByRole('button', { name: 'Reject' }).click()
  await expect(office.getByLabel('Reason')).toBeFocused()
  await office.getByRole('button', { name: 'Reject' }).click()
  await expect(office.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true')
  await office.getByRole('link', { name: 'Back', exact: true }).last().click()
  await expect(office.getByRole('button', { name: 'Approve' })).toBeVisible()
  await office.getByRole('button', { name: 'Reject' }).click()
  await office.getByLabel('Reason').fill(REASON)
  await office.getByRole('button', { name: 'Reject' }).click()
  await expect(office.getByText(REASON).first()).toBeVisible()
  await expect(office.getByRole('button', { name: 'Approve' })).toHaveCount(0)
  // What is decided leads on to what still waits.
  await expect(steps).toContainText(/^\d+ to do/)
  await steps.getByRole('link', { name: 'Next' }).click()
  await expect(office).not.toHaveURL(new RegExp(id))
  await expect(steps).toContainText(/1 of \d+ to do/)
  await office.close()
  await page.reload()
  await expect(page.getByText(REASON).first()).toBeVisible()
})

test('without script the reason is asked for by the page itself', async ({ page, browser }) => {
  const { orders } = await newApplicant(page, 100)
  const id = await applyFor(page, orders[0] ?? '')
  const scripted = await browser.newContext({ baseURL: runtime.url })
  await signIn(await scripted.newPage(), 'reviewer@billing.example')
  const plain = await browser.newContext({
    baseURL: runtime.url,
    javaScriptEnabled: false,
    storageState: await scripted.storageState(),
  })
  const office = await plain.newPage()
  await office.goto(`/admin/invoices/${id}`)
  await office.getByRole('button', { name: 'Reject' }).click()
  await expect(office).toHaveURL(/reject=1/)
  await office.getByLabel('Reason').fill(REASON)
  await office.getByRole('button', { name: 'Reject' }).click()
  await expect(office.getByText(REASON).first()).toBeVisible()
  const [now] = await database()`select status from invoice_applications where id = ${id}`
  expect(now?.['status']).toBe('rejected')
  await scripted.close()
  await plain.close()
})

test('nobody decides on an account of their own, and a withdrawal begins in the list', async ({
  page,
  browser,
}) => {
  const { accountId, orders } = await newApplicant(page, 100)
  const id = await applyFor(page, orders[0] ?? '')
  await database()`insert into members (account_id, user_id, role)
    select ${accountId}, id, 'viewer' from users where email = 'reviewer2@billing.example'`
  const office = await browser.newPage()
  await signIn(office, 'reviewer2@billing.example')
  await office.goto(`/admin/invoices/${id}`)
  await expect(office.getByText('You are a member of this account: somebody else decides.')).toBeVisible()
  for (const name of ['Approve', 'Reject']) await expect(office.getByRole('button', { name })).toHaveCount(0)
  await office.close()
  await database()`delete from members where account_id = ${accountId}
    and user_id = (select id from users where email = 'reviewer2@billing.example')`

  await page.goto('/invoices?kind=paper_special')
  await expect(page.getByText('No applications match')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).first().click()
  await expect(page.getByRole('row').filter({ hasText: 'invoiced by' })).toContainText('—')
  await page
    .getByRole('row')
    .filter({ hasText: 'Under review' })
    .getByRole('link', { name: 'Withdraw' })
    .click()
  await expect(page.getByRole('heading', { name: /^Withdraw application/ })).toBeVisible()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await expect(page.getByText('Withdrawn').first()).toBeVisible()
  await page.goto('/invoices')
  await expect(page.getByRole('link', { name: 'Withdraw', exact: true })).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: 'invoiced by' })).toContainText('1 order')
})
