import { expect, test } from 'vitest'
import { companyForm } from '@/tests/support/authentication'
import { newCustomer, owner } from '@/tests/support/database'
import { submitAuthentication } from './submit-authentication.command'

test('a review is due at the same time of the next working day, past the announced holidays', async () => {
  await owner`delete from calendar_days`
  // A holiday of nine days begins tomorrow, and the first Saturday or Sunday after it is worked.
  await owner`insert into calendar_days (day, kind, source)
    select (business_now() at time zone 'Asia/Shanghai')::date + n, 'holiday', 'x' from generate_series(1, 9) n`
  await owner`insert into calendar_days (day, kind, source)
    select day, 'make-up', 'x' from (select (business_now() at time zone 'Asia/Shanghai')::date + n as day from generate_series(10, 16) n) d
    where extract(isodow from day) > 5 order by day limit 1`
  const customer = await newCustomer()
  const form = await companyForm(customer)
  await submitAuthentication(customer, form)
  const [row] = await owner`
    select (due_at at time zone 'Asia/Shanghai')::date - (submitted_at at time zone 'Asia/Shanghai')::date as days,
      (due_at at time zone 'Asia/Shanghai')::time = (submitted_at at time zone 'Asia/Shanghai')::time as "sameTime"
    from authentications where id = ${form.authenticationId}`
  expect(row).toEqual({ days: 10, sameTime: true })
  await owner`delete from calendar_days`
})
