import { expect, test } from 'vitest'
import { companyForm } from '@/tests/support/authentication'
import { newCustomer, owner } from '@/tests/support/database'
import { wrongFieldsOf } from '@/tests/support/product'
import { submitAuthentication } from './submit-authentication.command'

test('a company of before the unified codes says that its number is an older one, and the reviewer is told', async () => {
  const customer = await newCustomer()
  const form = { ...(await companyForm(customer)), taxpayerId: '32012157591580x' }
  expect(await wrongFieldsOf(submitAuthentication(customer, { ...form, legalName: '' }))).toEqual({
    legalName: 'licence-name-required',
    taxpayerId: 'taxpayer-id-former-untold',
  })
  await submitAuthentication(customer, { ...form, formerNumber: 'on' })
  const rows =
    await owner`select taxpayer_id, doubts from authentications where id = ${form.authenticationId}`
  expect(rows).toEqual([{ taxpayer_id: '32012157591580X', doubts: ['former-number'] }])
})
