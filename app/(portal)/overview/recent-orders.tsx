import { DataTable } from '@/components/table/data-table'
import type { OrderRow } from '@/lib/billing/order/order.queries'
import { getTranslations } from '@/lib/web/translations'
import { orderColumns } from '../orders/order-columns'
import { orderWords } from '../orders/order-words'

const SHOWN = ['number', 'product', 'created', 'amount', 'status']

export async function RecentOrders({ orders: rows }: { orders: readonly OrderRow[] }) {
  const [overview, list, orders, statusText, words] = await Promise.all([
    getTranslations('overview'),
    getTranslations('list'),
    getTranslations('orders'),
    getTranslations('words.orderStatus'),
    orderWords(),
  ])
  const columns = orderColumns({ words, orders, statusText, mayPay: false, buyAgain: () => null })
  return (
    <>
      <DataTable
        caption={overview('recent')}
        columns={columns.filter((column) => SHOWN.includes(column.key))}
        rows={rows}
        rowKey={(row) => row.id}
      />
      <p className="mt-3 text-12 text-text-3">{list('zone')}</p>
    </>
  )
}
