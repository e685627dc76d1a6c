/** What a file is evidence of. */
export const purposes = ['voucher', 'licence'] as const
export type FilePurpose = (typeof purposes)[number]

/** As uploaded. A photographed slip has two or three. */
export const MOST_MEGABYTES = 4
export const MOST_BYTES = MOST_MEGABYTES * 1024 * 1024

/** What a page may offer to choose; what counts is the content. */
export const ACCEPTED = 'image/jpeg,image/png,application/pdf'

/** How many files an account may upload in a day: whoever needs more is not uploading vouchers. */
export const MOST_A_DAY = 60

/** An upload that nothing refers to is kept so long: somebody may still be about to submit it. */
export const ORPHAN_HOURS = 24

const LONGEST_NAME = 120

/** The name a file was given, without its path and without characters that no line of text has. */
export function plainName(name: string): string {
  const own = name.split(/[\\/]/).at(-1) ?? ''
  const visible = own.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim()
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(visible)?.[0] ?? ''
  const letters = Array.from(visible.slice(0, visible.length - ending.length))
  return `${letters.slice(0, LONGEST_NAME - ending.length).join('')}${ending}` || 'file'
}
