import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Tabs } from './tabs'

it('names a tab by its label alone; its count describes it', () => {
  const html = renderToStaticMarkup(
    <Tabs
      label="Parts"
      tabs={[
        { href: '/a', label: 'Requested', current: true, count: 7 },
        { href: '/b', label: 'Kept', count: 0 },
        { href: '/c', label: 'Plain' },
      ]}
    />,
  )
  const described = [...html.matchAll(/aria-describedby="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(described).size).toBe(2)
  for (const [at, count] of ['7', '0'].entries())
    expect(html).toContain(
      `<span id="${described[at]}" aria-hidden="true" class="font-normal text-text-3">${count}</span>`,
    )
  expect(html).toMatch(/<a href="\/c"(?![^>]*aria-describedby)/)
})
