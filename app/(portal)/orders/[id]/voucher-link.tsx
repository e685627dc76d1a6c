import type { OrderTransfer } from '@/lib/billing/transfer/transfer.queries'
import { formatSize } from '@/lib/web/format'

/** Opens a voucher in a tab of its own, where nothing of it can run. */
export function VoucherLink({ voucher }: { voucher: OrderTransfer['voucher'] }) {
  return (
    <>
      <a
        className="link inline-block max-w-[18ch] truncate align-bottom"
        title={voucher.name}
        href={`/api/files/${voucher.id}`}
        target="_blank"
        rel="noopener"
      >
        {voucher.name}
      </a>{' '}
      <span className="text-12 whitespace-nowrap text-text-3">{formatSize(voucher.size)}</span>
    </>
  )
}
