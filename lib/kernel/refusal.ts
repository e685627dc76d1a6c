/** Every expected "no" of this product. Each has its sentence under `refusals` in both message files. */
export const refusalCodes = [
  'actor.forbidden',
  'actor.not-signed-in',
  'address.changed-meanwhile',
  'address.gone',
  'address.too-many',
  'agreement.changed',
  'agreement.published-meanwhile',
  'application.at-channel',
  'application.changed-meanwhile',
  'application.has-invoice',
  'application.id-reused',
  'application.not-given-up',
  'application.not-returned',
  'application.nothing-to-ship',
  'archive.too-many',
  'archive.under-way',
  'authentication.decided-meanwhile',
  'authentication.id-reused',
  'authentication.needed',
  'authentication.unchanged',
  'authentication.under-review',
  'authentication.unreadable',
  'authentication.wrong-kind',
  'calendar.day-known',
  'calendar.day-unknown',
  'card.off',
  'card.price-changed',
  'catalog.changed-meanwhile',
  'catalog.no-unit-price',
  'catalog.not-for-sale',
  'catalog.price-changed',
  'catalog.price-in-force',
  'clock.backwards',
  'correction.by-channel',
  'correction.card-part-spent',
  'correction.card-spent',
  'correction.changed-meanwhile',
  'correction.confirmed',
  'correction.id-reused',
  'correction.not-confirmed',
  'correction.refund-needs-it',
  'correction.under-way',
  'download-link.over',
  'email.not-verified',
  'export.too-many',
  'file.locked',
  'file.too-large',
  'file.unreadable',
  'file.wrong-type',
  'four-eyes.same-person',
  'input.invalid',
  'invoice.item-unnamed',
  'invoice.nothing-to-send',
  'invoice.number-used',
  'invoice.send-limit',
  'list.id-reused',
  'note.id-reused',
  'object.not-found',
  'order.changed-meanwhile',
  'order.has-money',
  'order.id-reused',
  'order.not-cancellable',
  'order.not-payable',
  'order.part-paid',
  'payment.channel-off',
  'payment.channel-refused',
  'payment.channel-silent',
  'payment.just-paid',
  'policy.contradicts',
  'quota.changed',
  'quota.deficit-larger',
  'quota.taken-meanwhile',
  'refund.already-asked',
  'refund.applied-for',
  'refund.bank-ref-used',
  'refund.being-corrected',
  'refund.beyond-balance',
  'refund.beyond-card',
  'refund.card-invoiced',
  'refund.changed-meanwhile',
  'refund.id-reused',
  'refund.not-divertible',
  'refund.not-refundable',
  'refund.not-reversed',
  'refund.nothing-left',
  'refund.part-in-use',
  'refund.payee-missing',
  'refund.reversal-confirmed',
  'refund.too-much',
  'seller.code-taken',
  'seller.invoicing-unset',
  'sign-in.failed',
  'sign-in.throttled',
  'staff.already',
  'staff.exists',
  'staff.last-admin',
  'staff.own-account',
  'staff.own-record',
  'suspense.changed-meanwhile',
  'suspense.must-be-decided',
  'suspense.not-ours',
  'suspense.order-not-payable',
  'suspense.transfer-first',
  'throttle.too-many',
  'title.changed-meanwhile',
  'title.gone',
  'title.not-authenticated',
  'title.other-kind',
  'title.too-many',
  'token.invalid',
  'top-up.off',
  'transfer.already-submitted',
  'transfer.bank-ref-used',
  'transfer.decided-meanwhile',
  'transfer.not-started',
  'transfer.voucher-used',
  'workbook.changed-meanwhile',
  'workbook.no-template',
  'workbook.nothing-waiting',
  'workbook.taken-meanwhile',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** What the sentence of a refusal may need: words and figures, already in their plain form. */
export type RefusalDetail = Readonly<Record<string, string>>

/** An expected "no": rolls the transaction back and becomes a sentence at the boundary. Never logged as an error. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly code: RefusalCode,
    readonly detail: RefusalDetail = {},
  ) {
    super(code)
  }
}

/** Bad input, told field by field. The values are message keys under `fields`; `detail` is what their sentences need. */
export class InvalidInput extends Refusal {
  constructor(
    readonly fields: Readonly<Record<string, string>>,
    detail: RefusalDetail = {},
  ) {
    super('input.invalid', detail)
  }
}

/** The answer for what is absent and for what is another account's: the same, so that nothing is learnt. */
export function notFound(): Refusal {
  return new Refusal('object.not-found')
}
