import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { citations } from './citations'
import { root } from './fixture-tree'
import { placeholders } from './icu-placeholders'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const skipped = /(^|\/)(node_modules|\.next|\.data|\.git|test-results)(\/|$)/
const files = (pattern: string) => globSync(pattern, { cwd: root, exclude: (path) => skipped.test(path) })
const lineCount = (path: string) => read(path).trimEnd().split('\n').length

const rooms = readdirSync(join(root, 'lib/billing'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `lib/billing/${name}`)

describe('citations', () => {
  const documents = [
    'README.md',
    'ARCHITECTURE.md',
    'STYLE.md',
    'docs/glossary.md',
    'docs/deployment.md',
    ...files('{lib,components,simulators,db,tests,scripts,bench}/**/README.md'),
  ]
  const everything = files('**/*')
  const folders = readdirSync(root).filter((name) => !skipped.test(name))
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

  /** A path from the root, with or without .ts, or from the document; a bare name may be the ending of any file. */
  const exists = (path: string, document: string) => {
    const bare = path.replace(/^\.\//, '').replace(/\/$/, '')
    if (/[*{]/.test(bare)) return files(bare).length + files(`**/${bare}`).length > 0
    if (
      existsSync(join(root, `${bare}.ts`)) ||
      existsSync(join(root, bare)) ||
      existsSync(join(root, dirname(document), path))
    )
      return true
    return everything.some((file) =>
      bare.includes('/') ? file.endsWith(`/${bare}`) : basename(file).endsWith(bare),
    )
  }

  test.each(documents)('%s names only what exists', (document) => {
    const missing = citations(read(document), folders).filter(({ kind, text }) =>
      kind === 'script' ? !(text in scripts) : !exists(text, document),
    )
    expect(missing).toEqual([])
  })

  test('are found in backticks, blocks and links, and addresses and patterns of words are not', () => {
    const text = [
      'Run `npm run verify`, see `lib/kernel/money.ts`, `/orders/[id]`, `image/png`, `.data/x.json` and [map](docs/map.md).',
      '```sh',
      'npm test',
      'node scripts/start.mjs',
      '```',
    ].join('\n')
    expect(citations(text, ['lib', 'scripts', 'docs']).map((citation) => citation.text)).toEqual([
      'test',
      'scripts/start.mjs',
      'verify',
      'lib/kernel/money.ts',
      'docs/map.md',
    ])
  })

  test('a missing path and a missing pattern are seen', () => {
    expect(exists('lib/kernel/nowhere.ts', 'README.md')).toBe(false)
    expect(exists('*.nowhere.ts', 'README.md')).toBe(false)
    expect(exists('kernel/money.ts', 'README.md')).toBe(true)
    expect(exists('*.ts', 'README.md')).toBe(true)
  })
})

describe('messages', () => {
  type Tree = { [key: string]: string | Tree }
  const flatten = (tree: Tree, prefix = ''): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
    )
  const load = (locale: string) => new Map(flatten(JSON.parse(read(`messages/${locale}.json`)) as Tree))
  let english = new Map<string, string>()
  let chinese = new Map<string, string>()

  beforeAll(() => {
    english = load('en')
    chinese = load('zh-CN')
  })

  test('both languages have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('no message is empty', () => {
    const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '').map(([key]) => key)
    expect(empty).toEqual([])
  })

  test('both languages fill in the same values', () => {
    const differing = [...english].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(chinese.get(key) ?? text).join(),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })

  test.each([
    ['Pay {amount} by <b>{day, date, short}</b>', ['<b>', 'amount', 'day']],
    ['{count, plural, one {# order of {total}} other {# orders}} left', ['count', 'total']],
    ["It says '{not this}' and {that}", ['that']],
    ['nothing', []],
  ])('placeholders of %s', (message, names) => {
    expect(placeholders(message)).toEqual(names)
  })

  const codes = [
    ...(/refusalCodes = \[([^\]]*)\]/.exec(read('lib/kernel/refusal.ts'))?.[1] ?? '').matchAll(/'([^']+)'/g),
  ].map((match) => match[1] ?? '')
  const tested = [...files('**/*.test.{ts,tsx}'), ...files('tests/{e2e,faults,support}/**/*.ts')]
    .filter((file) => !file.startsWith('tests/architecture/'))
    .map(read)
    .join('\n')

  test('there are refusals, each once and in order', () => {
    expect(codes.length).toBeGreaterThan(0)
    expect(codes).toEqual([...new Set(codes)].sort())
  })

  test.each(codes)('the refusal %s has a sentence in both languages and a test', (code) => {
    expect(english.has(`refusals.${code}`), 'messages/en.json').toBe(true)
    expect(chinese.has(`refusals.${code}`), 'messages/zh-CN.json').toBe(true)
    expect(tested.includes(`'${code}'`) || tested.includes(`refusals.${code}`), 'a test names it').toBe(true)
  })
})

describe('documents', () => {
  test('ARCHITECTURE.md is read in one sitting', () => {
    expect(lineCount('ARCHITECTURE.md')).toBeLessThanOrEqual(150)
  })

  test.each(rooms)('%s says what it owns in at most 40 lines', (room) => {
    expect(existsSync(join(root, room, 'README.md'))).toBe(true)
    expect(lineCount(`${room}/README.md`)).toBeLessThanOrEqual(40)
  })

  test('the glossary and the decisions are there', () => {
    expect(existsSync(join(root, 'docs/glossary.md'))).toBe(true)
    expect(files('docs/decisions/*.md')).not.toEqual([])
  })

  test('the lock file names no download address, so that any registry may serve it', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":\s*"https?:/)
  })
})
