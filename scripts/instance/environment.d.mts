type Variables = Record<string, string>
export type Settings = {
  demo: boolean
  port: number
  host: string
  dataDirectory: string
  databaseUrl: string | null
  simulatorUrl: string | null
}
/** Takes any environment; what is not set is left out. */
export function settingsAmong(env: Readonly<Record<string, string | undefined>>): Variables
export function readSettings(env: Variables): Settings
export function productEnvironment(
  settings: Settings,
  env: Variables,
  made: {
    secrets: { nextauthSecret: string; cronSecret: string; personalDataKey: string }
    database: { app: string; owner: string }
    simulatorUrl?: string
    credentials?: Variables
  },
): Variables
