import { setFilters } from '@/app/(portal)/orders/order-filter'
import { orderedProducts } from '@/app/(portal)/orders/order-filters'
import { orderRecordColumns } from '@/app/(portal)/orders/order-record-columns'
import { orderWords } from '@/app/(portal)/orders/order-words'
import { requireStaff } from '@/lib/auth/guards'
import { walkAllOrders } from '@/lib/billing/order/order-export.queries'
import { getClock } from '@/lib/command/clock.queries'
import { answerExport, ownSiteOnly } from '@/lib/web/export-response'
import { respond } from '@/lib/web/respond'
import { getTranslations } from '@/lib/web/translations'

/** Every account's orders that the filters of the address find, as CSV. */
export async function GET(request: Request): Promise<Response> {
  return (
    ownSiteOnly(request) ??
    respond('admin.orders.export', async () => {
      const actor = await requireStaff('admin.orders.read')
      const params = Object.fromEntries(new URL(request.url).searchParams)
      const set = setFilters(params, await orderedProducts(actor))
      const [text, { locale }, { now }] = await Promise.all([
        getTranslations('export'),
        orderWords(),
        getClock(),
      ])
      return answerExport(request, {
        userId: actor.userId,
        name: 'admin.orders',
        plainName: 'orders',
        fullName: text('orders'),
        now,
        columns: await orderRecordColumns({ ofEveryAccount: true }),
        walk: (take) => walkAllOrders(actor, set, locale, take),
      })
    })
  )
}
