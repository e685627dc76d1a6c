/** The script behind a package's command, to be run by our own Node. */
export function commandOf(packageName: string, command?: string): string
