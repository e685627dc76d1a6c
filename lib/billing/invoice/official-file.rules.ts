export const fileFormats = ['pdf', 'ofd', 'xml'] as const
export type FileFormat = (typeof fileFormats)[number]

/** How many files are taken at once; the bureau's pages hand out as many in one download. */
export const MOST_FILES = 60

/** The invoice number that a file's name carries: twenty digits in a row, and no more of them. */
export function numberInName(name: string): string | null {
  return /(?<!\d)\d{20}(?!\d)/.exec(name.normalize('NFKC'))?.[0] ?? null
}
