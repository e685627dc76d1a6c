import { fieldsOf } from '@/lib/web/form-state'

/** What stands for the authenticated title among those to choose from, and for an address given here. */
export const AUTHENTICATED = 'authenticated'
export const NEW = 'new'

/** The name of the hidden field that says what the page showed of a title or an address. */
export const seenName = (of: string) => `seen-${of}`

/**
 * The fields of step 2 as the command reads them. Title and address are those of the radios themselves, which a person may
 * press before any script runs.
 */
export function chosenIn(form: FormData) {
  const fields = fieldsOf(form)
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '')
  const title = text('titleChoice')
  const address = text('addressChoice')
  const own = title === AUTHENTICATED
  const kept = address !== '' && address !== NEW
  return {
    ...fields,
    titleFrom: own ? (text('modifying') === 'on' ? 'typed' : 'authenticated') : 'saved',
    titleId: own ? '' : title,
    seenTitle: text(seenName(title)),
    addressFrom: kept ? 'saved' : 'typed',
    addressId: kept ? address : '',
    seenAddress: text(seenName(address)),
  }
}
