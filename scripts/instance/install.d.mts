type Lockfile = {
  packages: Record<string, { version?: string; integrity?: string; optional?: boolean; name?: string }>
}
export function isInstalled(wanted: Lockfile | null, found: Lockfile | null): boolean
