/** One rule about syntax: `offends` written at `at` breaks it, `innocent` written at the same place does not. */
export type SyntaxCase = { rule: string; at: string; offends: string; innocent: string }

const lines = (count: number) =>
  Array.from({ length: count }, (_, line) => `export const line${line} = ${line}\n`).join('')
const longFunction = (count: number) =>
  `export function long() {\n${Array.from({ length: count }, () => '  Math.cbrt(8)').join('\n')}\n}\n`

const money = `import type { Money } from './money'\n`
const database = `declare const db: Record<string, (...words: unknown[]) => Promise<void>>\n`
const sql = `declare const sql: (parts: TemplateStringsArray) => unknown\n`

const house: SyntaxCase[] = [
  {
    rule: 'house/transactions-in-command',
    at: 'lib/billing/order/opens.flow.ts',
    offends: `${database}export const open = () => db.transaction()\n`,
    innocent: `${database}export const select = () => db.select()\n`,
  },
  {
    rule: 'house/transactions-in-command',
    at: 'lib/web/begins.ts',
    offends: `${sql}export const statement = sql\`begin\`\n`,
    innocent: `${sql}export const statement = sql\`select 1\`\n`,
  },
  {
    rule: 'house/business-clock',
    at: 'lib/billing/order/takes-time.command.ts',
    offends: 'export const at = new Date()\n',
    innocent: `export const at = new Date('2026-11-20T00:00:00Z')\n`,
  },
  {
    rule: 'house/business-clock',
    at: 'app/takes-time.ts',
    offends: 'export const at = Date.now()\n',
    innocent: `export const at = Date.parse('2026-11-20T00:00:00Z')\n`,
  },
  {
    rule: 'house/money-stays-whole',
    at: 'lib/billing/order/by-type.ts',
    offends: `${money}export const half = (total: Money) => Number(total) / 2\n`,
    innocent: 'export const half = (seconds: string) => Number(seconds) / 2\n',
  },
  {
    rule: 'house/money-stays-whole',
    at: 'components/billing/by-name.tsx',
    offends: 'export const half = (order: { paidFen: string }) => +order.paidFen / 2\n',
    innocent: 'export const half = (order: { days: string }) => +order.days / 2\n',
  },
  {
    rule: 'house/money-stays-whole',
    at: 'db/demo/floats.ts',
    offends: `export const price = parseFloat('50.00')\n`,
    innocent: `export const price = parseInt('50', 10)\n`,
  },
  {
    rule: 'house/environment-in-one-place',
    at: 'lib/gateway/alipay/reads-settings.ts',
    offends: `export const key = process.env['ALIPAY_KEY']\n`,
    innocent: 'export const platform = process.platform\n',
  },
  {
    rule: 'house/environment-in-one-place',
    at: 'app/reads-settings.ts',
    offends: 'const { env } = process\nexport const key = env\n',
    innocent: 'const { pid } = process\nexport const key = pid\n',
  },
  ...['a.command', 'b.queries', 'c.step', 'd.flow', 'e.job', 'f.load'].map((kind) => ({
    rule: 'house/server-only-first',
    at: `lib/billing/order/${kind}.ts`,
    offends: `import 'zod'\nimport 'server-only'\n`,
    innocent: `import 'server-only'\nimport 'zod'\n`,
  })),
  {
    rule: 'house/server-only-first',
    at: 'db/client.ts',
    offends: 'export const client = 1\n',
    innocent: `import 'server-only'\nexport const client = 1\n`,
  },
  {
    rule: 'house/rules-wait-for-nothing',
    at: 'lib/billing/order/waits.rules.ts',
    offends: 'export const limit = async () => 500n\n',
    innocent: 'export const limit = () => 500n\n',
  },
  {
    rule: 'house/queries-only-read',
    at: 'lib/billing/order/writes.queries.ts',
    offends: `import 'server-only'\n${database}export const remove = () => db.delete()\n`,
    innocent: `import 'server-only'\n${database}export const list = () => db.select()\n`,
  },
]

const types: SyntaxCase[] = [
  {
    rule: '@typescript-eslint/no-floating-promises',
    at: 'lib/web/floats.ts',
    offends: 'const send = async () => 1\nexport const start = () => {\n  send()\n}\n',
    innocent: 'const send = async () => 1\nexport const start = async () => {\n  await send()\n}\n',
  },
  {
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    at: 'lib/web/switches.ts',
    offends: `export const f = (x: 'a' | 'b') => {\n  switch (x) {\n    case 'a':\n      return 1\n    default:\n      return 2\n  }\n}\n`,
    innocent: `export const f = (x: 'a' | 'b') => {\n  switch (x) {\n    case 'a':\n      return 1\n    case 'b':\n      return 2\n  }\n}\n`,
  },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    at: 'lib/web/imports.ts',
    offends: `import { ZodType } from 'zod'\nexport type Shape = ZodType\n`,
    innocent: `import type { ZodType } from 'zod'\nexport type Shape = ZodType\n`,
  },
  {
    rule: '@typescript-eslint/no-explicit-any',
    at: 'lib/web/anything.ts',
    offends: 'export const take = (x: any) => String(x)\n',
    innocent: 'export const take = (x: unknown) => String(x)\n',
  },
]

const size: SyntaxCase[] = [
  { rule: 'max-lines', at: 'lib/web/long-file.ts', offends: lines(251), innocent: lines(250) },
  {
    rule: 'max-lines-per-function',
    at: 'lib/web/long-function.ts',
    offends: longFunction(69),
    innocent: longFunction(68),
  },
  {
    rule: 'no-console',
    at: 'components/ui/talks.tsx',
    offends: `console.log('paid')\n`,
    innocent: `export const paid = 'paid'\n`,
  },
]

/** The type by which the linter knows money in the rows above. */
export const moneyType = {
  'lib/billing/order/money.ts': 'export type Money = bigint & { readonly fen: unique symbol }\n',
}

export const syntaxCases = [...house, ...types, ...size]

/** Where a rule is lifted on purpose: the same source that offends elsewhere is at home here. */
export const atHome = [
  {
    rule: 'house/transactions-in-command',
    at: 'lib/command/command.ts',
    source: `${database}void db.transaction()\n`,
  },
  { rule: 'house/business-clock', at: 'lib/command/clock.ts', source: 'export const at = new Date()\n' },
  {
    rule: 'house/environment-in-one-place',
    at: 'lib/env.ts',
    source: `export const key = process.env['KEY']\n`,
  },
  {
    rule: 'house/environment-in-one-place',
    at: 'middleware.ts',
    source: `export const key = process.env['KEY']\n`,
  },
  { rule: 'max-lines-per-function', at: 'lib/web/long-function.test.ts', source: longFunction(90) },
]
