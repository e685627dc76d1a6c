import { Note } from '@/components/ui/note'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'

/** Money came for the order and finance is looking at it: why the order can neither be cancelled nor expires. */
export async function SuspendedNote({ suspendedFen }: { suspendedFen: bigint }) {
  if (suspendedFen === 0n) return null
  const text = await getTranslations('order.suspended')
  return (
    <div className="mb-7">
      <Note tone="run" title={text('title', { amount: formatMoney(suspendedFen) })}>
        {text('text')}
      </Note>
    </div>
  )
}
