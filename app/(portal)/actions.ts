'use server'

import { refresh } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import { STRANGER } from '@/lib/auth/actor'
import { requirePerson } from '@/lib/auth/guards'
import { resendVerification } from '@/lib/billing/account/resend-verification.command'
import { switchAccount } from '@/lib/billing/account/switch-account.command'
import { answerForm } from '@/lib/web/form-action'
import type { FormState } from '@/lib/web/form-state'
import { requestAddress } from '@/lib/web/request-context'

/** Lets this session work for another account of the person, and begins there anew: no address of the former one fits. */
export async function switchAccountAction(form: FormData): Promise<void> {
  const { sessionId, userId } = await requirePerson()
  const answer = await answerForm('session.switch-account', form, async () => {
    await switchAccount(STRANGER, { sessionId, userId, accountId: form.get('accountId') })
    // The frame names the account as well, and a browser would keep it.
    refresh()
    redirect('/overview')
  })
  if (answer.status !== 'done') notFound()
}

/** Mails the link once more to the person's own address. */
export async function resendVerificationAction(_state: unknown, form: FormData): Promise<FormState> {
  const { email } = await requirePerson()
  return answerForm('user.resend-verification', form, async () => {
    await resendVerification(STRANGER, { email, address: await requestAddress() })
  })
}
