import { closeDatabase } from '@/db/client'
import { seedDemo } from '@/db/demo'
import { seedBase } from '@/db/seed-base'
import { env } from '@/lib/env'

/** What the database begins with: the base always, demo data in the demo. Leaves alone what is there. */
async function seed() {
  if (env.DEMO) await seedDemo()
  else await seedBase()
}

seed()
  .catch((error: unknown) => {
    console.error(error)
    process.exitCode = 1
  })
  .finally(closeDatabase)
