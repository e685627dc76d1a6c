import { expect, type Page } from '@playwright/test'
import postgres from 'postgres'

type Runtime = { url: string; databaseUrl: string; simulatorUrl: string; cronSecret: string }

/** What the running product says of itself; see runtime.json in the README. */
export const runtime = JSON.parse(process.env['E2E_RUNTIME'] ?? '{}') as Runtime

let connection: postgres.Sql | undefined
/** The owner's connection: for looking whether anything was written. */
export function database(): postgres.Sql {
  connection ??= postgres(runtime.databaseUrl, { max: 1, idle_timeout: 5 })
  return connection
}

export const PASSWORD = 'Demo-pass-2026'

export type Language = 'en' | 'zh-CN'

/** As browsers do it: a connection that the server has just closed as unused is no answer. */
const AGAIN = { maxRetries: 1 }

/**
 * Signs a demo person in, in the language wanted: by the address that the form posts to, which `sign-in.spec.ts` fills in
 * as people do.
 */
export async function signIn(page: Page, email: string, language: Language = 'en'): Promise<void> {
  // Whoever is signed in is led on from the form.
  await page.context().clearCookies({ name: /^bc-session/ })
  const client = page.context().request
  const { csrfToken } = (await (await client.get('/api/auth/csrf', AGAIN)).json()) as { csrfToken: string }
  const answer = await client.post('/api/auth/callback/credentials', {
    headers: { origin: runtime.url },
    form: { csrfToken, email, password: PASSWORD, json: 'true' },
  })
  const { url } = (await answer.json()) as { url: string }
  expect(new URL(url, runtime.url).pathname).not.toBe('/sign-in')
  await speak(page, language)
}

/** The newest mail to an address, as the mailbox shows it, and its first link. */
export async function openMail(page: Page, address: string, about: RegExp): Promise<string> {
  await expect(async () => {
    await page.goto('/dev/mailbox')
    await page
      .getByRole('row')
      .filter({ hasText: address })
      .filter({ hasText: about })
      .getByRole('link')
      .first()
      .click({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
  const text = await page.getByRole('main').innerText()
  const link = /https?:\/\/\S+\/(?:verify-email|reset-password)\S*/.exec(text)?.[0]
  if (!link) throw new Error(`no link in: ${text}`)
  return link
}

/** Sets the language by its cookie; a person's own choice in the menu does the same. */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.context().addCookies([{ name: 'bc-locale', value: language, url: runtime.url }])
}

export async function simulate(path: string, body?: unknown, method = 'POST'): Promise<unknown> {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const answer = await fetch(`${runtime.simulatorUrl}/control/${path}`, { method, ...sent })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** How many orders a demo person has placed: tests beside this one order for others. */
export async function countOrdersOf(email: string): Promise<number> {
  const [row] = await database()<{ count: string }[]>`
    select count(*) from orders o join users u on u.id = o.placed_by where u.email = ${email}`
  return Number(row?.count)
}

/** The order whose page for paying is open. */
export async function orderOn(page: Page): Promise<{ id: string; number: string; status: string }> {
  const id = /\/orders\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? 'none'
  const [row] = await database()<{ id: string; number: string; status: string }[]>`
    select id, number, status from orders where id = ${id}`
  if (!row) throw new Error(`no order on ${page.url()}`)
  return row
}
