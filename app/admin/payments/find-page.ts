import { notFound } from 'next/navigation'
import { isId } from '@/lib/kernel/id'
import { Refusal } from '@/lib/kernel/refusal'

/** What an address names, or the page for what does not exist. */
export async function pageOf<View>(id: string, get: (id: string) => Promise<View>): Promise<View> {
  if (!isId(id)) notFound()
  try {
    return await get(id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'object.not-found') notFound()
    throw error
  }
}
