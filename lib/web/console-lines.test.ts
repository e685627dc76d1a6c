import { afterEach, expect, test, vi } from 'vitest'
import { consoleAsLines } from './console-lines'
import { log } from './log'

const { error, warn, info, log: plain } = console
afterEach(() => void Object.assign(console, { error, warn, info, log: plain }))

test('what the framework prints of an error is told without the error’s text', () => {
  const told = vi.spyOn(log, 'error').mockImplementation(() => undefined)
  consoleAsLines()
  console.error(' ⨯', Object.assign(new Error('values: owner@acme.example'), { code: '23505' }), {
    more: 'secret',
  })
  expect(told).toHaveBeenCalledWith({ error: expect.objectContaining({ kind: 'Error', code: '23505' }) }, '⨯')
  expect(JSON.stringify(told.mock.calls)).not.toMatch(/acme|secret/)
})

test('words stay, at the level they were said', () => {
  const told = vi.spyOn(log, 'warn').mockImplementation(() => undefined)
  consoleAsLines()
  console.warn('the cache is', 'full')
  expect(told).toHaveBeenCalledWith({}, 'the cache is full')
})
