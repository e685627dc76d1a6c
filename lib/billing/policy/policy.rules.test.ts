import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { policyBody } from './policy.input'
import { contradictions, policyRules, presetNames, presets, type Policy } from './policy.rules'

const { standard } = presets

describe('policies', () => {
  test.each(presetNames.map((name) => [name]))(
    'the preset %s contradicts nothing and names itself',
    (name) => {
      expect(contradictions(presets[name])).toEqual([])
      expect(presets[name].preset).toBe(name)
    },
  )

  const broken: Record<string, Policy> = {
    'card-invoices-need-a-wallet': { ...standard, wallet: false },
    'paying-from-the-balance-needs-a-wallet': {
      ...standard,
      wallet: false,
      balancePaysOrders: true,
      invoiceBasis: { ...standard.invoiceBasis, card: 'none' },
    },
    'statement-invoices-need-statements': { ...standard, statements: { on: false, day: 3 } },
    'cards-are-invoiced-when-bought': {
      ...standard,
      invoiceBasis: { ...standard.invoiceBasis, card: 'statement' },
    },
    'statement-day-exists-in-every-month': { ...standard, statements: { on: true, day: 29 } },
    'an-attempt-ends-with-its-order': { ...standard, paymentAttemptHours: 25 },
    'a-transfer-has-time-to-arrive': { ...standard, corporateOrderDays: 1 },
    'amounts-are-in-yuan': { ...standard, topUp: { ...standard.topUp, most: '1e9' } },
    'a-title-equal-to-the-authenticated-needs-one': {
      ...standard,
      invoices: { ...standard.invoices, title: 'equals-authenticated', authentication: 'none' },
    },
    'some-kind-of-invoice-is-offered': { ...standard, invoices: { ...standard.invoices, kinds: [] } },
    'reviews-and-deliveries-have-days': {
      ...standard,
      invoices: { ...standard.invoices, deliveryDays: 0 },
    },
    'invoices-are-kept-ten-years': {
      ...standard,
      invoices: { ...standard.invoices, keepYears: { issued: 9, notIssued: 3 } },
    },
    'a-payee-is-named-in-full': { ...standard, payee: { ...standard.payee, account: ' ' } },
  }

  test.each(policyRules.map((rule) => [rule.name]))('%s bites, and alone', (name) => {
    const policy = broken[name]
    expect(policy && contradictions(policy)).toEqual([name])
  })

  test.each([
    [{ issued: 10, notIssued: 1 }, []],
    [{ issued: 9, notIssued: 3 }, ['invoices-are-kept-ten-years']],
    [{ issued: 10.5, notIssued: 3 }, ['invoices-are-kept-ten-years']],
    [{ issued: 30, notIssued: 0 }, ['invoices-are-kept-ten-years']],
    [{ issued: 1000, notIssued: 3 }, ['invoices-are-kept-ten-years']],
  ])('years of %j break %j', (keepYears, broken) => {
    expect(contradictions({ ...standard, invoices: { ...standard.invoices, keepYears } })).toEqual(broken)
  })

  test('a body from before there were years is read with those of the presets', () => {
    const { keepYears: _none, ...invoices } = standard.invoices
    expect(z.parse(policyBody, { ...standard, invoices })).toEqual(standard)
  })

  test('packages are never paid from the balance in any preset', () => {
    expect(presetNames.filter((name) => presets[name].balancePaysOrders)).toEqual([])
  })
})
