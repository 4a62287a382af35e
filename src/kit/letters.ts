// Compares texts as a person looks for them: without accents, in either case.

/** Letters without their accents, so that `telefono` finds `Teléfono`. */
export const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
