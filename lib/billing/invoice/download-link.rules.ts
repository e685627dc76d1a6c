/** Long enough for a month's end to be closed with it. */
export const LINK_DAYS = 30
/** How often the files behind one link may be fetched. */
export const MOST_DOWNLOADS = 20
/** How often a day an application's invoices are sent once more: by the office, and by a customer to themselves. */
export const SENDS_A_DAY = { staff: 10, member: 3 } as const
/** Mail servers refuse more, and what is encoded for a mail grows by a third. */
export const MOST_ATTACHED = 5 * 1024 * 1024

export type LinkState = 'open' | 'expired' | 'used-up' | 'revoked'

/** Whether a link still opens, and if not, why. */
export function linkState(
  link: { expiresAt: Date; revokedAt: Date | null; downloads: number },
  now: Date,
): LinkState {
  if (link.revokedAt) return 'revoked'
  if (link.expiresAt <= now) return 'expired'
  return link.downloads >= MOST_DOWNLOADS ? 'used-up' : 'open'
}

/** Which files go along with a mail: all of them, or none where they are too large together. */
export function attached<File extends { size: number }>(files: readonly File[]): readonly File[] {
  return files.reduce((sum, { size }) => sum + size, 0) <= MOST_ATTACHED ? files : []
}
