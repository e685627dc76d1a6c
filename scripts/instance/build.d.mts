export function ensureBuilt(say?: (text: string) => void): Promise<void>
