# Two images of one source: the server (the last stage), and `--target tools` for migrations and jobs by hand.
FROM node:24-bookworm-slim AS packages
RUN mkdir /app && chown node:node /app
USER node
WORKDIR /app
COPY --chown=node:node package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund

FROM packages AS tools
COPY --chown=node:node . .
CMD ["sh", "-c", "node scripts/run-ts.mjs scripts/migrate.ts && node scripts/run-ts.mjs scripts/seed.ts"]

FROM tools AS build
# The same key at each build keeps a page that is open during an upgrade able to post its form.
ARG NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
ARG NEXT_DEPLOYMENT_ID
RUN STANDALONE=1 NEXT_TELEMETRY_DISABLED=1 node node_modules/next/dist/bin/next build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000 NEXT_MANUAL_SIG_HANDLE=true KEEP_ALIVE_TIMEOUT=75000
WORKDIR /app
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node is the first process and gets SIGTERM itself: see lib/web/end-in-order.ts. Young memory and idle
# connections as in scripts/instance/web.mjs.
CMD ["node", "--max-semi-space-size=16", "server.js"]
