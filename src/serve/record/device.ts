// Registers, corrects and finds people on the phone, with the server's rules and without a network.
import {
  answerOnDevice,
  onDevice,
  type DeviceCapability,
  type KeptPeople,
  type KeptPerson,
  type KnownAnswer,
} from '../../device/capability.ts'
import type { ParsedOf } from '../../kernel/command.ts'
import { digitsIn, plainDigits } from '../../kernel/digits.ts'
import type { Pack } from '../../kernel/packs/pack.ts'
import { getPack } from '../../kernel/packs/pack-query.ts'
import { dateIn } from '../../kernel/time.ts'
import {
  registerPerson,
  changePerson,
  addIdentifier,
  retireIdentifier,
  addContact,
  changeContact,
  getPerson,
  listCaseload,
  searchPeople,
} from './operations.ts'
import { contactUnknown, contactUnsafeElsewhere, contactUnsafeStays } from './problems.ts'
import { checkAsking } from './rules/asking.ts'
import { matchKeys, numberKeys, searchWords } from './rules/keys.ts'
import { compare, nameFound, ranked, readText } from '../duplicates/operations.ts'
import { nameWords } from './rules/names.ts'
import {
  checkDetails,
  comparable,
  comparableDraft,
  complete,
  edit,
  readyContacts,
  readyIdentifiers,
} from './rules/record.ts'
import type { Candidate, Glimpse, Person, Reason } from './rules/shapes.ts'

const PART = 'person'
/** Number of people compared with a new one; a phone keeps a caseload, not a whole register. */
const COMPARED = 2000
const SHOWN = 20

const whole = (kept: KeptPerson) => kept.parts[PART] as Person | undefined
const about = (input: { person: string }) => [input.person]
const withoutPerson = <Input extends { person: string }>({ person: _person, ...rest }: Input) => rest

function glimpse(person: Person): Glimpse {
  const { id, called, givenNames, firstSurname, secondSurname, born, sex, place, nationalities } = person
  const { organisation, registeredAt } = person
  return {
    id,
    called,
    givenNames,
    firstSurname,
    secondSurname,
    born,
    sex,
    place,
    nationalities,
    organisation,
    registeredAt,
  }
}

const everybody = async (people: KeptPeople) =>
  (await people.all(COMPARED)).flatMap((kept) => whole(kept) ?? [])

/** The people of this device who may be the one sought, the likeliest first. */
async function search(
  people: KeptPeople,
  { text, draft: typedIn }: ParsedOf<typeof searchPeople>,
  pack: Pack | undefined,
): Promise<Candidate[]> {
  const found = new Map<string, Candidate>()
  const draft = typedIn && comparableDraft(pack, typedIn)
  for (const person of draft ? await everybody(people) : []) {
    const likeness = draft && compare(draft, comparable(person))
    if (!likeness?.strength) continue
    const { score, strength, reasons } = likeness
    found.set(person.id, { ...glimpse(person), score, strength, reasons })
  }
  const add = (person: Person | undefined, reasons: Reason[] = []) => {
    if (person && !found.has(person.id))
      found.set(person.id, { ...glimpse(person), score: 0, strength: 'found', reasons })
  }
  for (const { person, reasons } of text ? typed(text, await everybody(people)) : []) add(person, reasons)
  // Also the beginnings of numbers.
  for (const kept of text ? await people.search(text, SHOWN + 1) : []) add(whole(kept))
  return [...found.values()].sort((a, b) => b.score - a.score)
}

/** In bits, as on the server: a number is nearly always of one person. */
const OF_NUMBER = 20

/** The people whom typed words or numbers are like, ranked as the server does; equals as they come. */
function typed(text: string, people: readonly Person[]) {
  const { words, numbers } = readText(text)
  const keys = new Set(numbers.flatMap(numberKeys))
  const found = people.flatMap((person) => {
    const like = nameFound(words, person)
    const { identifiers, phones } = comparable(person)
    const has = (some: Parameters<typeof matchKeys>[0]) => matchKeys(some).some((key) => keys.has(key))
    const reason = keys.size > 0 && (has({ phones }) ? 'same_phone' : has({ identifiers }) && 'same_document')
    if (!reason) return words.length > 0 ? [{ person, ...like }] : []
    return [
      {
        person,
        ...like,
        bits: OF_NUMBER + Math.max(like.bits, 0),
        missing: 0,
        reasons: [reason] as Reason[],
      },
    ]
  })
  return ranked(found, () => 0)
}

/** A record that is not on this device is left to the server. */
function changed(person: Person | undefined, change: (person: Person) => Person): Person | undefined {
  return person && change(person)
}

