import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { approveForIssuing } from '@/lib/billing/invoice/approve-application.flow'
import { sweepInvoices } from '@/lib/billing/invoice/sweep-invoices.job'
import { startSimulators } from '@/simulators/server'
import { owner } from './database'
import { apply, dueNow, issuingOf, newPayer } from './invoicing'

type Issuing = Awaited<ReturnType<typeof issuingOf>>

/** Through which channel the sellers of these tests issue. */
export const NUONUO = { e_general: 'nuonuo', e_special: 'nuonuo', paper_general: 'nuonuo' }
export const setChannels = (channels: object) =>
  owner`update seller_invoicing set channels = ${owner.json(channels as never)}`

/** The simulated channel for a file of tests: set up before, without faults before each, gone after. */
export function withNuonuo() {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'billing-nuonuo-'))
  let simulators: Awaited<ReturnType<typeof startSimulators>>
  const control = async (path: string, body?: unknown, method = 'POST'): Promise<unknown> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${simulators.url}/control/${path}`, { method, ...sent })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  beforeAll(async () => {
    simulators = await startSimulators({ host: '127.0.0.1', port: 0, stateDirectory, retryScale: 0.001 })
    Object.assign(process.env, (await control('credentials', undefined, 'GET')) as object)
    await setChannels(NUONUO)
  })
  beforeEach(() => owner`delete from outbox`)
  afterEach(() => control('faults', undefined, 'DELETE'))
  afterAll(async () => {
    await setChannels({})
    await simulators.close()
    rmSync(stateDirectory, { recursive: true, force: true })
  })
  return {
    faults: (set: object) => control('faults', { channel: 'nuonuo', ...set }),
    noFaults: () => control('faults', undefined, 'DELETE'),
    /** What the channel has under a number. */
    async at(requestNo: string | null) {
      const all = (await control('invoices', undefined, 'GET')) as { orderNo: string; status: string }[]
      return all.filter((invoice) => invoice.orderNo === requestNo)
    },
  }
}

/** An application that the office has approved, and nobody has sent to the channel yet. */
export async function approved(kind = 'e_general', changes = {}) {
  const payer = await newPayer()
  const { applicationId } = await apply(payer.customer, payer.invoiceableId, { kind, ...changes })
  await approveForIssuing(payer.reviewer, { applicationId })
  return { ...payer, applicationId }
}

/** Takes due steps, as the worker's turns do, until it is so. */
export async function until(applicationId: string, isSo: (now: Issuing) => boolean): Promise<Issuing> {
  let now = await issuingOf(applicationId)
  await vi.waitUntil(
    async () => {
      await dueNow(applicationId)
      await sweepInvoices()
      now = await issuingOf(applicationId)
      return isSo(now)
    },
    { timeout: 15_000, interval: 60 },
  )
  return now
}

export const untilIssued = (applicationId: string) =>
  until(applicationId, ({ status }) => status === 'issued')
export const untilFailed = (applicationId: string) =>
  until(applicationId, ({ status }) => status === 'issue-failed')
