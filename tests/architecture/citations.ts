/** A path or an npm script that a document names. */
export type Citation = { kind: 'path' | 'script'; text: string }

const ending = /\.(tsx?|[cm]?js|json|md|sql|css|ya?ml)$/
/** What a run leaves behind and what others are called: named in documents, not kept in the repository. */
const elsewhere =
  /^(\.data|\.next|\.git|\.env|node_modules|test-results|coverage|DATA_DIR)(\/|$)|^runtime\.json$/
const product = /^(next|node|postgres)\.js$/i
const builtIn = new Set(['ci', 'install', 'run', 'i'])

/** Whatever stands in backticks or in a fenced block, without the names of languages. */
function quoted(markdown: string): string[] {
  const fenced = [...markdown.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '')
  const inline = [...markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    (match) => match[1] ?? '',
  )
  const linked = [...markdown.matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '')
  return [...fenced, ...inline, ...linked]
}

function scripts(text: string): string[] {
  const run = [...text.matchAll(/\bnpm run (?:-s |--silent )?([\w:-]+)/g)]
  const short = [...text.matchAll(/\bnpm (start|test)\b/g)]
  return [...run, ...short].map((match) => match[1] ?? '').filter((name) => !builtIn.has(name))
}

/** A word is a path if it begins in this repository's own folders or ends like a file. */
function isPath(word: string, folders: readonly string[]): boolean {
  if (/[<>|$=…]|:\/\/|^[-@]\w|^\//.test(word) || elsewhere.test(word) || product.test(word)) return false
  const first = word.replace(/^\.\//, '').split('/')[0] ?? ''
  return (word.includes('/') && folders.includes(first)) || ending.test(word)
}

/** Everything a document cites that can be looked up. `folders` are the names at the top of the repository. */
export function citations(markdown: string, folders: readonly string[]): Citation[] {
  return quoted(markdown).flatMap((text) => {
    const words = text
      .split(/[\s;'"|·]+|,(?![^{]*\})/)
      .map((word) => word.replace(/^\(+/, '').replace(/^([^(]*?)\)+$/, '$1'))
      .map((word) => word.replace(/^@\//, '').replace(/[:.]$|:\d+$/, ''))
      .filter((word) => isPath(word, folders))
    return [
      ...scripts(text).map((name): Citation => ({ kind: 'script', text: name })),
      ...words.map((word): Citation => ({ kind: 'path', text: word })),
    ]
  })
}
