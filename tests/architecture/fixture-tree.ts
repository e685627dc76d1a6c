import { mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A few source files by their path. */
export type Sources = Readonly<Record<string, string>>

/** One rule about imports: the first file of `offends` breaks it, no file of `innocent` does. */
export type ImportCase = { rule: string; offends: Sources; innocent?: Sources }

export const root = process.cwd()

/** A file that needs nothing, a file that imports others, and a file that only names a type of another. */
export const leaf = 'export const leaf = 1\n'
export const uses = (...paths: string[]) => paths.map((path) => `import '${path}'\n`).join('')
export const names = (path: string) => `import type { leaf } from '${path}'\nexport type Leaf = typeof leaf\n`

/** Writes the sources into a new directory that has this project's compiler settings and packages. Returns its path. */
export function plant(sources: Sources): string {
  const tree = realpathSync(mkdtempSync(join(tmpdir(), 'house-')))
  const settings = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: object
  }
  const compilerOptions = { ...settings.compilerOptions, plugins: [], incremental: false }
  const files = {
    ...sources,
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['**/*.ts', '**/*.tsx'] }),
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  return tree
}

/** One tree out of many rows. Two rows that write one path differently would hide one another, so that throws. */
export function together(rows: readonly Sources[]): Sources {
  const all: Record<string, string> = {}
  for (const [path, text] of rows.flatMap((row) => Object.entries(row))) {
    if ((all[path] ?? text) !== text) throw new Error(`two rows disagree about ${path}`)
    all[path] = text
  }
  return all
}
