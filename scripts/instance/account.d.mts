export type Account = { readonly name: string; readonly uid: number; readonly gid: number }
export function postgresAccount(clusterDirectory: string): Account | null
