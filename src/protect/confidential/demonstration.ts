// What a few invented people tell in confidence, and one emergency opening that waits for its review.
import { addDays } from '../../kernel/time.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { assignConfidant, breakGlass, openNote, sealNote, type ProtectedGroup } from './operations.ts'

type Confided = { group: ProtectedGroup; need: string; agreed: string; story?: string }

/** By the heads of the first households that come to Riohacha. */
const CONFIDED: readonly Confided[] = [
  {
    group: 'violence',
    need: 'Un lugar donde dormir con sus dos hijos, lejos del barrio.',
    agreed:
      'Escribirle solo al número marcado como seguro, antes de las diez. Cita con la abogada el jueves.',
    story:
      'Contó con sus palabras lo que pasó en la casa desde enero y por qué salió de noche. Pidió que no se repita.',
  },
  {
    group: 'trafficking',
    need: 'Documentos nuevos y un empleo que nadie del anterior conozca.',
    agreed: 'No llamar a nadie de antes. La acompaña Clara a la denuncia, cuando ella diga.',
    story: 'Contó cómo le ofrecieron el trabajo, quién le guardaba el pasaporte y cómo pudo irse.',
  },
  {
    group: 'health',
    need: 'Tratamiento sin interrupciones y quien le acompañe a los controles.',
    agreed: 'Los controles son los primeros lunes. Prefiere que en su casa no se sepa.',
  },
]

const CITY = 'riohacha'

export const demonstration: Contribution = {
  /** Clara seals a note and gives access to a colleague, who reads it once more before a hearing. */
  async arrival(journey, { city, at, members }) {
    const { network } = journey
    const confided = city === CITY ? CONFIDED[at] : undefined
    if (!confided) return
    const [clara, sol] = [network.member('clara'), network.member('sol')]
    const person = members[0].id
    await journey.pass(1, 4)
    const id = journey.newId()
    await journey.act(sealNote, { person, id, ...confided }, clara)
    if (confided.group !== 'trafficking') return
    const reason = 'Reemplaza a Clara en la audiencia.'
    const letIn = { person, id: journey.newId(), group: confided.group, user: sol.user, reason }
    await journey.act(assignConfidant, letIn, clara)
    await journey.pass(2, 6)
    await journey.act(openNote, { person, id, because: 'hearing' }, sol)
  },

  /** A few days ago Maite opened a group without access in an emergency; it has not been reviewed yet. */
  async lastDays(office) {
    const { run, network } = office
    const [first] = run.households(CITY)
    if (!first) return
    await office.goTo(addDays(run.today, -4))
    const reason =
      'Un hombre pregunta por ella en la puerta y Clara no contesta. Necesito saber a quién avisar.'
    const emergency = { person: first.members[0].id, id: office.newId(), group: 'violence' as const, reason }
    await office.act(breakGlass, emergency, network.member('maite'))
  },
}
