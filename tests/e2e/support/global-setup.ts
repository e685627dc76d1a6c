import { startProduct } from './instance'

/** The product that most journeys are made in, under the policy it begins with. */
export default async function setup(): Promise<() => Promise<void>> {
  const { url, runtime, stop } = await startProduct()
  process.env['E2E_URL'] = url
  process.env['E2E_RUNTIME'] = runtime
  return stop
}
