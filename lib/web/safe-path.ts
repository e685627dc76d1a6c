/**
 * A path of this product to go back to, or the fallback. Refuses other origins, also the ways in which browsers
 * read one into a path: `//host`, `/\host`, tabs and line ends that they drop.
 */
export function safePath(wanted: unknown, fallback: string): string {
  if (typeof wanted !== 'string' || wanted.length > 2000) return fallback
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return fallback
  const here = 'http://here.invalid'
  if (!URL.canParse(wanted, here)) return fallback
  const { origin, pathname, search, hash } = new URL(wanted, here)
  // Dots are resolved by now: "/.//host" would otherwise come back as "//host".
  return origin === here && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : fallback
}

/** The path of an absolute address, if it is one of `origin`; for Referer headers and next-auth's callbackUrl. */
export function pathWithin(address: string | null | undefined, origin: string, fallback: string): string {
  if (!address) return fallback
  if (address.startsWith('/')) return safePath(address, fallback)
  if (!URL.canParse(address)) return fallback
  const url = new URL(address)
  return url.origin === origin ? safePath(`${url.pathname}${url.search}`, fallback) : fallback
}
