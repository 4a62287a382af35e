// How common a name is. That two people are both called María says little; that both are called Yuleisy says much.

/** The share of people who have a word in their given names, or in their surnames, and of those who live in a place. */
export type Frequencies = {
  given: (word: string) => number
  surname: (word: string) => number
  place: (place: string) => number
}

const words = (text: string) => text.trim().split(/\s+/u)

/**
 * Common given names of Colombia and Venezuela, roughly in the order of how common they are, folded. Only the order
 * is used; a register of some size counts its own.
 */
const GIVEN = words(`
  maria jose luis juan carlos ana jesus luz jorge carmen miguel rosa antonio andres pedro manuel david daniel francisco
  alejandro rafael angel fernando alberto eduardo javier sandra claudia diana martha gloria patricia andrea carolina
  alejandra paola adriana luisa isabel juana sofia valentina camila gabriela daniela laura natalia cristian jhon edgar oscar
  victor ramon enrique sergio diego gustavo alvaro ivan hector ricardo sebastian santiago nicolas camilo felipe julian
  beatriz yolanda elena teresa margarita blanca esperanza nubia mercedes mariana angelica marcela lorena monica liliana
  milena leidy yennifer katherine kevin brayan samuel gabriel julio cesar raul jaime mario roberto nelson omar wilson
  wilmer jairo orlando hernan humberto guillermo alfonso victoria lucia catalina josefina cecilia alicia dora olga`)
const SURNAMES = words(`
  rodriguez gomez gonzalez martinez garcia lopez hernandez sanchez perez ramirez diaz torres rojas moreno vargas ortiz
  jimenez castro gutierrez alvarez ruiz fernandez suarez romero herrera munoz valencia mendoza rivera medina morales
  quintero castillo silva ramos cardenas guerrero marin mejia arias pena acosta cruz rincon salazar parra delgado contreras
  castaneda rivas chirinos villalobos urdaneta bravo colmenares zambrano mora blanco guzman molina cabrera osorio ortega
  velasquez vasquez bermudez navarro mosquera palacios cordoba barrios duran leon vega reyes soto cortes pineda
  florez franco giraldo restrepo zapata londono velez ospina cano correa escobar duarte gil beltran camacho caicedo`)

/** Shares by rank r: `scale / (r + from)`, a Zipf–Mandelbrot curve that a register of the region follows roughly. */
function byRank(ranked: readonly string[], scale: number, from: number, rare: number) {
  const shares = new Map(ranked.map((word, rank) => [word, scale / (rank + from)]))
  return (word: string) => shares.get(word) ?? rare
}

/** For a register too small to count, and for a device. */
export const SHIPPED: Frequencies = {
  given: byRank(GIVEN, 0.36, 3, 3e-4),
  surname: byRank(SURNAMES, 0.16, 4, 2e-4),
  // Most who come to a centre live in its city.
  place: () => 0.5,
}

/** People counted before the own counts weigh as much as what is shipped. */
const TRUSTED_FROM = 2000

/**
 * The shares of a register, counted. Each word is smoothed towards what is shipped, so that a small register does not
 * take a name it has seen once for a rare one.
 *
 * @param people how many were counted
 * @param counts people who have the word, by word, or live in a place
 */
export function counted(
  people: number,
  counts: Record<keyof Frequencies, ReadonlyMap<string, number>>,
): Frequencies {
  const smoothed = (of: ReadonlyMap<string, number>, shipped: (word: string) => number) => {
    const share = (word: string) =>
      ((of.get(word) ?? 0) + TRUSTED_FROM * shipped(word)) / (people + TRUSTED_FROM)
    // Asked for millions of pairs.
    const known = new Map([...of.keys()].map((word) => [word, share(word)]))
    return (word: string) => known.get(word) ?? share(word)
  }
  return {
    given: smoothed(counts.given, SHIPPED.given),
    surname: smoothed(counts.surname, SHIPPED.surname),
    place: smoothed(counts.place, SHIPPED.place),
  }
}
