import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jobs } from '@/lib/billing/jobs'
import { root } from './fixture-tree'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('Vercel calls every job of the scheduler, and no other', () => {
  const { crons } = JSON.parse(read('vercel.json')) as { crons: { path: string }[] }
  const scheduled = Object.entries(jobs).flatMap(([name, { cron }]) => (cron ? [`/api/cron/${name}`] : []))
  expect(crons.map(({ path }) => path).sort()).toEqual(scheduled.sort())
})

test('every setting stands in the example and is explained', () => {
  const names = [...read('lib/env.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name ?? '')
  expect(names).toContain('METRICS_KEY')
  const explained = read('README.md') + read('docs/deployment.md')
  const missing = names.filter((name) => !read('.env.example').includes(`${name}=`))
  expect(missing).toEqual([])
  expect(names.filter((name) => !explained.includes(`\`${name}\``))).toEqual([])
})
