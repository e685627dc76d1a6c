import { expect, test } from 'vitest'
import { compare } from './compare'

const labels = { amount: 'a', remark: 'r', payerName: 'p', ownAccount: 'o' }
const order = {
  due: '40000.00',
  remark: 'K7M4QX2R',
  accountName: 'Globex 环球贸易（深圳）有限公司',
  ownAccount: '招商银行 · 0302',
}
const verdicts = (bank: { receivedAmount?: string; payerName?: string; remark?: string }) =>
  compare({ receivedAmount: '', payerName: '', remark: '', ...bank }, order, labels).map((row) => row.verdict)

test('what was not read is neither equal nor different', () => {
  expect(verdicts({})).toEqual(['unknown', 'unknown', 'unknown', 'equal'])
})

test('amounts are compared as amounts, names and remarks however they are written', () => {
  const bank = {
    receivedAmount: '40000',
    remark: '货款 ｋ７ｍ４－qx2r 谢谢',
    payerName: 'GLOBEX环球贸易(深圳)有限公司',
  }
  expect(verdicts(bank)).toEqual(['equal', 'equal', 'equal', 'equal'])
})

test('what differs is said to differ', () => {
  const bank = { receivedAmount: '39990.00', remark: 'K7M4QX2S', payerName: '杭州云杉科技有限公司' }
  expect(verdicts(bank)).toEqual(['differs', 'differs', 'differs', 'equal'])
  expect(verdicts({ receivedAmount: '4o000' })[0]).toBe('differs')
})
