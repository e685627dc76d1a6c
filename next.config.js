/**
 * Headers of every answer. The content security policy of pages carries a nonce and comes from the middleware.
 * Browsers ignore the transport rule over plain http (RFC 6797, section 8.1), so it may stand here always.
 */
const everywhere = [
  { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  experimental: {
    // A page is loaded when it is first asked for: loading all of them first doubled the time until the first answer.
    preloadEntriesOnStart: false,
    // The middleware lets most forms come to far less: lib/web/form-body.ts.
    serverActions: { bodySizeLimit: '9.5mb' },
  },
  // `npm run verify` compiles everything once; a build that did it again would take twice as long to start.
  typescript: { ignoreBuildErrors: true },
  // Everything the server needs in one folder, for the Dockerfile; `next start` wants the usual output.
  ...(process.env.STANDALONE === '1' ? { output: 'standalone' } : {}),
  serverExternalPackages: [
    '@node-rs/argon2',
    'alipay-sdk',
    'graphile-worker',
    'pino',
    'postgres',
    'prom-client',
  ],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    // WeChat's page for phones wants to see which domain the payer comes from (its reference of H5 payments).
    {
      source: '/orders/:id/pay',
      headers: [{ key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' }],
    },
    {
      source: '/api/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
    },
    // What customers upload is shown on our own pages, and runs nothing.
    {
      source: '/api/files/:id',
      headers: [
        {
          key: 'Content-Security-Policy',
          value: "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        },
        { key: 'X-Frame-Options', value: 'SAMEORIGIN' },
      ],
    },
  ],
}

module.exports = config
