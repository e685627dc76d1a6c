import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What is wrong with the page as it stands: by axe, in both themes; the second differs from the first in colours alone. */
async function flawsOf(page: Page, path: string): Promise<string[]> {
  const flaws: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
    // One page without frames of others: no second page to finish in.
    const axe = new AxeBuilder({ page }).setLegacyMode(true)
    if (theme === 'light') axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'])
    else axe.withRules(['color-contrast'])
    const { violations } = await axe.analyze()
    for (const { id, nodes } of violations)
      flaws.push(`${path}, ${theme}: ${id} at ${nodes[0]?.target.join(' ') ?? ''}`)
  }
  return flaws
}

/** Looks at a page in the language it is set to: axe in English alone, since what it asks for does not differ by language. */
export async function look(page: Page, path: string): Promise<void> {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(path)
  const lang = await page.locator('html').getAttribute('lang')
  if (lang === 'en') expect(await flawsOf(page, path)).toEqual([])
  expect(complaints).toEqual([])
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect([path, wide <= 0]).toEqual([path, true])
  page.removeAllListeners('console')
  page.removeAllListeners('pageerror')
}
