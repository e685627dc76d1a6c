/** Set by the middleware on every page request, over whatever a browser sent under these names. */
export const PATH_HEADER = 'x-bc-path'
export const REQUEST_ID_HEADER = 'x-bc-request'
