/** What the browser says of itself, as far as paying depends on it. */
export type Device = { phone: boolean; insideWechat: boolean }
