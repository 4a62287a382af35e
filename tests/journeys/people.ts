// The users of Lina's journey: an operator creates the first organisation, and everybody else is invited.
import type { OrganisationClass, Role } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { openCentre, registerOrganisation } from '../../src/identity/organisations/operations.ts'
import { getInvitation, inviteUser } from '../../src/identity/users/operations.ts'
import type { JourneyApp, SignedIn } from './app.ts'

export type People = Awaited<ReturnType<typeof invitePeople>>

/**
 * Huerta del Barrio leads and keeps Lina's record, Raíces serves, Sello Claro verifies, Fondo Semilla pays.
 */
export async function invitePeople(app: JourneyApp) {
  const id = app.newId
  const { path, organisation: garden } = await app.createFirstOrganisation('Dora', 'Huerta del Barrio')
  const dora = await app.enter(path)

  /** An administrator invites a user, who accepts the invitation. */
  async function invite(name: string, roles: readonly Role[], organisation?: Id): Promise<SignedIn> {
    const { id: user } = await dora.run(inviteUser, {
      id: id(),
      name,
      email: `${name.toLowerCase()}@example.org`,
      locale: 'es',
      // The application uses the test's clock and sign-in the real one: valid by both.
      roles: roles.map((role) => ({ role, from: '2020-01-01' })),
      ...(organisation && { organisation }),
    })
    return app.enter((await dora.ask(getInvitation, { user })).path)
  }

  /** The lead organisation adds another, and hands it over to its first administrator. */
  async function join(name: string, kind: OrganisationClass, who: string, roles: readonly Role[]) {
    const organisation = id()
    await dora.run(registerOrganisation, {
      id: organisation,
      name,
      class: kind,
      timeZone: 'America/Bogota',
      locale: 'es',
      secondFactor: kind === 'verifier' ? 'required' : 'optional',
    })
    return { organisation, voice: await invite(who, ['administrator', ...roles], organisation) }
  }

  await dora.run(openCentre, { id: id(), name: 'Invernadero', place: 'xa_01001' })
  const roots = await join('Raíces', 'cso', 'Beto', ['provider', 'case_manager'])
  const seal = await join('Sello Claro', 'verifier', 'Vera', ['verifier'])
  const purse = await join('Fondo Semilla', 'funder', 'Fina', ['funder'])
  const nosy = ['provider', 'case_manager', 'supervisor', 'coordinator'] as const
  const fence = await join('Otra Huerta', 'cso', 'Eve', nosy)
  return {
    organisations: { garden, roots: roots.organisation },
    dora,
    ana: await invite('Ana', ['front_desk']),
    clara: await invite('Clara', ['orientation', 'case_manager']),
    sol: await invite('Sol', ['supervisor', 'coordinator']),
    beto: roots.voice,
    vera: seal.voice,
    fina: purse.voice,
    eve: fence.voice,
  }
}
