import { Icon } from '@/components/ui/icon'
import { getTranslations } from '@/lib/web/translations'
import { resendVerificationAction } from './actions'
import { ResendForm } from './resend-form'

/** Nothing can be ordered before the address is verified: said on every page, with the way out. */
export async function VerifyBanner({ email }: { email: string }) {
  const portal = await getTranslations('portal.verify')
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-wait-soft px-4 py-2 text-13 lg:px-5">
      <Icon name="mail" className="shrink-0 text-wait" />
      <p className="min-w-0 flex-1 basis-64">
        <strong className="font-semibold">{portal('title')}</strong> {portal('text', { email })}
      </p>
      <ResendForm action={resendVerificationAction} label={portal('resend')} sent={portal('sent')} />
    </div>
  )
}
