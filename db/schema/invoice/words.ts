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
export const issuingChannels = ['manual', 'nuonuo'] as const
