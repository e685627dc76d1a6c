import { database } from './product'

/** A workbook and a list of the platform's, and an archive of Acme's: written once, behind the product's back. */
export async function plantOffice(): Promise<{ batch: string; list: string; archive: string }> {
  const [batch, list, archive] = [1, 2, 3].map((digit) => `00000000-0000-7000-8000-00000000000${digit}`)
  await database()`insert into issuing_batches (id, number, seller_id, workbook, sha256, made_by, made_at)
    select ${batch ?? ''}, 'W000000TABLE', s.id, 'x', 'x', f.user_id, now() from sellers s, staff f where s.is_platform limit 1
    on conflict do nothing`
  await database()`insert into issuing_lists (id, seller_id, kind, name, sha256, report, read_by, read_at)
    select ${list ?? ''}, s.id, 'issued', 'x', 'x', '[]', f.user_id, now() from sellers s, staff f where s.is_platform limit 1
    on conflict do nothing`
  await database()`insert into archives (id, account_id, from_on, to_on, status, total, requested_by, requested_at, size)
    select ${archive ?? ''}, a.id, '2026-01-01', '2026-01-31', 'done', 1, m.user_id, now(), 1
    from accounts a join members m on m.account_id = a.id where a.name = '杭州云杉科技有限公司' limit 1 on conflict do nothing`
  await database()`insert into archive_parts (archive_id, account_id, part, content, entries)
    select id, account_id, 0, 'x', '[]' from archives where id = ${archive ?? ''} on conflict do nothing`
  return { batch: batch ?? '', list: list ?? '', archive: archive ?? '' }
}
