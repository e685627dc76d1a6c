import { expect, type Browser, type Page } from '@playwright/test'
import { database, orderOn, runtime, signIn, type Language } from './product'
import { voucher } from './voucher'

/** The words of one journey, in the language it is made in. */
export const words = {
  en: {
    agree: /I have read and agree/,
    submit: 'Submit Order',
    corporate: 'Corporate payment',
    pay: 'Pay Now',
    remark: 'Remittance remark',
    upload: 'Upload voucher',
    send: 'Submit voucher',
    awaiting: 'Awaiting confirmation',
    paid: 'Paid',
    search: 'Order, account, remark',
    on: 'Received on',
    payer: 'Payer name',
    reference: 'Bank reference',
    approve: 'Approve',
  },
  'zh-CN': {
    agree: /我已阅读并同意/,
    submit: '提交订单',
    corporate: '对公转账',
    pay: '立即支付',
    remark: '汇款附言',
    upload: '上传凭证',
    send: '提交凭证',
    awaiting: '待确认',
    paid: '已支付',
    search: '订单、账户、附言',
    on: '到账日期',
    payer: '付款户名',
    reference: '银行流水号',
    approve: '通过',
  },
} as const

/** Each person has a browser of their own. */
export async function enter(browser: Browser, email: string, language: Language = 'en'): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: runtime.url })).newPage()
  await signIn(page, email, language)
  return page
}

/** Orders thousands at ¥50.00 and chooses the bank transfer; returns the order with its remittance remark. */
export async function orderByTransfer(page: Page, thousands: number, language: Language = 'en') {
  const w = words[language]
  await page.goto(`/resources/authentication/recharge?thousands=${thousands}`)
  await page.getByRole('checkbox', { name: w.agree }).check()
  await page.getByRole('button', { name: w.submit }).click()
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}\/pay$/)
  return chooseTransfer(page, language)
}

export async function chooseTransfer(page: Page, language: Language = 'en') {
  const w = words[language]
  await page.getByRole('radio', { name: w.corporate }).check({ force: true })
  await page.getByRole('button', { name: w.pay }).click()
  await expect(page.getByLabel(w.upload)).toBeAttached()
  const placed = await orderOn(page)
  const [attempt] = await database()<{ remark: string }[]>`
    select out_trade_no as remark from payments where order_id = ${placed.id} and channel = 'corporate'`
  return { ...placed, remark: attempt?.remark ?? 'none' }
}

export async function submitVoucher(page: Page, name: string, language: Language = 'en'): Promise<void> {
  const w = words[language]
  await page.getByLabel(w.upload).setInputFiles(await voucher(name))
  // What was chosen is shown before it is submitted: its name, and the picture that is kept.
  await expect(page.getByText(name, { exact: true })).toBeVisible()
  const picture = page.locator('form img')
  await expect(picture).toBeVisible()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(60)
  await page.getByRole('button', { name: w.send }).click()
  await expect(page.getByText(w.awaiting, { exact: true }).filter({ visible: true }).first()).toBeVisible()
}

/** Finds a transfer by its remark, as it is read to one over the telephone, and opens it. */
export async function openTransfer(page: Page, remark: string, language: Language = 'en'): Promise<void> {
  const w = words[language]
  await page.goto('/admin/transfers')
  await page
    .getByLabel(w.search)
    .first()
    .fill(`${remark.slice(0, 4).toLowerCase()} ${remark.slice(4)}`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/search=/)
  await page.locator('[data-queue-item]').first().click()
  await expect(page).toHaveURL(/\/admin\/transfers\/[0-9a-f-]{36}/)
}

/** What the bank shows. */
export async function readAtBank(
  page: Page,
  payer: string,
  received?: string,
  language: Language = 'en',
): Promise<void> {
  const w = words[language]
  if (received) await page.getByLabel('Received amount').fill(received)
  const [today] = await database()<{ day: string }[]>`
    select to_char(business_now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day`
  await page.getByLabel(w.on).fill(today?.day ?? '')
  await page.getByLabel(w.payer).fill(payer)
  await page.getByLabel(w.reference).fill(`E2E${crypto.randomUUID()}`)
}
