import { folded, type TitleField, type TitleFields } from './title.rules'

/** The fields as they are kept: folded, and null where nothing was given. */
export function keptFields(typed: TitleFields) {
  const or = (field: TitleField) => folded[field](typed[field]) || null
  return {
    name: folded.name(typed.name),
    taxpayerId: or('taxpayerId'),
    bankName: or('bankName'),
    bankAccount: or('bankAccount'),
    registeredAddress: or('registeredAddress'),
    registeredPhone: or('registeredPhone'),
  }
}
