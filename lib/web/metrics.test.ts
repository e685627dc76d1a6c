import { expect, test } from 'vitest'
import { notFound } from '@/lib/kernel/refusal'
import { metrics, timed, writeMetrics } from './metrics'

async function countOf(outcome: string): Promise<number> {
  const { values } = await metrics.commands.get()
  const count = values.find(
    ({ metricName, labels }) => metricName === 'billing_command_seconds_count' && labels.outcome === outcome,
  )
  return count?.value ?? 0
}

const note = <Result>(work: () => Promise<Result>, outcomeOf?: (result: Result) => string) =>
  timed(metrics.commands, { command: 'thing.do' }, work, outcomeOf)

test('work is noted by how it ended, and ends as if it had not been', async () => {
  expect(await note(() => Promise.resolve(7))).toBe(7)
  await expect(note(() => Promise.reject(notFound()))).rejects.toThrow(notFound())
  await expect(note(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
  await note(
    () => Promise.resolve({ kind: 'unknown' }),
    ({ kind }) => kind,
  )
  expect(await Promise.all(['done', 'refused', 'failed', 'unknown'].map(countOf))).toEqual([1, 1, 1, 1])
})

test('what is told is the format of Prometheus, with the state of the process', async () => {
  const text = await writeMetrics()
  expect(text).toContain('# TYPE billing_command_seconds histogram')
  expect(text).toMatch(/^process_cpu_seconds_total [\d.e-]+$/m)
  expect(await writeMetrics()).toContain('process_cpu_seconds_total')
})
