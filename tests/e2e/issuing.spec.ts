import { expect, test, type Browser, type Page } from '@playwright/test'
import { signIn, simulate } from './support/product'

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n')

// One after the other: what goes wrong at the channel goes wrong for everybody.
test.describe.configure({ mode: 'serial' })
test.afterEach(() => simulate('faults?channel=nuonuo', undefined, 'DELETE'))

/** Applies for an electronic invoice of a paid order; the address of the application. */
async function applyFor(page: Page, kind: string): Promise<string> {
  await signIn(page, 'owner@acme.example')
  await page.goto('/invoices/apply')
  await page.getByText(kind).click()
  await page.locator('input[name=invoiceable]:enabled').last().check()
  await expect(page.locator('output')).not.toHaveText('¥0.00')
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByLabel('I confirm that').check()
  await page.getByRole('button', { name: 'Submit Application' }).click()
  await expect(page).toHaveURL(/applications\//)
  await expect(page.getByText('Under review').first()).toBeVisible()
  return new URL(page.url()).pathname
}

async function approve(browser: Browser, application: string): Promise<Page> {
  const office = await browser.newPage()
  await signIn(office, 'reviewer@billing.example')
  await office.goto(application.replace('/invoices/applications/', '/admin/invoices/'))
  await office.getByRole('button', { name: 'Approve' }).click()
  await expect(office.getByText('Nuonuo').first()).toBeVisible()
  return office
}

async function untilShown(page: Page, status: string): Promise<void> {
  await expect(async () => {
    await page.reload()
    await expect(page.locator('h1').locator('..').getByText(status, { exact: true })).toBeVisible({
      timeout: 1_000,
    })
  }).toPass({ timeout: 30_000 })
}

/** The PDF behind the link in the mail of an invoice. */
async function mailedPdf(page: Page, number: string): Promise<Buffer> {
  await expect(async () => {
    await page.goto('/dev/mailbox')
    await page.getByRole('row').filter({ hasText: number }).getByRole('link').first().click({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
  const text = await page.getByRole('main').innerText()
  await page.goto(/https?:\/\/\S+\/invoice-downloads\/\S+/.exec(text)?.[0] ?? '')
  const href = await page.getByRole('link', { name: 'Download PDF' }).getAttribute('href')
  return (await page.request.get(href ?? '')).body()
}

test('an approved invoice is issued by the channel, mailed and downloaded in three formats', async ({
  page,
  browser,
}) => {
  const application = await applyFor(page, 'Electronic special VAT invoice')
  const office = await approve(browser, application)
  await untilShown(page, 'Issued')
  const files: Buffer[] = []
  for (const format of ['PDF', 'OFD', 'XML']) {
    const href = await page.getByRole('link', { name: format, exact: true }).getAttribute('href')
    files.push(await (await page.request.get(href ?? '')).body())
  }
  const [pdf, ofd, xml] = files
  expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-')
  expect(ofd?.subarray(0, 2).toString()).toBe('PK')
  const number = /<InvoiceNumber>(2088\d{16})</.exec(xml?.toString() ?? '')?.[1] ?? 'none'
  await expect(page.getByText(number).first()).toBeVisible()
  await untilShown(office, 'Issued')
  await expect(office.getByText(number).first()).toBeVisible()
  await office.close()
  expect(await mailedPdf(page, number)).toEqual(pdf)
})

test('what the channel fails at is issued again, or by hand', async ({ page, browser }) => {
  await simulate('faults', { channel: 'nuonuo', issueFails: true })
  const application = await applyFor(page, 'Electronic general VAT invoice')
  const office = await approve(browser, application)
  await untilShown(office, 'Issue failed')
  await expect(office.getByText('开票额度不足').first()).toBeVisible()
  await untilShown(page, 'Issue failed')
  await expect(page.getByText('We are on it, nothing to do for you')).toBeVisible()
  await expect(page.getByText('开票额度不足')).toHaveCount(0)

  await office.getByRole('button', { name: 'Issue', exact: true }).click()
  await expect(office.getByText('Issuing again').first()).toBeVisible()
  await untilShown(office, 'Issue failed')

  const number = `26312${String(Date.now()).padStart(15, '0')}`
  await office.getByLabel('Invoice number').fill(number)
  const upload = (content: Buffer) => ({ name: 'a.pdf', mimeType: 'application/pdf', buffer: content })
  await office.getByLabel('PDF').setInputFiles(upload(Buffer.from('GIF89a')))
  await office.getByRole('button', { name: 'Record by hand' }).click()
  await expect(office.getByText('This file is not a PDF.').first()).toBeVisible()
  // A scan, say: larger than other forms may be.
  const large = Buffer.concat([PDF, Buffer.alloc(2_900_000, '%')])
  await office.getByLabel('PDF').setInputFiles(upload(large))
  await office.getByRole('button', { name: 'Record by hand' }).click()
  await expect(office.getByText(number).first()).toBeVisible()
  await office.close()
  await untilShown(page, 'Issued')
  expect((await mailedPdf(page, number)).equals(large)).toBe(true)
})

test('what the channel issued is reversed by its red-letter form, and can be applied for again', async ({
  page,
  browser,
}) => {
  const application = await applyFor(page, 'Electronic general VAT invoice')
  const office = await approve(browser, application)
  await untilShown(page, 'Issued')
  await page.getByRole('link', { name: 'Request a correction' }).click()
  await page.getByRole('radio', { name: 'Issued in error' }).check({ force: true })
  await page.getByLabel('What is wrong').fill('The title has a typing error')
  await page.getByRole('button', { name: 'Request a correction' }).click()
  await expect(page.getByText('Waiting for a reviewer')).toBeVisible()
  await office.reload()
  await office.getByRole('button', { name: 'Approve' }).click()
  await office.close()
  await untilShown(page, 'Returned')
  await expect(page.getByRole('link', { name: 'Apply again' })).toBeVisible()
})
