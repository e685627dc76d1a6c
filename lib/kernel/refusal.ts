/** Every expected "no" of this product. Each has its sentence under `refusals` in both message files. */
export const refusalCodes = [
  'actor.forbidden',
  'actor.not-signed-in',
  'agreement.changed',
  'catalog.not-for-sale',
  'catalog.price-changed',
  'clock.backwards',
  'email.not-verified',
  'input.invalid',
  'object.not-found',
  'order.changed-meanwhile',
  'order.id-reused',
  'order.not-cancellable',
  'order.not-payable',
  'payment.channel-off',
  'payment.channel-refused',
  'payment.channel-silent',
  'payment.just-paid',
  'policy.contradicts',
  'sign-in.failed',
  'sign-in.throttled',
  'staff.already',
  'throttle.too-many',
  'token.invalid',
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

/** Bad input, told field by field. The values are message keys under `fields`. */
export class InvalidInput extends Refusal {
  constructor(readonly fields: Readonly<Record<string, string>>) {
    super('input.invalid')
  }
}

/** The answer for what is absent and for what is another account's: the same, so that nothing is learnt. */
export function notFound(): Refusal {
  return new Refusal('object.not-found')
}
