/** How long a mailed link works. OWASP's forgot-password cheat sheet asks for "an appropriate period"; a reset is the riskier one. */
export const LINK_HOURS = { 'verify-email': 24, 'reset-password': 1 } as const
/** What a mailed link is good for. */
export type TokenPurpose = keyof typeof LINK_HOURS

/** An invitation waits for a person who did not ask for it, so it lives as long as a verification. */
export const INVITATION_HOURS = 24

/** How exactly a list of sessions knows when each was last used: writing it at every page would slow all of them. */
export const SESSION_TOUCH_SECONDS = 5 * 60

export const PASSWORD_LEAST = 10
/** Beyond this nobody types; it bounds the work of hashing what a stranger sends. */
export const PASSWORD_MOST = 128
const PASSWORD_DISTINCT = 5

/** Attempts under one key within a window that begins with the first of them. */
export type Limit = { readonly name: string; readonly most: number; readonly seconds: number }

export const limits = {
  /** Guessing one person's password. Only failures stay counted. */
  signInPerEmail: { name: 'sign-in.email', most: 10, seconds: 15 * 60 },
  /** Trying one password on many people. An office shares an address, so it is wider. */
  signInPerAddress: { name: 'sign-in.address', most: 100, seconds: 15 * 60 },
  /** Guessing the current password in a browser that somebody left signed in. */
  passwordPerPerson: { name: 'password.person', most: 10, seconds: 15 * 60 },
  /** Mails that a stranger can cause to be sent to somebody. */
  mailPerEmail: { name: 'mail.email', most: 5, seconds: 3600 },
  mailPerAddress: { name: 'mail.address', most: 60, seconds: 3600 },
} as const satisfies Record<string, Limit>

/** The message key of what is wrong with a new password, or null. */
export function passwordProblem(password: string, email: string): string | null {
  const length = [...password].length
  if (length < PASSWORD_LEAST) return 'password-too-short'
  if (length > PASSWORD_MOST) return 'password-too-long'
  const lower = password.toLowerCase()
  const name = email.split('@', 1)[0] ?? ''
  if (new Set(password).size < PASSWORD_DISTINCT || lower === email || lower === name)
    return 'password-too-plain'
  return null
}

/** What an account is called: the company, or for an individual the person. */
export function accountNameOf(who: {
  kind: 'enterprise' | 'individual'
  name: string
  accountName: string
}): string {
  return who.kind === 'enterprise' ? who.accountName : who.name
}
