import { expect, test } from 'vitest'
import { isLocale, sayIn } from './messages'

test('a sentence is said in its language, with its figures', () => {
  expect(sayIn('en')('mails.order-paid.subject', { number: '1' })).toBe('Order 1 is paid')
  expect(sayIn('zh-CN')('mails.order-paid.subject', { number: '1' })).toBe('订单 1 已支付')
})

test.each([
  ['en', true],
  ['zh-CN', true],
  ['zh', false],
  [null, false],
])('%j is one of our languages: %s', (value, known) => expect(isLocale(value)).toBe(known))
