import { expect, test } from 'vitest'
import { breakChinese } from './chinese-lines'

const units = (text: string) => breakChinese(text).filter((unit) => unit !== '')

test.each([
  ['Billing', ['Billing']],
  ['认证服务', ['认', '证', '服', '务']],
  ['公司（上海）。', ['公', '司', '（上', '海）。']],
  ['订单号：ORD20261121', ['订', '单', '号：', 'ORD20261121']],
  ['*信息技术服务*费', ['*信', '息', '技', '术', '服', '务*', '费']],
])('%s breaks into %j', (text, expected) => {
  expect(units(text)).toEqual(expected)
})

test('nothing is lost, and every unit is followed by an empty one', () => {
  const text = '云账科技（上海）有限公司 A1B2C3D4E5F6G7H8 合计 ¥1,680.32'
  expect(breakChinese(text).join('')).toBe(text)
  expect(breakChinese(text).filter((_unit, at) => at % 2 === 1)).toEqual(units(text).map(() => ''))
})
