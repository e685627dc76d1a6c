export type PostgresHandle = {
  readonly port: number
  readonly exited: Promise<unknown>
  stop(options?: { force?: boolean }): Promise<void>
}
export function startPostgres(options: {
  dataDirectory: string
  password: string
  choosePort: () => Promise<number> | number
}): Promise<PostgresHandle>
export function databaseUrl(options: {
  port: number
  user?: string
  password: string
  database?: string
}): string
export function ensureDatabase(options: { port: number; password: string }): Promise<void>
