import 'server-only'
import { sealAudit } from '@/lib/command/seal-audit'
import { drainQueue, type Tasks } from '@/lib/command/queue'
import { verifyAudit } from '@/lib/command/verify-audit'
import { SYSTEM } from '@/lib/auth/actor'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { inviteStaff } from './account/invite-staff.command'
import { followStaged } from './invoice/follow-red-form.job'
import { issueStaged } from './invoice/issue-application.job'
import { packArchive, removeArchives } from './invoice/pack-archive.job'
import { sweepCorrections } from './invoice/sweep-corrections.job'
import { sweepInvoices } from './invoice/sweep-invoices.job'
import { sendMail } from './mail/send-mail.job'
import { expireOrders } from './settlement/expire-orders.job'
import { remindOrders } from './settlement/remind-orders.job'
import { removeExpiredApplications } from './settlement/remove-expired-applications.job'
import { sweepPayments } from './settlement/sweep-payments.job'
import { verifyBooks } from './settlement/verify-books.job'
import { removeOrphanVouchers } from './transfer/remove-orphan-vouchers.job'

/** What the queue does with a staged job. */
export const tasks: Tasks = {
  'send-mail': sendMail,
  'issue-application': issueStaged,
  'follow-red-form': followStaged,
  'pack-archive': packArchive,
}

export type JobResult = { text: string; json: Record<string, unknown>; exit: 0 | 1 | 2 | 3 }
export type Job = {
  /** Options besides --json, and whether each takes a value. */
  options: Readonly<Record<string, 'string' | 'boolean'>>
  /** Whether the scheduler may call it over HTTP. */
  cron: boolean
  run(options: Readonly<Record<string, string | boolean | undefined>>): Promise<JobResult>
}

function done(json: Record<string, unknown>): JobResult {
  const text = Object.entries(json).map(([name, value]) => `${name}: ${String(value)}`)
  return { text: text.join(', ') || 'nothing to do', json, exit: 0 }
}

function checked(result: {
  checked: number
  differences: readonly { what: string; id: string; expected: string; found: string }[]
}): JobResult {
  const ok = result.differences.length === 0
  const lines = result.differences.map(
    (each) => `${each.what} (${each.id}): expected ${each.expected}, found ${each.found}`,
  )
  const text = [
    `checked ${result.checked}, ${ok ? 'no differences' : `${lines.length} differences`}`,
    ...lines,
  ].join('\n')
  return { text, json: { ok, ...result }, exit: ok ? 0 : 1 }
}

/** Every job by its name: `npm run job`, the cron routes and the worker's timers call the same. */
export const jobs: Readonly<Record<string, Job>> = {
  'sweep-payments': { options: {}, cron: true, run: async () => done(await sweepPayments()) },
  'sweep-invoices': {
    options: {},
    cron: true,
    run: async () => done({ ...(await sweepInvoices()), corrections: await sweepCorrections() }),
  },
  expire: {
    options: {},
    cron: true,
    run: async () => done({ ...(await expireOrders()), archives: (await removeArchives()).removed }),
  },
  remind: { options: {}, cron: true, run: async () => done(await remindOrders()) },
  'remove-uploads': { options: {}, cron: true, run: async () => done(await removeOrphanVouchers()) },
  'remove-expired-applications': {
    options: {},
    cron: true,
    run: async () => done(await removeExpiredApplications()),
  },
  'drain-jobs': { options: {}, cron: true, run: async () => done(await drainQueue(tasks)) },
  'seal-audit': { options: {}, cron: true, run: async () => done((await sealAudit()) ?? {}) },
  'verify-audit': { options: {}, cron: false, run: async () => checked(await verifyAudit()) },
  'verify-books': { options: {}, cron: false, run: async () => checked(await verifyBooks()) },
  'invite-staff': {
    options: { email: 'string', role: 'string', name: 'string' },
    cron: false,
    run: async (options) => {
      try {
        await inviteStaff(SYSTEM, options)
        return done({ invited: String(options['email']) })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const fields = error instanceof InvalidInput ? error.fields : {}
        const named = Object.entries(fields).map(([field, key]) => `--${field}: ${key}`)
        return {
          text: [`refused: ${error.code}`, ...named].join('\n'),
          json: { refused: error.code, fields },
          exit: 2,
        }
      }
    },
  },
}
