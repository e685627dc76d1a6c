import { expect, test } from 'vitest'
import { fen } from '@/lib/kernel/money'
import { sayIn } from '@/lib/web/messages'
import { composeLetter } from './compose-letter'
import { composeOrderPaid } from './compose-order-paid'

const parts = {
  subject: 'A subject',
  greeting: 'Hello <b>Li & Sons</b>,',
  body: 'Something happened.',
  button: { label: 'Look', href: 'https://billing.example/a?b=1&c="2"' },
}

test('what people typed stays text in HTML', () => {
  const { html, text } = composeLetter(sayIn('en'), parts)
  expect(html).toContain('Hello &lt;b&gt;Li &amp; Sons&lt;/b&gt;,')
  expect(html).toContain('href="https://billing.example/a?b=1&amp;c=&quot;2&quot;"')
  expect(text).toContain('Hello <b>Li & Sons</b>,')
})

test('the text says all that the HTML says', () => {
  const { html, text } = composeLetter(sayIn('en'), {
    ...parts,
    greeting: 'Hello',
    facts: [['Amount', '¥5.00']],
    note: 'A note.',
  })
  for (const words of [
    'Hello',
    'Something happened.',
    'Amount',
    '¥5.00',
    'Look',
    'A note.',
    'Billing Center',
  ]) {
    expect(text).toContain(words)
    expect(html).toContain(words)
  }
})

const order = {
  kind: 'package' as const,
  receiverName: '陈思远',
  orderNumber: '20261121A7K3M9QX',
  units: 800_000n,
  amount: fen(4_000_000),
  paidAt: new Date('2026-11-21T02:05:00Z'),
  expiresAt: new Date('2029-11-20T16:00:00Z'),
  orderUrl: 'https://billing.example/orders/1',
}

test('a paid order is told with amount, quantity and expiry, in either language', () => {
  const en = composeOrderPaid({ ...order, locale: 'en', productName: 'Authentication', unitName: '' })
  expect(en.subject).toBe('Order 20261121A7K3M9QX is paid')
  for (const words of ['¥40,000.00', '800,000', '2026-11-21 10:05 CST', '2029-11-20 24:00', order.orderUrl])
    expect(en.text).toContain(words)
  const zh = composeOrderPaid({ ...order, locale: 'zh-CN', productName: '认证服务', unitName: '次' })
  expect(zh.subject).toBe('订单 20261121A7K3M9QX 已支付')
  for (const words of ['陈思远：', '800,000 次', '2026-11-21 10:05（北京时间）', '2029-11-20 24:00'])
    expect(zh.text).toContain(words)
})

test('what does not run out has no expiry', () => {
  const { text } = composeOrderPaid({
    ...order,
    locale: 'en',
    kind: 'card',
    productName: 'Stored-value card',
    unitName: '',
    units: 2n,
    expiresAt: null,
  })
  expect(text).toContain('stored-value card')
  expect(text).toMatch(/Quantity:? *2/)
  expect(text).not.toContain('Valid until')
})

test('a top-up is told without a quantity', () => {
  const { text } = composeOrderPaid({
    ...order,
    locale: 'en',
    kind: 'top-up',
    productName: 'Balance top-up',
    unitName: '',
    expiresAt: null,
  })
  expect(text).toContain('balance')
  expect(text).toContain('¥40,000.00')
  expect(text).not.toContain('Quantity')
})
