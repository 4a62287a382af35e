// The invented network as its journeys see it: organisations and those who work there.
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

  /** Who has that key among the staff of all organisations. */
  member(key: string): Actor {
    const found = this.#staff.get(key)
    if (!found) throw new Error(`Nobody called ${key} works in the network.`)
    return found
  }

  /** Who receives, listens and accompanies in that centre. */
  team(city: City): Team {
    const { desk, orientation, manager } = TEAMS[city]
    return {
      desk: this.member(desk),
      orientation: this.member(orientation),
      manager: this.member(manager),
    }
  }

  /** Somebody at that organisation who gives services. */
  provider(organisation: OrganisationKey): Actor {
    const { staff } = ORGANISATIONS[organisation]
    const gives = staff.find(({ roles }) => roles.includes('provider') || roles.includes('case_manager'))
    return this.member((gives ?? staff[0])?.key ?? organisation)
  }
}
