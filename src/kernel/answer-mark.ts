// The header that every answer of the server carries. Between a device and the server there may be a captive
// portal (a hotel's sign-in page), a proxy or another server, and any of them can answer with any status.

export const ANSWER_MARK = 'x-arraigo'

/** The version of the API; clients only ask whether the header is there. */
export const API_VERSION = '1'

/** Whether the server sent this answer. What anything else sent counts as no answer at all. */
export const isFromServer = (response: {
  readonly redirected: boolean
  readonly headers: { has(name: string): boolean }
}): boolean => !response.redirected && response.headers.has(ANSWER_MARK)
