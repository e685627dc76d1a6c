import type { TransferView } from '@/lib/billing/transfer/transfer-view.queries'
import { formatSize } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

/** The voucher itself: what the customer claims with, never what proves it. */
export async function VoucherCard({ voucher }: { voucher: TransferView['voucher'] }) {
  const text = await getTranslations('admin.transfer')
  const address = `/api/files/${voucher.id}`
  return (
    <section aria-labelledby="voucher">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id="voucher" className="text-13 font-semibold">
          {text('voucher')}{' '}
          <span className="ml-1 text-12 font-normal text-text-3">{formatSize(voucher.size)}</span>
        </h2>
        <a href={address} target="_blank" rel="noopener" className="link">
          {text('fullSize')}
        </a>
      </div>
      {voucher.type === 'application/pdf' ? (
        <iframe
          src={`${address}#toolbar=0&navpanes=0&view=FitH`}
          title={text('voucherName', { name: voucher.name })}
          className="h-[420px] w-full rounded-lg border bg-white"
        />
      ) : (
        <a href={address} target="_blank" rel="noopener" className="block">
          {/* Kept re-encoded and at most 3,000 pixels wide: there is no smaller copy to ask for. */}
          {/* eslint-disable-next-line @next/next/no-img-element */}
          <img
            src={address}
            alt={text('voucherName', { name: voucher.name })}
            className="max-h-[420px] w-full rounded-lg border bg-white object-contain"
          />
        </a>
      )}
    </section>
  )
}
