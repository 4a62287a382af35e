// What a contract shows before it is signed, its ceiling, and what an invoice says of both parties.
import { beforeAll, describe, expect, test } from 'vitest'
import { harvest } from '../../../tests/harness/decisions.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { voidVerification } from '../verification/operations.ts'
import {
  getStatement,
  issueStatement,
  listContracts,
  listStatements,
  previewStatement,
  signContract,
} from './operations.ts'

let network: TestNetwork
let beto: Actor
let fina: Actor
let contract: Id

beforeAll(async () => {
  network = await testNetwork()
  ;({ beto, fina } = network.actors)
  contract = network.newId()
})

const verified = (on: string) => harvest(network, on)

const shown = async () =>
  (await network.ask(listContracts, {}, fina)).contracts.find(({ id }) => id === contract)
const issue = (id = network.newId(), of = contract) =>
  network.execute(issueStatement, { id, contract: of }, beto)

describe('a contract', () => {
  test('shows what it pays for each outcome, its limits and its days before it is signed', async () => {
    const { offers } = await network.ask(listContracts, {}, fina)
    expect(offers.find(({ rateCard }) => rateCard === 'harvest_fund')).toMatchObject({
      lines: expect.arrayContaining([
        expect.objectContaining({ outcome: 'first_harvest', price: { amount: '40.00', currency: 'EUR' } }),
      ]),
      currency: 'EUR',
      capPerPerson: { amount: '150.00', currency: 'EUR' },
      until: null,
    })
  })

  test('pays no more in all than its ceiling, and says what is left of it', async () => {
    const provider = network.organisations.roots
    const terms = { id: contract, provider, rateCard: 'harvest_fund', ceiling: 100, paymentDays: 30 }
    await network.execute(signContract, terms, fina)
    expect(await shown()).toMatchObject({ ceiling: { amount: '100.00' }, left: { amount: '100.00' } })
    const claims = [await verified('2026-01-10'), await verified('2026-01-11'), await verified('2026-01-12')]
    const { lines } = await network.ask(getStatement, { id: (await issue()).id }, fina)
    expect(lines.map(({ amount }) => amount.amount)).toEqual(['40.00', '40.00', '20.00'])
    expect(await shown()).toMatchObject({ left: { amount: '0.00' }, settled: { amount: '100.00' } })
    await expect(issue()).rejects.toThrow('statement.nothing_due')
    // The room of a result that is withdrawn is that of those after it.
    const [first = network.newId()] = claims
    const wrong = { id: network.newId(), claim: first, reason: 'date_wrong' as const }
    await network.execute(voidVerification, wrong, network.actors.vera)
    expect((await issue()).total.amount).toBe('-20.00')
    expect(await shown()).toMatchObject({ left: { amount: '20.00' } })
  })
})

describe('an invoice', () => {
  const change = (actor: Actor, more: object) =>
    network.http(actor).post('organisation.change', {
      name: actor.organisationName,
      timeZone: 'America/Bogota',
      locale: 'es',
      secondFactor: 'optional',
      ...more,
    })
  let lina: Actor
  let fabio: Actor

  beforeAll(async () => {
    lina = await network.join('Lina', 'roots', ['administrator'])
    fabio = await network.join('Fabio', 'purse', ['administrator'])
  })

  test('says before it is issued whom it is from and to, what is missing, and when it is due', async () => {
    await verified('2026-01-13')
    const { issuer, recipient, dueOn } = await network.ask(previewStatement, { contract }, beto)
    expect(issuer).toMatchObject({ name: 'Raíces', taxNumber: null, address: null, bankAccount: null })
    expect(recipient).toMatchObject({ taxNumber: null, address: null })
    expect(dueOn).toBe('2026-04-01')
  })

  test('keeps both parties as they were written on its day', async () => {
    const tax = { taxNumber: '000.1', address: 'Calle 0', bankAccount: 'Banco 0' }
    expect((await change(lina, tax)).status).toBe(200)
    expect(
      (await change(fabio, { taxNumber: '000.2', address: 'Calle 2', bankAccount: 'Caja 2' })).status,
    ).toBe(200)
    const { id } = await issue()
    expect((await change(lina, { taxNumber: '000.9' })).status).toBe(200)
    const invoice = await network.ask(getStatement, { id }, fina)
    expect(invoice).toMatchObject({
      issuer: { name: 'Raíces', ...tax },
      // Only the account to pay to is on it.
      recipient: { taxNumber: '000.2', address: 'Calle 2', bankAccount: null },
      issuedOn: '2026-03-02',
      dueOn: '2026-04-01',
    })
  })

  test('keeps what a program of before leaves out, and drops what is emptied', async () => {
    expect((await change(lina, {})).status).toBe(200)
    expect((await network.http(lina).get('organisation.get', {})).body).toMatchObject({
      taxNumber: '000.9',
      address: 'Calle 0',
    })
    expect((await change(lina, { address: null })).status).toBe(200)
    expect((await network.http(lina).get('organisation.get', {})).body).not.toHaveProperty('address')
  })

  test('is numbered without a gap by whoever issues it, over all contracts, at once and after a failure', async () => {
    const payer = { ...(await network.join('Flor', 'purse', ['funder'])), organisation: network.newId() }
    await network.database.pool.query(
      `insert into organisation (id, name, class, time_zone, locale, second_factor)
       values ($1, 'Fondo Dos', 'funder', 'America/Bogota', 'es', 'optional')`,
      [payer.organisation],
    )
    const second = network.newId()
    const provider = network.organisations.roots
    await verified('2026-01-20')
    // The first contract has no room left, the second pays what it could not.
    await network.execute(signContract, { id: second, provider, rateCard: 'harvest_fund' }, payer)
    const { statements } = await network.ask(listStatements, {}, beto)
    // Its number is drawn, and returned: this id is taken.
    await expect(issue(statements[0]?.id, second)).rejects.toThrow('input.id_taken')
    const all = await Promise.allSettled([issue(), issue(undefined, second), issue(undefined, second)])
    expect(all.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
    const numbers = (await network.ask(listStatements, {}, beto)).statements.map(({ number }) => number)
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, at) => at + 1))
  })
})
