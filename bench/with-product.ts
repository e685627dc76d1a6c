import { openBenchDatabase, type BenchDatabase } from './database'
import { startProduct, type Product } from './product'

export type World = {
  bench: BenchDatabase
  product: Product
  /** Takes something else away at the end, before what was there earlier. */
  atEnd: (stop: () => Promise<void>) => void
}

type Options = { history?: boolean; simulators?: boolean }

/** Lets the product run on a database of the measurement's own for as long as that takes, whatever becomes of it. */
export async function withProduct<T>(
  { history = true, simulators = false }: Options,
  measure: (world: World) => Promise<T>,
): Promise<T> {
  const bench = await openBenchDatabase({ history })
  const stops = [() => bench.drop()]
  try {
    const product = await startProduct(bench, { simulators })
    stops.push(() => product.stop())
    return await measure({ bench, product, atEnd: (stop) => void stops.push(stop) })
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}
