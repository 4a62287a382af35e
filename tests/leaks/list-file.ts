// The address of a list's file: who may read it, and what an outsider sends to it.
import type { Address } from '../authorization/address.ts'
import type { VerbName } from '../../src/kernel/roles.ts'
import { post } from './attempts.ts'

/** @param input a valid input of the query, where it needs one */
export function listFileAddress(query: string, verb?: VerbName, input: object = {}): Address {
  const path = `/api/${query}/file`
  const body = (format: string) => JSON.stringify({ format, input })
  return {
    ...(verb && { verb, works: async () => ({ path, body: body('csv') }) }),
    attack: async (fixture, _watch, attacker) => [
      await post(fixture, attacker, path, body('csv')),
      await post(fixture, attacker, path, body('xlsx')),
    ],
  }
}
