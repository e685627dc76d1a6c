export const invoiceKinds = ['e_general', 'e_special', 'paper_general', 'paper_special'] as const
export const titleKinds = ['enterprise', 'non-enterprise', 'individual'] as const
export const applicationStatuses = [
  'under-review',
  'rejected',
  'issuing',
  'issue-failed',
  'issued',
  'shipped',
  'withdrawn',
  'return-requested',
  'returned',
] as const
export const issuingChannels = ['manual', 'nuonuo', 'etax-workbook'] as const
/** Why an issued invoice is reversed, as the tax bureau numbers it: 01 to 04. */
export const correctionReasons = ['issued-in-error', 'goods-returned', 'service-ended', 'allowance'] as const
/** A red invoice, or, for paper within its month, the paper itself declared void. */
export const correctionMethods = ['red-letter', 'void'] as const
export const correctionStatuses = ['requested', 'refused', 'cancelled', 'reversing', 'stuck', 'done'] as const
/** A red-letter confirmation form as the tax bureau has it; `applying` before the channel has told, `failed` where it would not. */
export const redFormStates = [
  'applying',
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '10',
  'failed',
] as const
/** Why a red invoice that exists at the tax bureau can reverse nothing here. */
export const strayReasons = [
  'under-correction',
  'other-form',
  'blue-gone',
  'red-recorded',
  'differs',
  'number-used',
] as const
