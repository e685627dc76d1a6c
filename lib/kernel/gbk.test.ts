import { expect, test } from 'vitest'
import { outsideGbk } from './gbk'

test.each([
  '杭州云杉科技有限公司',
  'Globex 环球贸易（深圳）有限公司',
  '厦門鷺島數據服務有限公司',
  '朱镕基 喆 囧 赟',
  "阿依古丽·买买提 O'Neil-1",
  '',
])('%j can be written', (text) => {
  expect(outsideGbk(text)).toEqual([])
})

test.each([
  ['李𬭎', ['𬭎']],
  ['𬭎山𬭎水科技', ['𬭎']],
  ['㛃㛃𠅤', ['㛃', '𠅤']],
  ['Señor 科技', ['ñ']],
  ['한국 무역', ['한', '국', '무', '역']],
  ['科技🚀有限公司', ['🚀']],
  ['㭎', ['㭎']],
  ['\uE000', ['\uE000']],
])('%j cannot: %j', (text, outside) => {
  expect(outsideGbk(text)).toEqual(outside)
})
