// What a few invented people tell in confidence, and one emergency that waits for its review.
import type { Actor } from '../../kernel/actor.ts'
import { addDays, type PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import {
  assignConfidant,
  breakGlass,
  openNote,
  sealNote,
  type ProtectedGroup,
} from '../../protect/confidential/operations.ts'
import { openCase } from '../../serve/cases/operations.ts'
import type { Network } from './network.ts'
import type { Stage } from './stage.ts'

export type Confided = { group: ProtectedGroup; need: string; agreed: string; story?: string }

/** Told by the heads of the first households that come to Riohacha. */
export const CONFIDED: readonly Confided[] = [
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

/** Clara listens, seals it, and lets a colleague in; a story is read once more before a hearing. */
export async function confide(stage: Stage, network: Network, person: Id, told: Confided): Promise<Id> {
  const clara = network.staff['clara'] as Actor
  const sol = network.staff['sol'] as Actor
  await stage.pass(1, 4)
  const id = stage.newId()
  await stage.act(openCase, { id: stage.newId(), person, manager: clara.user }, clara)
  await stage.act(sealNote, { person, id, ...told }, clara)
  if (told.group !== 'trafficking') return person
  const reason = 'Reemplaza a Clara en la audiencia.'
  const letIn = { person, id: stage.newId(), group: told.group, user: sol.user, reason }
  await stage.act(assignConfidant, letIn, clara)
  await stage.pass(2, 6)
  await stage.act(openNote, { person, id, because: 'hearing' }, sol)
  return person
}

/** A few days ago Maite opened what she was not let in to; nobody has judged it yet. */
export async function breakOnce(stage: Stage, network: Network, person: Id, today: PlainDate): Promise<void> {
  await stage.goTo(addDays(today, -4))
  const reason =
    'Un hombre pregunta por ella en la puerta y Clara no contesta. Necesito saber a quién avisar.'
  const maite = network.staff['maite'] as Actor
  await stage.act(breakGlass, { person, id: stage.newId(), group: 'violence', reason }, maite)
}
