// Lists people without a network: those stored on this device, narrowed by the rules of the list as far as the device
// knows what they ask.
import {
  answerOnDevice,
  type DeviceCapability,
  type KeptPerson,
  type KnownAnswer,
} from '../../device/capability.ts'
import { getPack } from '../../kernel/packs/pack-query.ts'
import type { Work } from '../cases/operations.ts'
import { spokenName, type Person } from '../record/operations.ts'
import type { Referral } from '../referrals/operations.ts'
import { listPeople, type Listed, type Narrowing } from './operations.ts'
import { hiddenNeeds } from './rules.ts'

/** As many as the picker of people reads: a phone keeps a caseload, not a whole register. */
const MOST = 2000

/** `pack` is read each time: the device may receive a newer release while it runs. */
export function deviceCapability(known: KnownAnswer): DeviceCapability {
  const pack = () => known(getPack)?.pack

  function listed({ parts }: KeptPerson): Listed[] {
    const person = parts['person'] as Person | undefined
    if (!person) return []
    // A part that the reader may not see is not on their device.
    const work = parts['cases'] as Work | undefined
    const words = pack()
    // Without the pack nobody knows which needs it protects.
    const hidden = words ? hiddenNeeds(words) : undefined
    const urgencies = words?.taxonomies.urgencies.map(({ code }) => code) ?? []
    const file = work?.files.find(({ closedAt }) => closedAt === null)
    const now = new Date().toISOString()
    const { id, called, givenNames, firstSurname, secondSurname, born, registeredAt } = person
    return [
      {
        id,
        called,
        givenNames,
        firstSurname,
        secondSurname,
        born,
        registeredAt,
        manager: file?.manager ? { id: file.manager, name: file.managerName ?? '—' } : null,
        centre: null,
        hasCase: work ? file !== undefined : null,
        needs:
          work?.needs
            .filter(
              ({ code, endedOn, notedBy }) =>
                endedOn === null && notedBy === null && hidden?.includes(code) === false,
            )
            .map(({ code, urgency }) => ({ code, urgency }))
            .toSorted((a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency)) ?? null,
        appointment: nextOf((parts['referrals'] as readonly Referral[] | undefined) ?? [], now),
        noted: null,
      },
    ]
  }

  return {
    needs: [getPack],
    name: 'caseload',
    commands: [],
    queries: [
      answerOnDevice(
        listPeople,
        async (people, { sort, down, after, count, limit: _, ...narrowing }) => {
          // Neither centres nor days of notes are on a device; and what is here is one page.
          if ((narrowing.centre ?? narrowing.quietSince ?? after) !== undefined) return undefined
          const found = (await people.all(MOST)).flatMap(listed).filter(isListed(narrowing))
          const sorted = sort === 'name' || sort === 'appointment' ? found.toSorted(ORDERS[sort]) : found
          return {
            people: down && sorted !== found ? sorted.toReversed() : sorted,
            ...(count && { total: found.length }),
          }
        },
        {
          // Whoever has pending work was touched last: they come first, and on no later page. Where the list is narrowed
          // the server has said who is on it, and they stay where they are, as they are now.
          async over(answer, pending, { sort, down, after, count: _, limit: __, ...narrowing }) {
            const kept = await pending.all(MOST)
            const here = kept.flatMap(listed)
            const was = new Map(answer.people.map((one) => [one.id, one]))
            const now = here.map((one) => merged(one, was.get(one.id)))
            const isUsual = Object.values(narrowing).every((value) => value === undefined)
            if (isUsual && (sort ?? 'recent') === 'recent' && (down ?? sort === undefined)) {
              const ids = new Set(now.map(({ id }) => id))
              const others = answer.people.filter(({ id }) => !ids.has(id))
              const total = answer.total
              return {
                ...answer,
                people: after === undefined ? [...now, ...others] : others,
                ...(total !== undefined && {
                  total: total + kept.filter(({ server }) => server === undefined).flatMap(listed).length,
                }),
              }
            }
            const changed = new Map(now.map((one) => [one.id, one]))
            return { ...answer, people: answer.people.map((one) => changed.get(one.id) ?? one) }
          },
        },
      ),
    ],
  }
}

/** What the device knows, over what only the server does. */
const merged = (here: Listed, there: Listed | undefined): Listed =>
  there === undefined
    ? here
    : {
        ...there,
        called: here.called,
        givenNames: here.givenNames,
        firstSurname: here.firstSurname,
        secondSurname: here.secondSurname,
        born: here.born,
        needs: there.needs && (here.needs ?? there.needs),
        appointment: here.appointment ?? there.appointment,
      }

const nextOf = (referrals: readonly Referral[], now: string): string | null =>
  referrals
    .flatMap(({ state, scheduledFor }) =>
      state === 'scheduled' && scheduledFor !== null && scheduledFor >= now ? [scheduledFor] : [],
    )
    .toSorted()[0] ?? null

const nameOf = (one: Listed) => (spokenName(one) ?? '').toLowerCase()

const ORDERS = {
  name: (a: Listed, b: Listed) => nameOf(a).localeCompare(nameOf(b)),
  appointment: (a: Listed, b: Listed) => (a.appointment ?? '9').localeCompare(b.appointment ?? '9'),
}

const isListed =
  ({ manager, work, need, urgency, appointment }: Narrowing) =>
  (one: Listed): boolean =>
    (manager === undefined ||
      (manager === 'nobody' ? one.hasCase === true && one.manager === null : one.manager?.id === manager)) &&
    (work === undefined || one.hasCase === (work === 'open')) &&
    ((need ?? urgency) === undefined ||
      (one.needs ?? []).some(
        (each) =>
          (need === undefined || each.code === need) && (urgency === undefined || each.urgency === urgency),
      )) &&
    (appointment === undefined || (one.appointment !== null) === (appointment === 'coming'))
