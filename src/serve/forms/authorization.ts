// Who may record and read answers to a questionnaire, as the authorization test reads it;
// docs/authorization.md explains the letters and words.
import type { Secrets } from '../../../tests/authorization/secret.ts'
import { onReferred, served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { referred } from '../../../tests/authorization/world.ts'
import { recordCharacterization } from './operations.ts'

export const rows = `
Knowing somebody                  F O C S P K N M V $ D A    own   shared  outsider
characterization.record           . O C S P . . . . . . .    yes   yes     404
characterization.list             . O C S P . . . . . . .    yes   409     none
`

export const subjects: Subjects = {
  'characterization.record': onReferred((it, world) => ({
    id: world.id(),
    person: it.person,
    questionnaire: 'characterization',
    version: 1,
    answers: { has_gardened: false, people_at_home: 3 },
  })),
  'characterization.list': served(async (world) => {
    const [it, id] = [await referred(world), world.id()]
    const answers = { has_gardened: false, people_at_home: 3 }
    const about = { id, person: it.person, questionnaire: 'characterization', version: 1, answers }
    await world.run(world.rosa, recordCharacterization, about)
    return { input: { person: it.person }, shows: [id] }
  }),
}

export const visits: Visits = {
  records: async () => ({ questionnaire: 'characterization' }),
}

export const secrets: Secrets = {
  words: { keeper: ['has_gardened'] },
  write: async ({ rosa, id, run }, person) => {
    const asked = { questionnaire: 'characterization', version: 1 }
    const answers = { has_gardened: false, people_at_home: 3 }
    await run(rosa, recordCharacterization, { id: id(), person, ...asked, answers })
    return []
  },
}
