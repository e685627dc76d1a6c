import { DataTable } from '@/components/table/data-table'
import { ActionForm } from '@/components/form/action-form'
import { Select } from '@/components/form/select'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea, TextInput } from '@/components/form/text-input'
import { Section } from '@/components/ui/section'
import type { StaffActor } from '@/lib/auth/actor'
import { staffMay } from '@/lib/auth/permissions'
import { countHolders } from '@/lib/billing/account/four-eyes.queries'
import { refundReasons } from '@/lib/billing/invoice/correction.rules'
import type { OrderView } from '@/lib/billing/order/order.queries'
import { listOrderRefunds } from '@/lib/billing/payment/refund.queries'
import { findRefundTerms, type RefundTerms } from '@/lib/billing/settlement/refund-terms.queries'
import { newId } from '@/lib/kernel/id'
import { formatMoney } from '@/lib/web/format'
import { getTranslations } from '@/lib/web/translations'
import { requestRefundAction, returnPartAction } from '../../payments/actions'
import { PayeeFields } from '../../payments/payee-fields'
import { orderRefundColumns } from '../../payments/refund-columns'

type Props = { actor: StaffActor; order: OrderView }

/** The refunds of an order, and for finance the form that asks for one. Left out where there is neither. */
export async function RefundSection({ actor, order }: Props) {
  const mayAsk = staffMay(actor, 'admin.refunds.decide')
  const [text, refunds, columns, terms] = await Promise.all([
    getTranslations('admin.refund'),
    listOrderRefunds(actor, order.id),
    orderRefundColumns(),
    mayAsk ? findRefundTerms(actor, order) : null,
  ])
  const asks = terms !== null && order.status !== 'refunded'
  const returns = mayAsk && order.heldFen > 0n
  if (refunds.length === 0 && !asks && !returns) return null
  return (
    <Section title={text('refunds')}>
      {refunds.length > 0 ? (
        <DataTable
          caption={text('refunds')}
          columns={columns}
          rows={refunds}
          rowKey={(row) => row.id}
          twoLine
        />
      ) : null}
      {asks ? <AskForm actor={actor} order={order} terms={terms} /> : null}
      {returns ? <ReturnPartForm actor={actor} order={order} /> : null}
    </Section>
  )
}

async function AskForm({ actor, order, terms }: Props & { terms: RefundTerms }) {
  const [text, words, holders] = await Promise.all([
    getTranslations('admin.refund'),
    getTranslations('invoices.correction'),
    countHolders(actor, 'admin.refunds.decide'),
  ])
  const limit = formatMoney(terms.limitFen)
  if (terms.limitFen === 0n) return <p className="mt-4 text-13 text-text-2">{text('nothingLeft')}</p>
  return (
    <ActionForm action={requestRefundAction} summaryTitle={text('summary')} className="mt-5 max-w-[440px]">
      <input type="hidden" name="refundId" value={newId()} />
      <input type="hidden" name="orderId" value={order.id} />
      <p className="mb-4 text-13 text-text-2">{text(holders < 2 ? 'waived' : 'needed')}</p>
      <TextInput
        name="amount"
        label={text('refundAmount')}
        inputMode="decimal"
        autoComplete="off"
        help={text(`limit.${terms.limitedBy ?? 'paid'}`, { limit })}
      />
      {terms.route === 'bank' ? (
        <>
          <p className="mb-4 text-13 text-text-2">{text('byBankText')}</p>
          <PayeeFields name={order.accountName} bank="" account="" />
        </>
      ) : null}
      <TextArea name="reason" label={text('reasonField')} />
      <Select
        name="reversalReason"
        label={text('reversalReason')}
        help={text('reversalHelp')}
        defaultValue="goods-returned"
        options={refundReasons.map((value) => ({ value, label: words(`reasons.${value}`) }))}
      />
      <SubmitButton>{text('request')}</SubmitButton>
    </ActionForm>
  )
}

async function ReturnPartForm({ actor, order }: Props) {
  const [text, holders] = await Promise.all([
    getTranslations('admin.refund'),
    countHolders(actor, 'admin.refunds.decide'),
  ])
  const amount = formatMoney(order.heldFen)
  return (
    <ActionForm action={returnPartAction} summaryTitle={text('summary')} className="mt-5 max-w-[440px]">
      <input type="hidden" name="refundId" value={newId()} />
      <input type="hidden" name="orderId" value={order.id} />
      <p className="mb-4 text-13 text-text-2">
        {text('returnPartText', { amount })} {text(holders < 2 ? 'waived' : 'needed')}
      </p>
      <PayeeFields name={order.accountName} bank="" account="" />
      <TextArea name="reason" label={text('reasonField')} />
      <SubmitButton>{text('returnPart', { amount })}</SubmitButton>
    </ActionForm>
  )
}
