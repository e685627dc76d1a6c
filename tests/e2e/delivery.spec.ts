import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { expect, test, type Page } from '@playwright/test'
import { blankWorkbook, FAILURE_HEADERS, ISSUED_HEADERS, listWorkbook } from '../support/workbook'
import { openAccount } from './support/accounts'
import { BUYER, newNumber, PDF, tell, type Told } from './support/applications'
import { database, signIn } from './support/product'

const numberOf = async ({ invoiceId }: Told) => {
  const [row] = await database()`select number from invoices where id = ${invoiceId}`
  return String(row?.['number'])
}

/** The link in the newest mail to an address. */
async function mailedLink(page: Page, address: string): Promise<string> {
  await expect(async () => {
    await page.goto('/dev/mailbox')
    await page
      .getByRole('row')
      .filter({ hasText: address })
      .getByRole('link')
      .first()
      .click({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
  await expect(page.getByRole('heading', { name: 'Attachments' })).toBeVisible()
  const text = await page.getByRole('main').innerText()
  return /https?:\/\/\S+\/invoice-downloads\/\S+/.exec(text)?.[0] ?? ''
}

test('paper is shipped from the queue, overdue first, alone and several at once', async ({ page }) => {
  const account = await openAccount('enterprise', BUYER.name)
  const paper = await Promise.all(
    [1, 2, 3].map(() => tell(account, { kind: 'paper_general', status: 'issued' })),
  )
  await signIn(page, 'reviewer@billing.example')
  await page.goto('/admin/invoices/shipping')
  const [first, second, third] = paper
  const row = page.getByRole('row').filter({ hasText: first?.number ?? '' })
  await expect(row).toContainText('Overdue')
  await row.getByRole('link', { name: first?.number ?? '' }).click()
  await page.getByLabel('Courier').fill('顺丰')
  await page.getByLabel('Tracking number').fill('SF')
  await page.getByRole('button', { name: 'Mark as shipped' }).click()
  await expect(page.getByText('6 to 40 digits, letters or hyphens.').first()).toBeVisible()
  await page.getByLabel('Tracking number').fill('SF1234567890')
  await page.getByRole('button', { name: 'Mark as shipped' }).click()
  await expect(page.getByRole('status')).toContainText('Marked as shipped.')

  await page.goto('/admin/invoices/shipping')
  await expect(page.getByRole('row').filter({ hasText: first?.number ?? '' })).toHaveCount(0)
  await page.getByLabel('Courier').fill('顺丰')
  await page
    .getByLabel('Tracking number')
    .fill(`${second?.number} SF1234567891\n${third?.number} SF1234567892`)
  await page.getByRole('button', { name: 'Mark as shipped' }).click()
  await expect(page.getByRole('status')).toContainText('2 applications are marked as shipped.')
})

test('an invoice is sent again, downloaded, and its link revoked', async ({ page, browser }) => {
  const account = await openAccount('enterprise', BUYER.name)
  const issued = await tell(account, { kind: 'e_general', status: 'issued', pdf: true })
  const address = `books-${issued.number.toLowerCase()}@journey.example`
  await signIn(page, 'reviewer@billing.example')
  await page.goto(`/admin/invoices/${issued.applicationId}`)
  await page.getByLabel('Email', { exact: true }).fill('nobody')
  await page.getByRole('button', { name: 'Send again' }).click()
  await expect(page.getByText('Enter one email address').first()).toBeVisible()
  await page.getByLabel('Email', { exact: true }).fill(address)
  await page.getByRole('button', { name: 'Send again' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'On its way.' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: address })).toContainText('0 of 20')

  const holder = await browser.newPage()
  const link = await mailedLink(holder, address)
  await holder.goto(link)
  await expect(holder.getByRole('heading', { level: 1 })).toContainText(await numberOf(issued))
  const file = await holder.request.get(
    (await holder.getByRole('link', { name: 'Download PDF' }).getAttribute('href')) ?? '',
  )
  expect((await file.body()).toString()).toBe(PDF)
  expect(file.headers()).toMatchObject({
    'content-disposition': `attachment; filename="${await numberOf(issued)}.pdf"`,
    'x-content-type-options': 'nosniff',
  })

  await page.reload()
  const sent = page.getByRole('row').filter({ hasText: address })
  await expect(sent).toContainText('1 of 20')
  await sent.getByRole('button', { name: 'Revoke' }).click()
  await expect(sent).toContainText('Revoked')
  await holder.reload()
  await expect(holder.getByText('This link opens nothing any more')).toBeVisible()
  await expect(holder.getByText('It was revoked.')).toBeVisible()
  const over = await holder.request.get(link.replace('/invoice-downloads/', '/api/invoice-downloads/'))
  expect([over.status(), await over.text()]).toEqual([200, expect.stringContaining('It was revoked.')])
  await holder.close()
})

test('a customer sends an invoice to themselves, so many times a day', async ({ page }) => {
  const account = await openAccount('enterprise', BUYER.name)
  const issued = await tell(account, { kind: 'e_general', status: 'issued', pdf: true })
  await signIn(page, account.email)
  await page.goto(`/invoices/applications/${issued.applicationId}`)
  for (let time = 0; time < 3; time++) {
    await page.getByRole('button', { name: 'Send again' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Sent' })).toHaveCount(time + 1)
  }
  await page.getByRole('button', { name: 'Send again' }).click()
  await expect(page.getByText('These were sent 3 times within a day.')).toBeVisible()
  expect(await mailedLink(page, account.email)).toContain('/invoice-downloads/')
})

test('the files of a period are packed and opened', async ({ page }) => {
  const account = await openAccount('enterprise', BUYER.name)
  const issued = await Promise.all(
    [1, 2].map(() => tell(account, { kind: 'e_general', status: 'issued', pdf: true })),
  )
  await signIn(page, account.email)
  await page.goto('/invoices')
  await page.getByRole('link', { name: 'Download archive' }).first().click()
  await page.getByLabel('Issued from').fill('2026-11-01')
  await page.getByLabel('Issued until').fill('2026-10-01')
  await page.getByRole('button', { name: 'Pack' }).click()
  await expect(page.getByText('The last day comes before the first.').first()).toBeVisible()
  await page.getByLabel('Issued until').fill('2026-11-30')
  await page.getByRole('button', { name: 'Pack' }).click()
  const row = page.getByRole('row').filter({ hasText: '2026-11-01 – 2026-11-30' })
  await expect(row).toContainText('Ready', { timeout: 20_000 })
  const started = page.waitForEvent('download')
  await row.getByRole('link', { name: 'Download' }).click()
  const download = await started
  expect(download.suggestedFilename()).toBe('invoices-2026-11-01-2026-11-30.zip')
  const files = unzipSync(readFileSync(await download.path()))
  const numbers = await Promise.all(issued.map(numberOf))
  expect(Object.keys(files).sort()).toEqual(
    numbers.map((number) => `2026-11/2026-11-20-${number}.pdf`).sort(),
  )
  expect(Object.values(files).map((content) => Buffer.from(content).toString())).toEqual([PDF, PDF])
})

test('a workbook is made, its lists are read back, and the files follow', async ({ page }) => {
  test.setTimeout(60_000)
  const account = await openAccount('enterprise', BUYER.name)
  const [good, bad] = [
    await tell(account, { kind: 'e_general', status: 'issuing' }),
    await tell(account, { kind: 'e_general', status: 'issuing' }),
  ]
  const upload = async (label: string, name: string, buffer: Buffer, button: string) => {
    await page.getByLabel(label).setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await page.getByRole('button', { name: button }).click()
  }
  await signIn(page, 'reviewer@billing.example')
  await page.goto('/admin/invoices')
  await page.getByRole('link', { name: 'Workbooks' }).click()
  await upload('Workbook (.xlsx)', 'a.xlsx', blankWorkbook({ without: '税率' }), 'Upload workbook')
  await expect(page.getByText('The column 税率 is missing').first()).toBeVisible()
  await upload('Workbook (.xlsx)', 'blank.xlsx', blankWorkbook(), 'Upload workbook')
  await expect(page.getByRole('status')).toContainText('The blank workbook is kept.')
  await page.getByRole('button', { name: 'Make workbook' }).click()
  await expect(page.getByRole('status')).toContainText('The workbook is made.')
  await expect(page.getByRole('row').filter({ hasText: good.requestNo })).toContainText('Waiting')
  const started = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download' }).click()
  const workbook = unzipSync(readFileSync(await (await started).path()))
  expect(Buffer.from(workbook['xl/worksheets/sheet1.xml'] ?? []).toString()).toContain(good.requestNo)

  await page.goto('/admin/invoices/workbooks')
  await upload('List (.xlsx)', 'list.xls', Buffer.from('<html><table/></html>'), 'Read list')
  await expect(page.getByText('This is a web page that calls itself a workbook.').first()).toBeVisible()
  const failures = listWorkbook(FAILURE_HEADERS, [['1', bad.requestNo, '税率不合法']])
  await upload('List (.xlsx)', 'failures.xlsx', failures, 'Read list')
  await expect(page.getByRole('row').filter({ hasText: bad.requestNo })).toContainText('Marked as failed')
  await page.getByRole('link', { name: bad.number }).click()
  await expect(page.getByText('税率不合法').first()).toBeVisible()
  await page.getByRole('button', { name: 'Issue again' }).click()
  await expect(page.getByText('Issuing', { exact: true }).first()).toBeVisible()

  const number = newNumber()
  const row = [number, '', BUYER.taxpayerId, BUYER.name, '2026-11-29', '283.02', '5000.00', '正常', '是']
  const issued = listWorkbook([...ISSUED_HEADERS, '发票流水号'], [[...row, good.requestNo]])
  await page.goto('/admin/invoices/workbooks')
  await upload('List (.xlsx)', 'issued.xlsx', issued, 'Read list')
  await expect(page.getByRole('row').filter({ hasText: number })).toContainText('Recorded as issued')
  await page.getByRole('link', { name: good.number }).click()
  await upload('Files', `${number}.pdf`, Buffer.from('GIF89a'), 'Add files')
  await expect(page.getByText('This file is neither PDF, OFD nor XML.').first()).toBeVisible()
  await upload('Files', `dzfp_${number}.pdf`, Buffer.from(PDF), 'Add files')
  await expect(page.getByRole('status')).toContainText('The files are added.')
  await expect(page.getByRole('link', { name: 'PDF' })).toBeVisible()
})

test('what stands on invoices and the working days are kept by an admin', async ({ page }) => {
  await signIn(page, 'admin@billing.example')
  await page.goto('/admin/sellers')
  await page.getByRole('link', { name: 'DB Maker' }).click()
  await page.getByLabel('Taxpayer identification number').fill('91110108MA01C8JP2X')
  await page.getByRole('button', { name: 'Save invoicing' }).click()
  await expect(page.getByText('The check character does not match.').first()).toBeVisible()
  await page.getByLabel('Taxpayer identification number').fill('91330100799655058B')
  await page.getByLabel('How: Electronic general VAT invoice').selectOption('etax-workbook')
  await page.getByRole('button', { name: 'Save invoicing' }).click()
  await expect(page.getByRole('status')).toContainText('What stands on invoices is saved.')
  await expect(page.getByLabel('How: Electronic general VAT invoice')).toHaveValue('etax-workbook')
  // The bureau's workbook takes no paper.
  await expect(page.getByLabel('How: Paper general VAT invoice')).not.toContainText('workbook')

  await page.goto('/admin/catalog/sms')
  await page.getByLabel('Tax classification code').fill('3070201020000000512')
  await page.getByRole('button', { name: 'Save item' }).click()
  await expect(page.getByText('A spreadsheet has rounded this code.').first()).toBeVisible()

  await page.goto('/admin/invoices/working-days?year=2090')
  await expect(page.getByText('2090 is not announced yet')).toBeVisible()
  await page.getByLabel('Days', { exact: true }).fill('2090-01-01 to 2090-01-03 holiday\n2090-01-04 make-up')
  await page.getByRole('button', { name: 'Keep this year' }).click()
  await expect(page.getByText('A make-up day is a Saturday or Sunday.').first()).toBeVisible()
  await page.getByLabel('Days', { exact: true }).fill('2090-01-01 to 2090-01-03 holiday\n2090-01-07 make-up')
  await page.getByRole('button', { name: 'Keep this year' }).click()
  await expect(page.getByRole('status')).toContainText('The year is kept.')
  await page.getByRole('button', { name: 'Remove 2090-01-02' }).click()
  await expect(page.getByRole('row').filter({ hasText: '2090-01-02' })).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: '2090-01-07' })).toContainText('Make-up day')
})
