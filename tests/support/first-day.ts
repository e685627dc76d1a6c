import postgres from 'postgres'

/**
 * Files share a worker's database: one that moved the business clock or adopted another policy must not be met by the
 * next. The product itself moves the clock forward only, so the guard steps aside for a moment.
 */
export async function asOnTheFirstDay(url: string): Promise<void> {
  const owner = postgres(url, { max: 1 })
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`update business_clock set offset_ms = 0 where offset_ms <> 0`
    await sql`insert into policies (version, effective_at, preset, body)
      select latest, now(), preset, body from policies, (select max(version) + 1 as latest from policies) as next
      where version = 1 and latest > 2`
  })
  await owner.end()
}
