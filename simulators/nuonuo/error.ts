/** A refusal in the protocol's words: a code and what it describes, always with HTTP 200. */
export class NuonuoError extends Error {
  constructor(
    readonly code: string,
    describe: string,
  ) {
    super(describe)
  }
}

export function invalid(describe: string): NuonuoError {
  return new NuonuoError('E9105', describe)
}
