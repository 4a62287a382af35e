// Who may set and see the sign-on of an organisation; docs/authorization.md says what the letters and words mean.
import type { Jobs } from '../../../tests/authorization/job.ts'
import type { Actor } from '../../kernel/actor.ts'
import { type PlainNumbers, served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { configureSignOn } from './operations.ts'

export const rows = `
Sign-on of an organisation        F O C S P K N M V $ D A    own   shared  outsider
sign_on.configure                 . . . . . . . . . . . A    -     -       -
sign_on.remove                    . . . . . . . . . . . A    -     -       -
sign_on.prove_domain              . . . . . . . . . . . A    yes   404     404
sign_on.note_domain               . . . . . . . . . . . .    -     -       -
sign_on.confirm_domain            . . . . . . . . . . . A    yes   403     403
sign_on.claims                    . . . . . . . . . . . A    yes   none    none
sign_on.get                       . . . . . . . . . . . A    yes   none    none
`

/** An organisation claims a domain for its sign-on. */
async function claim({ run, id }: World, by: Actor): Promise<string> {
  const domain = `d${id().slice(-12)}.example`
  await run(by, configureSignOn, {
    issuer: `https://sign-on.${domain}`,
    clientId: 'arraigo',
    domain,
    required: false,
    secondFactor: 'house',
  })
  return domain
}

export const subjects: Subjects = {
  'sign_on.prove_domain': served(async (world) => {
    await claim(world, world.rosa)
    return { input: {} }
  }),
  // The lead confirms what another organisation claims; nobody else does, not even for themselves.
  'sign_on.confirm_domain': served(async (world) => {
    const domain = await claim(world, world.flora)
    return { input: { organisation: world.flora.organisation, domain } }
  }),
  'sign_on.claims': served(async (world) => ({ input: {}, shows: [await claim(world, world.flora)] })),
  'sign_on.get': served(async (world) => {
    const domain = 'huerta.example'
    await world.run(world.rosa, configureSignOn, {
      issuer: 'https://sign-on.huerta.example',
      clientId: 'arraigo',
      domain,
      required: false,
      secondFactor: 'house',
    })
    return { input: {}, shows: [domain] }
  }),
}

export const plainNumbers: PlainNumbers = {
  'sign_on.get': { 'provider.linked': 'users' },
}

export const jobs: Jobs = {
  'sign_on.look_up': async ({ rosa, run }) => {
    const domain = 'huerta.example'
    const settings = { issuer: `https://${domain}`, clientId: 'arraigo', domain, required: false }
    await run(rosa, configureSignOn, { ...settings, secondFactor: 'house' })
    return { organisation: rosa.organisation, domain, record: 'arraigo-sign-on=the record' }
  },
}
