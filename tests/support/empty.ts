/** Stands in for `server-only`, which refuses to load outside a build of React server components. */
export {}
