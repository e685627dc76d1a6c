import { Note } from '@/components/ui/note'
import type { RefundView } from '@/lib/billing/payment/refund.queries'
import { getTranslations } from '@/lib/web/translations'
import { refundWords } from '../../refund-words'

/** What stands in the way of a refund, and what to do. Nothing where nothing does. */
export async function RefundNote({ refund }: { refund: RefundView }) {
  const { status, route, trouble } = refund
  const [text, words] = await Promise.all([getTranslations('admin.refund'), refundWords()])
  const channel = words.routeText(route)
  const code = trouble ?? ''
  if (status === 'abnormal')
    return <Trouble title={text('abnormalTitle', { channel })}>{text('abnormal', { channel })}</Trouble>
  if (status === 'processing' && trouble === 'AMOUNT_DIFFERS')
    return <Trouble title={text('differsTitle', { channel })}>{text('differs')}</Trouble>
  if (status === 'processing' && trouble)
    return <Trouble title={text('refusedTitle', { channel, code })}>{text('refused', { channel })}</Trouble>
  if (status === 'closed' && trouble === 'CONSOLE_REFUND')
    return <Trouble title={text('consoleTitle')}>{text('console')}</Trouble>
  if (status === 'closed' && trouble === 'NOT_NEEDED')
    return <Trouble title={text('notNeededTitle')}>{text('notNeeded')}</Trouble>
  if (status === 'closed') return <Trouble title={text('closedTitle', { channel })}>{text('closed')}</Trouble>
  return null
}

function Trouble({ title, children }: { title: string; children: string }) {
  return (
    <div className="mb-7">
      <Note tone="wait" title={title}>
        {children}
      </Note>
    </div>
  )
}
