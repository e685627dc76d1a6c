export function choosePort(kept: number | undefined, host?: string): Promise<number>
