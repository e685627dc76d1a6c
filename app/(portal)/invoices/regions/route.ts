import { findMember } from '@/lib/auth/guards'
import { citiesOf, districtsOf } from '@/lib/billing/invoice/regions'
import { Refusal } from '@/lib/kernel/refusal'
import { respond } from '@/lib/web/respond'

/** The cities of a province, or the districts of a city, for the form of an address. */
export async function GET(request: Request): Promise<Response> {
  return respond('invoices.regions', async () => {
    if (!(await findMember())) throw new Refusal('actor.not-signed-in')
    const code = new URL(request.url).searchParams.get('of') ?? ''
    if (!/^\d{6}$/.test(code)) throw new Refusal('object.not-found')
    return Response.json(code.endsWith('0000') ? citiesOf(code) : districtsOf(code))
  })
}
