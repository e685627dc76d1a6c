/** A name of a table in raw SQL: bare, quoted, in a schema, or filled in by the template as `${orders}`. */
const table = String.raw`(?:only\s+)?(?:"?\w+"?\.)?("?\w+"?|\$\{[^}]+\})`

const writing = new RegExp(
  [
    String.raw`\b(?:insert|merge)\s+into\s+${table}`,
    String.raw`\bdelete\s+from\s+${table}`,
    String.raw`\btruncate\s+(?:table\s+)?${table}`,
    // The update of a conflict clause and the lock of a select name no table of their own.
    String.raw`(?<!\bdo\s+)(?<!\bfor\s+)(?<!\bkey\s+)\bupdate\s+${table}`,
  ].join('|'),
  'gi',
)

/** The tables that raw SQL writes, each once, in the order of appearance. Comments are not SQL and are skipped. */
export function writtenTables(source: string): string[] {
  const sql = source.replace(/\/\*[\s\S]*?\*\/|--.*$|(?<!:)\/\/.*$/gm, '')
  const names = [...sql.matchAll(writing)].map(
    (match) => match.slice(1).find((name) => name !== undefined) ?? '',
  )
  return [...new Set(names.map((name) => name.replace(/^["]|["]$|^\$\{\s*|\s*\}$/g, '')))]
}
