import { test as base } from '@playwright/test'
import { presets, type PresetName } from '@/lib/billing/policy/policy.rules'
import { startProduct } from './instance'
import { database, runtime } from './product'

type Options = { preset: PresetName; adopted: void }

/**
 * Journeys under another policy than the standard one: in a second product, so that nobody else's is changed. There is
 * one for all of them, in a project with one worker; each file says its `preset`, which is in force from then on.
 */
export const test = base.extend<Options, { elsewhere: string }>({
  elsewhere: [
    async ({}, use) => {
      const instance = await startProduct({ POLICY_PRESET: 'wallet-statements' })
      // Whatever this worker asks of the product, its database or its gateways is asked of this one.
      Object.assign(runtime, JSON.parse(instance.runtime))
      await use(instance.url)
      await database().end()
      await instance.stop()
    },
    { scope: 'worker', timeout: 200_000 },
  ],
  preset: ['standard', { option: true }],
  baseURL: async ({ elsewhere }, use) => use(elsewhere),
  adopted: [
    async ({ preset, elsewhere: _started }, use) => {
      const sql = database()
      const [inForce] = await sql`select preset from policies order by version desc limit 1`
      if (inForce?.['preset'] !== preset)
        await sql`insert into policies (version, effective_at, preset, body)
          select max(version) + 1, business_now(), ${preset}, ${sql.json(presets[preset])} from policies`
      await use()
    },
    { auto: true },
  ],
})
