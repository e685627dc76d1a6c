import { expect, test } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy'

function directive(policy: string, name: string): string[] {
  return (
    policy
      .split('; ')
      .find((one) => one.startsWith(`${name} `))
      ?.split(' ')
      .slice(1) ?? []
  )
}

test('scripts run by nonce alone', () => {
  expect(directive(contentSecurityPolicy('abc', {}, false), 'script-src')).toEqual([
    "'self'",
    "'nonce-abc'",
    "'strict-dynamic'",
  ])
})

test('evaluated text is allowed to the development server only', () => {
  expect(contentSecurityPolicy('abc', {}, false)).not.toContain('unsafe-eval')
  expect(contentSecurityPolicy('abc', {}, true)).toContain("'unsafe-eval'")
})

test('forms lead here, to the gateways, and in the demo to the stand-in', () => {
  expect(directive(contentSecurityPolicy('abc', {}, false), 'form-action')).toEqual([
    "'self'",
    'https://wx.tenpay.com',
    'https://*.alipay.com',
    'https://openapi.alipay.com',
  ])
  const demo = {
    alipayGateway: 'http://127.0.0.1:4001/alipay/gateway.do',
    simulator: 'http://127.0.0.1:4001',
  }
  expect(directive(contentSecurityPolicy('abc', demo, false), 'form-action')).toContain(
    'http://127.0.0.1:4001',
  )
  expect(contentSecurityPolicy('abc', demo, false)).not.toContain('gateway.do')
})

test('the sandbox of Alipay has cashiers of its own', () => {
  const sandbox = { alipayGateway: 'https://openapi-sandbox.dl.alipaydev.com/gateway.do' }
  expect(directive(contentSecurityPolicy('abc', sandbox, false), 'form-action')).toContain(
    'https://*.alipaydev.com',
  )
})

test('nobody frames a page', () => {
  expect(directive(contentSecurityPolicy('abc', {}, false), 'frame-ancestors')).toEqual(["'none'"])
})
