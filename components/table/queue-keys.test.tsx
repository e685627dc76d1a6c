import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { placeAfter, QueueKeys } from './queue-keys'

describe('where j and k lead', () => {
  it.each([
    ['j', -1, -1, 0],
    ['k', -1, -1, 0],
    ['j', -1, 2, 3],
    ['k', -1, 2, 1],
    ['j', 0, 2, 1],
    ['j', 4, 2, 4],
    ['k', 0, 2, 0],
  ] as const)('%s with the focus on %i and %i open: %i', (key, focused, current, expected) => {
    expect(placeAfter(key, { focused, current, count: 5 })).toBe(expected)
  })

  it('is nowhere in an empty queue', () => {
    expect([].at(placeAfter('j', { focused: -1, current: -1, count: 0 }))).toBeUndefined()
  })
})

it('shows its keys to those who have a keyboard at hand', () => {
  const html = renderToStaticMarkup(<QueueKeys labels={{ move: 'next, previous', open: 'open' }} />)
  expect(html).toContain('pointer-fine:flex')
  expect(html.match(/<kbd/g)).toHaveLength(3)
})
