import { expect, test, type Page } from '@playwright/test'
import { orderOn, signIn, type Language } from './support/product'

/** The words of one journey, in the language it is made in. */
const words = {
  en: {
    recharge: 'Recharge Now',
    custom: 'Custom',
    quantity: 'Quantity (thousands)',
    agree: 'I have read and agree to the Privacy Agreement',
    submit: 'Submit Order',
    wechatpay: 'WeChat Pay',
    alipay: 'Alipay',
    pay: 'Pay Now',
    waiting: 'Waiting for payment',
    paid: 'Paid',
    view: 'View order',
    valid: 'Valid for 3 years',
    support: 'Contact business support',
    remark: /Authentication, 800,000/,
  },
  'zh-CN': {
    recharge: '立即充值',
    custom: '自定义',
    quantity: '数量（千次）',
    agree: /我已阅读并同意/,
    submit: '提交订单',
    wechatpay: '微信支付',
    alipay: '支付宝',
    pay: '立即支付',
    waiting: '等待付款',
    paid: '已支付',
    view: '查看订单',
    valid: '有效期 3 年',
    support: '联系商务支持',
    remark: /认证服务 800,000 次/,
  },
} as const

const OWNER = 'owner@globex.example'

async function order(page: Page, language: Language): Promise<void> {
  const w = words[language]
  await page.goto('/resources/authentication')
  await page.getByRole('link', { name: w.recharge }).first().click()
  await page.getByRole('radio', { name: w.custom }).check({ force: true })
  await page.getByLabel(w.quantity).fill('800')
  await expect(page.getByText(w.valid, { exact: true }).first()).toBeVisible()
  // 800,000 is above 500,000: the notice names whom to ask.
  await expect(page.getByRole('main').getByRole('link', { name: w.support })).toBeVisible()
  await expect(page.getByText('¥40,000.00').first()).toBeVisible()
  await page.getByRole('checkbox', { name: w.agree }).check()
  await page.getByRole('button', { name: w.submit }).click()
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}\/pay$/)
}

async function checkDelivered(page: Page, language: Language): Promise<void> {
  const w = words[language]
  const { id, number, status } = await orderOn(page)
  expect(status).toBe('paid')
  await page.goto(`/orders?q=${number}`)
  await expect(page.getByRole('table').getByText(w.paid, { exact: true }).first()).toBeVisible()
  await page.goto(`/orders/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number)
  await page.goto('/funds')
  const row = page.getByRole('row').filter({ hasText: number }).first()
  await expect(row).toContainText(w.remark)
  await page.goto('/resources/authentication')
  await expect(page.getByRole('link', { name: number }).first()).toBeVisible()
  await page.goto('/dev/mailbox')
  await expect(page.getByText(OWNER).first()).toBeVisible()
}

for (const language of ['en', 'zh-CN'] as const) {
  const w = words[language]

  test(`recharge by WeChat Pay, ${language}`, { tag: '@everywhere' }, async ({ page, context }) => {
    await signIn(page, OWNER, language)
    await order(page, language)
    await page.getByRole('radio', { name: w.wechatpay }).check({ force: true })
    await page.getByRole('button', { name: w.pay }).click()
    await expect(page.getByText(w.waiting).first()).toBeVisible()
    const cashier = await context.newPage()
    const { outTradeNo } = await openAttempt(page)
    await cashier.goto(outTradeNo)
    await cashier.getByRole('button', { name: /^Pay/ }).click()
    await page.bringToFront()
    // Nobody touches the page: it turns by itself.
    await expect(page.getByRole('link', { name: w.view })).toBeVisible({ timeout: 20_000 })
    await expect(page.locator(':focus')).toContainText(w.view)
    await checkDelivered(page, language)
  })

  test(`recharge by Alipay, ${language}`, { tag: '@everywhere' }, async ({ page }) => {
    await signIn(page, OWNER, language)
    await order(page, language)
    await page.getByRole('radio', { name: w.alipay }).check({ force: true })
    await page.getByRole('button', { name: w.pay }).click()
    await page.waitForURL(/\/cashier\/alipay\//)
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.waitForURL(/\/orders\/[0-9a-f-]{36}\/pay/)
    await expect(page.getByRole('link', { name: w.view })).toBeVisible({ timeout: 20_000 })
    await checkDelivered(page, language)
  })
}

/** The cashier beside the code, as the demo offers it. */
async function openAttempt(page: Page): Promise<{ outTradeNo: string }> {
  const href = await page.locator('a[href*="/cashier/wechatpay/"]').first().getAttribute('href')
  if (!href) throw new Error('the demo offers no cashier')
  return { outTradeNo: href }
}

test('closing the page and coming back loses nothing; another method closes the former attempt', async ({
  page,
}) => {
  await signIn(page, OWNER)
  await order(page, 'en')
  const address = page.url()
  await page.getByRole('radio', { name: 'WeChat Pay' }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await expect(page.getByText('Waiting for payment').first()).toBeVisible()
  const cashier = (await openAttempt(page)).outTradeNo
  await page.goto('/overview')
  await page.goto(address)
  await expect(page.getByText('Waiting for payment').first()).toBeVisible()
  expect((await openAttempt(page)).outTradeNo).toBe(cashier)
  await page.getByRole('radio', { name: 'Alipay' }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await page.waitForURL(/\/cashier\/alipay\//)
  await page.goto(cashier)
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0)
})

test('an order can be cancelled, and then not be paid', async ({ page }) => {
  await signIn(page, OWNER)
  await order(page, 'en')
  await page.getByRole('button', { name: 'Cancel order' }).first().click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Cancel order/ })
    .click()
  await expect(page.getByText('Cancelled', { exact: true }).filter({ visible: true }).first()).toBeVisible()
  const { id, status } = await orderOn(page)
  expect(status).toBe('cancelled')
  await page.goto(`/orders/${id}/pay`)
  await expect(page.getByRole('button', { name: 'Pay Now' })).toHaveCount(0)
})
