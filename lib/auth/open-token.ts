import { decode, type JWT, type JWTDecodeParams } from 'next-auth/jwt'
import { systemNow } from '@/lib/command/clock'

/** A browser sends the same token with every request, and deriving the key to it takes a tenth of a page. */
const REMEMBERED = 1_000
const remembered = new Map<string, JWT>()
let rememberedFor: string | Buffer = ''

/**
 * The claims of a token, decrypted once for as long as it lasts; throws for one that is not ours. Claims grant nothing:
 * the session's row behind them is read at every request.
 */
export async function openToken({ token, secret }: JWTDecodeParams): Promise<JWT | null> {
  if (!token) return null
  if (secret !== rememberedFor) remembered.clear()
  rememberedFor = secret
  const known = remembered.get(token)
  if (known && Number(known['exp']) * 1000 > systemNow().getTime()) return known
  const claims = await decode({ token, secret })
  const [oldest] = remembered.keys()
  if (oldest !== undefined && remembered.size >= REMEMBERED) remembered.delete(oldest)
  if (claims) remembered.set(token, claims)
  return claims
}
