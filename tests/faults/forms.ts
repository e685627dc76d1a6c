export type Fields = Readonly<Record<string, string>>

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'" }

/**
 * The hidden fields of the form that has one of this name, as a browser without script would send them: among them
 * those by which the server knows which action is meant. Null where the page has no such form.
 */
export function hiddenFields(html: string, having: string): Fields | null {
  for (const part of html.split('<form').slice(1)) {
    const form = part.split('</form>')[0] ?? ''
    const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag)
    if (!inputs.some((tag) => attribute(tag, 'name') === having)) continue
    const hidden = inputs.filter((tag) => attribute(tag, 'type') === 'hidden')
    return Object.fromEntries(hidden.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]))
  }
  return null
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value.replace(/&([a-z]+|#x27);/g, (entity, word: string) => ENTITIES[word] ?? entity)
}
