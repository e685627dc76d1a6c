const MESSAGES = {
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40004': 'Business Failed',
} as const

/** A refusal in the protocol's words. Code 40004 is the business's refusal, the others are the gateway's. */
export class AlipayError extends Error {
  readonly words: string

  constructor(
    readonly code: keyof typeof MESSAGES,
    readonly subCode: string,
    subMessage: string,
  ) {
    super(subMessage)
    this.words = MESSAGES[code]
  }
}

export function businessError(reason: string, message: string): AlipayError {
  return new AlipayError('40004', `ACQ.${reason}`, message)
}
