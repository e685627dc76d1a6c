export type ProcessReference = { pid: number; identity: string | null }
export function referTo(pid: number): ProcessReference
