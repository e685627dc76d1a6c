import { expect, test } from 'vitest'
import { judged } from './judged'

test.each([
  ['companyName', '杭州云杉科技有限公司', {}],
  ['companyName', '杭州𬭎云𬭎科技', { doubt: { key: 'outside-gbk', characters: '𬭎' } }],
  ['companyName', '123', { error: 'licence-name-letters' }],
  ['personName', '李𬭎', { doubt: { key: 'outside-gbk', characters: '𬭎' } }],
  ['personName', '李', { error: 'person-name-letters' }],
  ['taxpayerId', '9133 0100 7996 5505 8b', {}],
  ['taxpayerId', '91330100799655058C', { error: 'taxpayer-id-check' }],
  ['taxpayerId', '91110000MA0000001L', { doubt: { key: 'organisation-code' } }],
  ['taxpayerId', '32012157591580X', { doubt: { key: 'former-number' } }],
  ['taxpayerId', '320121575915801', { doubt: { key: 'organisation-code' } }],
  ['taxpayerId', '11010519491231002101', { error: 'taxpayer-id-length' }],
  ['idNumber', '11010519491231002x', {}],
  ['idNumber', '110105194912310021', { error: 'id-number-check' }],
] as const)('%s, left with %j: %j', (field, value, said) => {
  expect(judged(field, value)).toEqual(said)
})

test('a number that is said to be an older one is judged as one', () => {
  expect(judged('taxpayerId', '11010519491231002101', { former: true })).toEqual({
    error: 'taxpayer-id-former-check',
  })
})
