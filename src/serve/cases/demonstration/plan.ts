// The steps of a plan that referrals carry out, and those that the person or the centre takes besides.
import type { Actor } from '../../../kernel/actor.ts'
import { addDays } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import { after, type Continuation } from '../../../platform/demonstration/contribution.ts'
import type { Journey } from '../../../platform/demonstration/journey.ts'
import { recordDelivery } from '../../deliveries/operations.ts'
import { cancelReferral, closeReferral, redirectReferral, sendReferral } from '../../referrals/operations.ts'
import { addStep, attachReferral, completeStep, dropStep, identifyNeed, setGoal } from '../operations.ts'
import { KINDS } from './needs.ts'

export const planOfReferrals: readonly Continuation[] = [
  after(sendReferral, (journey, { input: { id, person }, actor }) => plan(journey, person, id, actor)),
  after(redirectReferral, (journey, { input: { person, newId }, actor }) =>
    withStep(journey, (id) => journey.act(attachReferral, { id, person, referral: newId }, actor)),
  ),
  after(recordDelivery, async (journey, { input: { person } }) => {
    // Without a milestone to come, the referral is about to be closed, and the step is completed with it.
    if (!kindOf(journey)?.milestone) return
    const { manager } = journey.network.team(journey.household.city)
    await withStep(journey, (id) => journey.act(completeStep, { id, person }, manager))
  }),
  after(cancelReferral, (journey, { input: { person, because } }) => drop(journey, person, because)),
  after(closeReferral, async (journey, { input: { person }, actor }) => {
    if (journey.last(recordDelivery)) return
    const { manager } = journey.network.team(journey.household.city)
    const missed = actor.organisation !== manager.organisation
    await drop(journey, person, missed ? 'No llegó a las citas.' : 'No fue posible por esta vía.')
  }),
]

const kindOf = (journey: Journey) => {
  const need = journey.last(identifyNeed)?.input.code
  return KINDS.find((kind) => kind.need === need)
}

/** The step that the referral of this journey carries out, when there is a plan. */
async function withStep(journey: Journey, then: (step: Id) => Promise<unknown>): Promise<void> {
  const step = journey.last(addStep, ({ input }) => input.referral !== undefined)
  if (step) await then(step.input.id)
}

const drop = (journey: Journey, person: Id, because: string) =>
  withStep(journey, (id) => {
    const { manager } = journey.network.team(journey.household.city)
    return journey.act(dropStep, { id, person, because }, manager)
  })

/** The step that the referral carries out; sometimes with a further step of the person's own. */
async function plan(journey: Journey, person: Id, referral: Id, manager: Actor): Promise<void> {
  const { random } = journey
  const goal = journey.last(setGoal)?.input.id
  if (!goal) return
  const text = kindOf(journey)?.notes
    ? 'Asistir a la cita con la organización'
    : 'Acompañar a la primera cita'
  const dueOn = addDays(journey.today, 21)
  const step = { id: journey.newId(), person, goal, text, byWhom: 'other' as const, dueOn, referral }
  await journey.act(addStep, step, manager)
  if (!random.chance(0.25)) return
  const own = { id: journey.newId(), person }
  const what = random.pick([
    'Traer los documentos que tenga',
    'Llamar para confirmar la fecha',
    'Averiguar la ruta del bus',
  ])
  const byWhom = random.pick(['person', 'us'] as const)
  const until = addDays(journey.today, random.whole(3, 14))
  await journey.act(addStep, { ...own, goal, text: what, byWhom, dueOn: until }, manager)
  if (random.chance(0.65))
    journey.meanwhile([2, 16], 'done', (later) => later.act(completeStep, own, manager))
  else
    // The step was not taken in time and is no longer useful.
    journey.meanwhile([20, 70], 'dropped', (later) =>
      later.act(dropStep, { ...own, because: 'Ya no hizo falta.' }, manager),
    )
}
