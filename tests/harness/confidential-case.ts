// A person with a confidential note: a case, the sealed note, and words that appear nowhere else.
import { openCase } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { sealNote, type ProtectedGroup } from '../../src/protect/confidential/operations.ts'
import type { TestNetwork } from './network.ts'

export const STORY = 'La encerraron siete semanas en una bodega de Zarandaja.'
export const NEED = 'Un lugar seguro donde dormir, ya pedido a Quillango.'
export const AGREED = 'Se acordó llamar solo por la mañana, nunca a Perejuela.'

/** A person whose case Clara manages, with a note sealed by Clara. */
export async function confidentialCase(network: TestNetwork) {
  const { execute: run, newId, actors } = network
  const [person, note] = [newId(), newId()]
  await run(registerPerson, { id: person, searched: 'device', called: 'Lina' }, actors.ana)
  await run(openCase, { id: newId(), person, manager: actors.clara.user }, actors.clara)
  const group: ProtectedGroup = 'trafficking'
  await run(sealNote, { person, id: note, group, need: NEED, agreed: AGREED, story: STORY }, actors.clara)
  return { person, note, group }
}

/** The code of the Problem that the work ended in, or `done`. */
export async function code(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )
}
