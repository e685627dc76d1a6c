import { rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plant, root, together, type Sources } from './fixture-tree'
import { importCases } from './import-cases'
import { atHome, moneyType, syntaxCases } from './syntax-cases'

type Finding = { rule: string; file: string }

const trees: string[] = []
const planted = (sources: Sources) => {
  const tree = plant(sources)
  trees.push(tree)
  return tree
}

async function imports(tree: string): Promise<Finding[]> {
  const options = await extractOptions(join(root, '.dependency-cruiser.cjs'))
  const tsConfig = join(tree, 'tsconfig.json')
  const { output } = await cruise(
    ['.'],
    { ...options, baseDir: tree, tsConfig: { fileName: tsConfig } },
    {},
    { tsConfig: extractTSConfig(tsConfig) },
  )
  return (output as ICruiseResult).summary.violations.map(({ rule, from }) => ({
    rule: rule.name,
    file: from,
  }))
}

async function syntax(tree: string): Promise<Finding[]> {
  const linter = new ESLint({ cwd: tree, overrideConfigFile: join(root, 'eslint.config.mjs') })
  const results = await linter.lintFiles(['**/*.ts', '**/*.tsx'])
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => ({ rule: ruleId ?? message, file: relative(tree, filePath) })),
  )
}

afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true })
})

describe('rules about imports', () => {
  let guilty: Finding[]
  let innocent: Finding[]

  beforeAll(async () => {
    guilty = await imports(planted(together(importCases.map((row) => row.offends))))
    innocent = await imports(planted(together(importCases.map((row) => row.innocent ?? {}))))
  }, 60_000)

  test.each(importCases)('$rule', (row) => {
    expect(guilty).toContainEqual({ rule: row.rule, file: Object.keys(row.offends)[0] })
    const twins = Object.keys(row.innocent ?? {})
    expect(innocent.filter(({ rule, file }) => rule === row.rule && twins.includes(file))).toEqual([])
  })

  test('every rule has a row', async () => {
    const { ruleSet } = await extractOptions(join(root, '.dependency-cruiser.cjs'))
    const names = (ruleSet as IFlattenedRuleSet).forbidden?.map(({ name }) => name)
    expect([...new Set(importCases.map(({ rule }) => rule))].sort()).toEqual(names?.sort())
  })
})

describe('rules about syntax', () => {
  let guilty: Finding[]
  let innocent: Finding[]

  beforeAll(async () => {
    const offenders = syntaxCases.map(({ at, offends }) => ({ [at]: offends }))
    const twins = syntaxCases.map(({ at, innocent: text }) => ({ [at]: text }))
    const exceptions = atHome.map(({ at, source }) => ({ [at]: source }))
    guilty = await syntax(planted(together([...offenders, moneyType])))
    innocent = await syntax(planted(together([...twins, ...exceptions, moneyType])))
  }, 90_000)

  test.each(syntaxCases)('$rule at $at', ({ rule, at }) => {
    expect(guilty).toContainEqual({ rule, file: at })
    expect(innocent).not.toContainEqual({ rule, file: at })
  })

  test.each(atHome)('$rule is lifted at $at', ({ rule, at }) => {
    expect(innocent).not.toContainEqual({ rule, file: at })
  })

  test('every rule of the house has a row', async () => {
    const address = pathToFileURL(join(root, 'eslint-rules/house.mjs')).href
    const { house } = (await import(address)) as { house: { rules: object } }
    const rows = syntaxCases.map(({ rule }) => rule).filter((rule) => rule.startsWith('house/'))
    expect([...new Set(rows)].sort()).toEqual(
      Object.keys(house.rules)
        .map((name) => `house/${name}`)
        .sort(),
    )
  })
})
