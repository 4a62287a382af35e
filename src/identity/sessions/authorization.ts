// The addresses of signing in, which are neither commands nor queries, and the screens that open without a session.
import type { Addresses } from '../../../tests/authorization/address.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { plain, post } from '../../../tests/leaks/attempts.ts'

export const addresses: Addresses = {
  'GET /api/session': { attack: plain('/api/session') },
  'GET /api/auth/:door': { attack: plain('/api/auth/standing') },
  'POST /api/auth/:door': {
    attack: async (fixture, _watch, attacker) => [await post(fixture, attacker, '/api/auth/standing', '{}')],
  },
}

export const visits: Visits = {
  visitors: { 'sign-in': 'nobody', invitation: 'nobody' },
  records: async () => ({ token: 'made-up' }),
}
