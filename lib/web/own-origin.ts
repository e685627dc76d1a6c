/**
 * Whether a request that may change something comes from a page of this product: browsers send Origin with
 * every POST, and another site cannot choose it. Edge-safe: the middleware asks for pages, `respond` for routes.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host
}
