export const dynamic = 'force-dynamic'

/** Where WeChat Pay tells of refunds: verified, stored and applied like every notice. */
export { POST } from '../notify/route'
