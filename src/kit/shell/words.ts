// How the shell compares words.

/** Letters without their accents, so that `telefono` finds `Teléfono`. */
export const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
