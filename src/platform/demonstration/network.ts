// Gives journeys the actors of the invented network: the staff of its organisations.
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { ORGANISATIONS, TEAMS, type City, type OrganisationKey } from './organisations.ts'

export type Team = { desk: Actor; orientation: Actor; manager: Actor }

export class Network {
  readonly organisations: Readonly<Record<OrganisationKey, Id>>
  readonly #staff: ReadonlyMap<string, Actor>

  constructor(organisations: Readonly<Record<OrganisationKey, Id>>, staff: ReadonlyMap<string, Actor>) {
    this.organisations = organisations
    this.#staff = staff
  }

  /** The staff member with that key, of any organisation. */
  member(key: string): Actor {
    const found = this.#staff.get(key)
    if (!found) throw new Error(`The network has no staff member ${key}.`)
    return found
  }

  /** The staff of that centre: reception desk, orientation and case management. */
  team(city: City): Team {
    const { desk, orientation, manager } = TEAMS[city]
    return {
      desk: this.member(desk),
      orientation: this.member(orientation),
      manager: this.member(manager),
    }
  }

  /** A staff member of that organisation who delivers services. */
  provider(organisation: OrganisationKey): Actor {
    const { staff } = ORGANISATIONS[organisation]
    const gives = staff.find(({ roles }) => roles.includes('provider') || roles.includes('case_manager'))
    return this.member((gives ?? staff[0])?.key ?? organisation)
  }
}