/** `pack` is read each time: the device may receive a newer release while it runs. */
export function deviceCapability(known: KnownAnswer): DeviceCapability {
  const pack = () => known(getPack)?.pack
  return {
    needs: [getPack],
    name: PART,
    search: {
      keys(document) {
        const person = document as Person
        const numbers = [
          ...person.identifiers.filter((one) => !one.retired).map((one) => one.number.toLowerCase()),
          ...person.contacts.filter((one) => !one.retired).map((one) => digitsIn(one.value)),
        ]
        return [...searchWords(person), ...numbers.filter((one) => one !== '')]
      },
      words: (text) =>
        /^[\p{Nd}\s+().\p{Pd}]+$/u.test(text) ? [digitsIn(text)] : nameWords(plainDigits(text)),
    },
    commands: [
      onDevice(registerPerson, {
        persons: ({ id }) => [id],
        apply(_nobody: Person | undefined, input, { occurredAt, actor }) {
          const {
            id,
            identifiers = [],
            contacts = [],
            consentText,
            searched: _,
            notDuplicateOf: __,
            statusPurpose,
            ...offered
          } = input
          const words = pack()
          if (words) {
            checkDetails(words, offered, dateIn(occurredAt, actor.timeZone))
            // Whether this centre never asks is known to the form and the server; the phone checks the rest.
            checkAsking(words, 'with_purpose', offered.migrationStatus, statusPurpose)
          }
          return {
            id,
            version: 1,
            organisation: actor.organisation,
            sharedWith: [],
            ...complete(offered),
            identifiers: words
              ? readyIdentifiers(words, identifiers).map((one) => ({ ...one, retired: null }))
              : [],
            contacts: words ? readyContacts(words, contacts) : [],
            household: null,
            consentText: consentText ?? null,
            registeredAt: occurredAt,
            openDuplicates: 0,
            withheld: null,
          }
        },
      }),
      onDevice(changePerson, {
        persons: ({ id }) => [id],
        apply: (person: Person | undefined, { changes, statusPurpose }, { occurredAt, actor }) =>
          changed(person, (before) => {
            const words = pack()
            if (words) {
              checkDetails(words, changes, dateIn(occurredAt, actor.timeZone))
              if (changes.migrationStatus !== before.migrationStatus)
                checkAsking(words, 'with_purpose', changes.migrationStatus, statusPurpose)
            }
            return { ...before, ...edit(before, changes), version: before.version + 1 }
          }),
      }),
      onDevice(addIdentifier, {
        persons: about,
        apply: (person: Person | undefined, added) =>
          changed(person, (before) => {
            const words = pack()
            const ready = words ? readyIdentifiers(words, [withoutPerson(added)], before.identifiers) : []
            return {
              ...before,
              identifiers: [...before.identifiers, ...ready.map((one) => ({ ...one, retired: null }))],
            }
          }),
      }),
      onDevice(retireIdentifier, {
        persons: about,
        apply: (person: Person | undefined, { id, because }) =>
          changed(person, (before) => ({
            ...before,
            identifiers: before.identifiers.map((one) =>
              one.id === id ? { ...one, retired: because } : one,
            ),
          })),
      }),
      onDevice(addContact, {
        persons: about,
        apply: (person: Person | undefined, added) =>
          changed(person, (before) => {
            const words = pack()
            return {
              ...before,
              contacts: [
                ...before.contacts,
                ...(words ? readyContacts(words, [withoutPerson(added)], before.contacts) : []),
              ],
            }
          }),
      }),
      onDevice(changeContact, {
        persons: about,
        apply: (person: Person | undefined, { id, person: _person, base: _base, ...changes }, { actor }) =>
          changed(person, (before) => {
            const standing = before.contacts.find((one) => one.id === id)
            if (!standing) throw contactUnknown()
            const isReversed =
              (changes.safeToCall && !standing.safeToCall) || (changes.safeToText && !standing.safeToText)
            if (isReversed && changes.value === undefined && before.organisation !== actor.organisation)
              throw contactUnsafeStays()
            if (isReversed && standing.unsafeElsewhere) throw contactUnsafeElsewhere()
            const named = Object.fromEntries(
              Object.entries(changes).filter(([, value]) => value !== undefined),
            )
            return {
              ...before,
              contacts: before.contacts.map((one) =>
                one.id === id ? { ...one, ...named, version: one.version + 1 } : one,
              ),
            }
          }),
      }),
    ],
    queries: [
      answerOnDevice(
        getPerson,
        async (people, { id }) => {
          const kept = await people.find(id)
          return kept && whole(kept)
        },
        { person: ({ id }) => id, document: (person) => person },
      ),
      answerOnDevice(
        listCaseload,
        async (people) => ({ people: (await everybody(people)).map(glimpse), next: null }),
        {
          // Whoever has pending work was touched last: they come first, and on no later page.
          async over(answer, pending, { after }) {
            const touched = (await everybody(pending)).map(glimpse)
            const ids = new Set(touched.map(({ id }) => id))
            const others = answer.people.filter(({ id }) => !ids.has(id))
            return { ...answer, people: after === undefined ? [...touched, ...others] : others }
          },
        },
      ),
      answerOnDevice(
        searchPeople,
        async (people, sought) => {
          const likeliest = await search(people, sought, pack())
          return { people: likeliest.slice(0, SHOWN), more: likeliest.length > SHOWN, elsewhere: [] }
        },
        {
          // The server finds more than the device does: whom it found stays, as they are now called.
          async over(answer, pending, sought) {
            const now = new Map((await everybody(pending)).map((person) => [person.id, glimpse(person)]))
            const known = new Set(answer.people.map(({ id }) => id))
            const added = (await search(pending, sought, pack())).filter(({ id }) => !known.has(id))
            return {
              ...answer,
              people: [...added, ...answer.people.map((each) => ({ ...each, ...now.get(each.id) }))],
            }
          },
        },
      ),
    ],
  }
}
