import { expect, it } from 'vitest'
import { fenFrom, fenFromYuan, sumFen, yuan } from './money'

it.each([
  ['0', '0.00'],
  ['5', '0.05'],
  ['100', '1.00'],
  ['168032', '1680.32'],
  ['10000000000', '100000000.00'],
])('%s fen are %s yuan', (fen, text) => {
  expect(yuan(fen)).toBe(text)
  expect(fenFromYuan(text)).toBe(fen)
})

it.each([['1'], ['1.2']])('reads %s without all decimals', (text) => {
  expect(yuan(fenFromYuan(text) ?? '')).toBe(`${text.padEnd(2, '.').padEnd(4, '0')}`)
})

it.each([['1.234'], ['-1'], ['1e3'], [' 1'], ['.5'], ['1,000'], [100]])('reads no yuan in %j', (value) => {
  expect(fenFromYuan(value)).toBeNull()
})

it.each([[1.5], [-1], ['01'], ['1.0'], [''], [null], [2 ** 60]])('reads no fen in %j', (value) => {
  expect(fenFrom(value)).toBeNull()
})

it('adds without floats', () => {
  expect(sumFen(['900719925474099', '1', '9'])).toBe('900719925474109')
})
