/** What a browser says of itself, in the two words that its person recognises. */
export type Device = { browser: string | null; system: string | null }

/** The first match counts: every browser names those it descends from as well. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, 'WeChat'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** Reads a User-Agent header (RFC 9110, section 10.1.5). Null for what it does not say or nobody knows. */
export function deviceOf(userAgent: string): Device {
  const named = (known: typeof browsers) => known.find(([sign]) => sign.test(userAgent))?.[1] ?? null
  return { browser: named(browsers), system: named(systems) }
}
