import { redirect } from 'next/navigation'
import { findActor } from '@/lib/auth/guards'

/** Leads everybody to where they work. */
export default async function StartPage() {
  const actor = await findActor()
  redirect(actor === null ? '/sign-in' : actor.kind === 'staff' ? '/admin' : '/overview')
}
