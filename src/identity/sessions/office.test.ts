// A whole office behind one address, at eight in the morning: neither its size nor its typing errors lock it
// out.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { codeOf, PASSWORD, signInWorld, wrongCode, type SignInWorld } from '../../../tests/harness/visitor.ts'

const OFFICE = '198.51.100.20'

let world: SignInWorld
beforeAll(async () => {
  world = await signInWorld()
})
beforeEach(async () => {
  await world.pool.query('delete from auth.attempt')
})

const staff = (count: number) => Promise.all(Array.from({ length: count }, () => world.somebody()))
const enter = (email: string, password = PASSWORD, code?: string) =>
  world.browser(OFFICE).post('sign-in', { email, password, ...(code !== undefined && { code }) })

test('more people than an address may be wrong sign in at once, and nothing stays counted', async () => {
  const people = await staff(60)
  const answers = await Promise.all(people.map(({ email }) => enter(email)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(60)
  const { rows } = await world.pool.query('select key from auth.attempt where failures > 0')
  expect(rows).toEqual([])
})

test('forty people of whom most mistype come in; what was refused is no guess', async () => {
  const people = await staff(40)
  const came = await Promise.all(
    people.map(async ({ email }, place) => {
      if (place < 35) await enter(email, 'thre green watering cans')
      return (await enter(email)).status
    }),
  )
  expect(came.filter((status) => status === 200)).toHaveLength(40)
})

test('once an address was wrong too often, a password with its code opens, a bounded number of times', async () => {
  const { email } = await world.somebody()
  const other = await world.somebody()
  const { uri, backupCodes } = await world.enrol(await world.signedIn(email, '203.0.113.9'))
  for (let guess = 0; guess < 50; guess++) await enter(`g${guess}@example.org`, 'a guess')
  for (const answer of [await enter(email), await enter(email, 'a wrong guess', codeOf(uri))])
    expect(answer.body.code).toBe('sign_in.locked')
  // The answer does not show that the password was right when the code is wrong, nor where there is no app.
  expect((await enter(email, PASSWORD, wrongCode(uri))).body.code).toBe('sign_in.locked')
  expect((await enter(other.email, PASSWORD, '000000')).body.code).toBe('sign_in.locked')
  expect((await enter(email, PASSWORD, codeOf(uri))).body).toEqual({ next: 'done' })
  for (let guess = 0; guess < 50; guess++) await enter(`h${guess}@example.org`, 'a guess', '000000')
  expect((await enter(email, PASSWORD, backupCodes[0])).body.code).toBe('sign_in.locked')
})
