/** The fields of one form on a page, as a browser without script would send them: hidden ones, the framework's among them. */
export type PageForm = { url: string; hidden: ReadonlyMap<string, string> }

const UNESCAPED: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#x27;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
}

/** Reads the form that holds a field of this name. Throws where the page has none. */
export async function findForm(url: string, cookie: string, field: string): Promise<PageForm> {
  const page = await fetch(url, { headers: { cookie } })
  const text = await page.text()
  const form = text.match(/<form\b.*?<\/form>/gs)?.find((one) => one.includes(`name="${field}"`))
  if (!form) throw new Error(`${url}: ${page.status}, no form with ${field}`)
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?\/>/g)]
  return { url, hidden: new Map(hidden.map(([, name = '', value = '']) => [plain(name), plain(value)])) }
}

/** Sends it with these fields filled in or changed, and says where the answer leads. Throws where it leads nowhere. */
export async function postForm(
  { url, hidden }: PageForm,
  cookie: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const body = new FormData()
  for (const [name, value] of new Map([...hidden, ...Object.entries(fields)])) body.append(name, value)
  const headers = { cookie, origin: new URL(url).origin, accept: 'text/html' }
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' })
  const text = await answer.text()
  const location = answer.headers.get('location')
  if (answer.status !== 303 || !location) throw new Error(`${url}: ${answer.status} ${refusalIn(text)}`)
  return location
}

function refusalIn(page: string): string {
  return /data-refusal[^>]*>(.*?)<\/div>/s.exec(page)?.[1]?.replaceAll(/<[^>]*>/g, ' ') ?? page.slice(0, 300)
}

function plain(text: string): string {
  return text.replaceAll(/&(?:quot|#x27|lt|gt|amp);/g, (entity) => UNESCAPED[entity] ?? entity)
}
