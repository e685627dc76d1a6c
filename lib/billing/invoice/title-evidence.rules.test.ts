import { expect, test } from 'vitest'
import { compareTitle, titleDoubts } from './title-evidence.rules'

const NAME = '杭州云杉科技有限公司'
const NUMBER = '91330100799655058B'
const company = { kind: 'enterprise', legalName: NAME, taxpayerId: NUMBER } as const
const person = { kind: 'individual', legalName: '张小雨', taxpayerId: null } as const
const verdicts = (...sides: Parameters<typeof compareTitle>) =>
  compareTitle(...sides).map(({ part, verdict }) => [part, verdict])

test('a title as authenticated is equal in every line', () => {
  expect(verdicts({ kind: 'enterprise', name: NAME, taxpayerId: NUMBER }, company)).toEqual([
    ['titleType', 'equal'],
    ['titleName', 'equal'],
    ['taxpayerId', 'equal'],
  ])
})

test('each line differs by itself, and a character is enough', () => {
  expect(verdicts({ kind: 'enterprise', name: `${NAME}滨江分公司`, taxpayerId: NUMBER }, company)).toEqual([
    ['titleType', 'equal'],
    ['titleName', 'differs'],
    ['taxpayerId', 'equal'],
  ])
  expect(verdicts({ kind: 'individual', name: NAME, taxpayerId: null }, company)).toEqual([
    ['titleType', 'differs'],
    ['titleName', 'equal'],
    ['taxpayerId', 'differs'],
  ])
})

test('a person has no number to compare', () => {
  expect(verdicts({ kind: 'individual', name: '张小雨', taxpayerId: null }, person)).toEqual([
    ['titleType', 'equal'],
    ['titleName', 'equal'],
  ])
})

test('without an authentication nothing is equal or different', () => {
  expect(verdicts({ kind: 'enterprise', name: NAME, taxpayerId: NUMBER }, null)).toEqual([
    ['titleType', 'unknown'],
    ['titleName', 'unknown'],
    ['taxpayerId', 'unknown'],
  ])
})

test('an older number, and an organisation code that fails its check, are looked at twice', () => {
  expect(titleDoubts({ taxpayerId: NUMBER })).toEqual([])
  expect(titleDoubts({ taxpayerId: null })).toEqual([])
  expect(titleDoubts({ taxpayerId: '32012157591580X' })).toEqual(['former-number'])
  expect(titleDoubts({ taxpayerId: '320121575915801' })).toEqual(['former-number', 'organisation-code'])
  expect(titleDoubts({ taxpayerId: '91110000MA0000001L' })).toEqual(['organisation-code'])
})
