import { describe, expect, test } from 'vitest'
import { bankAccountProblem, emailProblem, normalizePhone, phoneProblem } from './contact.rules'
import { keptFields } from './kept-fields.rules'
import { tidied, unprintable } from './printable.rules'
import { requiredFields, titleProblems, type TitleFields } from './title.rules'

const acme: TitleFields = {
  name: '杭州云杉科技有限公司',
  taxpayerId: '91330100799655058B',
  bankName: '',
  bankAccount: '',
  registeredAddress: '',
  registeredPhone: '',
}
const complete = {
  ...acme,
  bankName: '招商银行杭州分行',
  bankAccount: '5719 0012 3410 901',
  registeredAddress: '杭州市滨江区江南大道 1 号',
  registeredPhone: '0571-8555 0100',
}
const demand = { invoiceKind: null, allFields: false, formerNumber: false } as const

describe('a title', () => {
  test('needs what its kind and the kind of invoice need', () => {
    expect(requiredFields('individual', { invoiceKind: 'e_general', allFields: true })).toEqual(['name'])
    expect(requiredFields('non-enterprise', demand)).toEqual(['name', 'taxpayerId'])
    expect(requiredFields('enterprise', { ...demand, invoiceKind: 'e_special' })).toHaveLength(2)
    expect(requiredFields('enterprise', { ...demand, invoiceKind: 'paper_special' })).toHaveLength(6)
    expect(requiredFields('enterprise', { ...demand, allFields: true })).toHaveLength(6)
  })

  test('a sound one has no problems', () => {
    expect(titleProblems('enterprise', acme, demand)).toEqual({})
    expect(
      titleProblems('enterprise', complete, { ...demand, invoiceKind: 'paper_special', allFields: true }),
    ).toEqual({})
    expect(titleProblems('individual', { ...acme, name: '张先生', taxpayerId: '' }, demand)).toEqual({})
  })

  test.each([
    [{ name: ' ' }, { name: 'title-name-empty' }],
    [{ name: '云'.repeat(101) }, { name: 'title-name-long' }],
    [{ name: '杭州𬭎科技' }, { name: 'characters-unprintable' }],
    [{ taxpayerId: '' }, { taxpayerId: 'taxpayer-id-empty' }],
    [{ taxpayerId: '91330100799655058C' }, { taxpayerId: 'taxpayer-id-check' }],
    [{ bankAccount: '12' }, { bankAccount: 'bank-account-form' }],
    [{ registeredPhone: '12345' }, { registeredPhone: 'phone-form' }],
    [{ registeredAddress: '路'.repeat(101) }, { registeredAddress: 'registered-address-long' }],
  ])('%j is told at its field', (changes, problems) => {
    expect(titleProblems('enterprise', { ...acme, ...changes }, demand)).toEqual(problems)
  })

  test('an older number stands on one only where somebody said that it is one', () => {
    const former = { ...acme, taxpayerId: '3201 2157 5915 80x' }
    expect(titleProblems('enterprise', former, demand)).toEqual({ taxpayerId: 'taxpayer-id-former-untold' })
    expect(titleProblems('enterprise', former, { ...demand, formerNumber: true })).toEqual({})
    expect(titleProblems('enterprise', acme, { ...demand, formerNumber: true })).toEqual({})
    expect(titleProblems('enterprise', { ...acme, taxpayerId: '9133010079965505B' }, demand)).toEqual({
      taxpayerId: 'taxpayer-id-length',
    })
    const broken = { ...acme, taxpayerId: '32012157591580Z' }
    expect(titleProblems('enterprise', broken, { ...demand, formerNumber: true })).toEqual({
      taxpayerId: 'taxpayer-id-former-structure',
    })
  })

  test.each([
    { taxpayerId: '9133 0100 7996 5505 8B' },
    { taxpayerId: '91330100-79965505-8b' },
    { taxpayerId: '\u200B91330100799655058B\uFEFF' },
    { taxpayerId: '９１３３０１００７９９６５５０５８Ｂ' },
    { bankAccount: '5719\u200B0012 3410 901' },
    { registeredPhone: '\u202D0571-85550100\u202C' },
    { name: '杭州云杉\u200B科技有限公司' },
  ])('%j is taken as it was pasted, without what nobody sees', (changes) => {
    expect(titleProblems('enterprise', { ...complete, ...changes }, demand)).toEqual({})
    expect(Object.values(keptFields({ ...complete, ...changes })).join('')).not.toMatch(
      /[\u200B-\u202E\uFEFF]/,
    )
  })

  test('an individual gets no special invoice and has no taxpayer number', () => {
    const person = { ...acme, name: '张', taxpayerId: '91330100799655058B' }
    expect(titleProblems('individual', person, { ...demand, invoiceKind: 'e_special' })).toEqual({
      name: 'title-name-short',
      taxpayerId: 'taxpayer-id-individual',
      invoiceKind: 'invoice-kind-individual',
    })
  })
})

describe('phones, mail and bank accounts', () => {
  test.each([
    ['13800138000', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['0571-85550100', '057185550100'],
    ['（010）65001234-808', '01065001234-808'],
    ['400-028-9900', '4000289900'],
    ['１３８００１３８０００', '13800138000'],
    ['86 138 0013 8000', '13800138000'],
    ['86-0571-85550100', '057185550100'],
  ])('%s is a phone', (typed, kept) => {
    expect(normalizePhone(typed)).toBe(kept)
    expect(phoneProblem(typed)).toBeNull()
  })

  test.each(['12800138000', '138001380001', '85550100', '95588', 'abc'])('%s is no phone', (typed) => {
    expect(phoneProblem(typed)).toBe('phone-form')
  })

  test.each([
    ['', 'email-empty'],
    ['a@b', 'email-form'],
    ['a@b.c, d@e.f', 'email-form'],
    [`${'a'.repeat(70)}@b.c`, 'email-long'],
    ['a\0@b.example', 'email-form'],
    ['a@b.\u200Bexample', 'email-form'],
    ['finance@acme.example', null],
  ])('mail %j: %s', (typed, problem) => {
    expect(emailProblem(typed)).toBe(problem)
  })

  test('a bank account is digits, letters and hyphens', () => {
    expect(bankAccountProblem('')).toBe('bank-account-empty')
    expect(bankAccountProblem('6222 0000 1111')).toBeNull()
    expect(bankAccountProblem('六二二二')).toBe('bank-account-form')
  })
})

test('what a tax channel cannot carry is found, what it can is not', () => {
  expect(unprintable('圆角分〇零整¥（）—·ABC 喆堃')).toEqual(['¥'])
  expect(unprintable('𬭎𠮷😀\u0007')).toEqual(['𬭎', '𠮷', '😀', '\u0007'])
  expect(tidied('  云杉\u3000 科技\n')).toBe('云杉 科技')
})
