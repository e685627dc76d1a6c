'use server'

import { redirect } from 'next/navigation'
import { STRANGER } from '@/lib/auth/actor'
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from '@/lib/auth/session-cookie'
import { endSession } from '@/lib/billing/account/end-session.command'
import { requestPasswordReset } from '@/lib/billing/account/request-password-reset.command'
import { resendVerification } from '@/lib/billing/account/resend-verification.command'
import { chooseNewPassword } from '@/lib/billing/account/reset-password.flow'
import { setLocale } from '@/lib/billing/account/set-locale.command'
import { signIn, type SignedIn } from '@/lib/billing/account/sign-in.flow'
import { startSignUp } from '@/lib/billing/account/sign-up.flow'
import { verifyEmail } from '@/lib/billing/account/verify-email.command'
import { isId } from '@/lib/kernel/id'
import { answerForm } from '@/lib/web/form-action'
import { fieldsOf, type FormState } from '@/lib/web/form-state'
import { chosenLocale, currentLocale, keepChoice, LOCALE_COOKIE } from '@/lib/web/preferences'
import { requestAddress, requestUserAgent } from '@/lib/web/request-context'
import { startOf } from './start-of'

export async function signInAction(_state: unknown, form: FormData): Promise<FormState> {
  return answerForm('session.open', form, async () => {
    const signedIn = await signIn(fieldsOf(form), await requestAddress(), await requestUserAgent())
    await writeSessionCookie(signedIn)
    await agreeOnLocale(signedIn)
    redirect(startOf(signedIn.area, form.get('next')))
  })
}

/** The latest choice counts: one made in this browser goes to the person, else the person's comes to the browser. */
async function agreeOnLocale({ userId, locale }: SignedIn): Promise<void> {
  const chosen = await chosenLocale()
  if (chosen === null) await keepChoice(LOCALE_COOKIE, locale)
  else if (chosen !== locale) await setLocale(STRANGER, { userId, locale: chosen })
}

export async function signOutAction(): Promise<void> {
  const claims = await readSessionCookie()
  if (claims && isId(claims.sid) && isId(claims.userId)) {
    await endSession(STRANGER, { sessionId: claims.sid, userId: claims.userId })
  }
  await clearSessionCookie()
  redirect('/sign-in')
}

export async function signUpAction(_state: unknown, form: FormData): Promise<FormState> {
  return answerForm('account.sign-up', form, async () => {
    await startSignUp(fieldsOf(form), await currentLocale(), await requestAddress())
    redirect('/sign-up/sent')
  })
}

export async function resendVerificationAction(_state: unknown, form: FormData): Promise<FormState> {
  return answerForm('user.resend-verification', form, async () => {
    await resendVerification(STRANGER, { ...fieldsOf(form), address: await requestAddress() })
    redirect('/sign-up/sent?again=1')
  })
}

export async function verifyEmailAction(_state: unknown, form: FormData): Promise<FormState> {
  return answerForm('user.verify-email', form, async () => {
    await verifyEmail(STRANGER, fieldsOf(form))
    redirect('/verify-email?done=1')
  })
}

export async function requestPasswordResetAction(_state: unknown, form: FormData): Promise<FormState> {
  return answerForm('user.request-password-reset', form, async () => {
    await requestPasswordReset(STRANGER, { ...fieldsOf(form), address: await requestAddress() })
    redirect('/forgot-password?sent=1')
  })
}

export async function resetPasswordAction(_state: unknown, form: FormData): Promise<FormState> {
  return answerForm('user.reset-password', form, async () => {
    await chooseNewPassword(fieldsOf(form))
    await clearSessionCookie()
    redirect('/sign-in?reset=1')
  })
}
