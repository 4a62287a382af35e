// Names from which the labelled set is invented: common first, and how often each is drawn.
import type { Chance } from './chance.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/u)

const WOMEN = words(`
  María Ana Luz Carmen Rosa Gabriela Daniela Andrea Paola Sandra Claudia Diana Yuleisy Yesenia Mariana Valentina Camila Isabel
  Juana Josefina Luisa Adriana Carolina Alejandra Patricia Beatriz Gloria Martha Yolanda Mayerlin Génesis Oriana Yennifer
  Katherine Wendy Rebeca Elena Inés Noemí Xiomara Milagros Estefanía Nairobis Jhoana Leidy Dayana Yusmary Esperanza Consuelo
  Pilar Victoria Sofía Lucía Natalia Viviana Marisol Zoraida Haydée Laura Angélica Catalina Mercedes Teresa Margarita Blanca
  Dora Nancy Cecilia Mónica Liliana Lorena Marcela Johana Tatiana Vanessa Karina Verónica Rocío Ruth Raquel Sara Marta Julia
  Irene Alicia Amparo Nubia Nelly Olga Graciela Ligia Rosalba Fanny Edith Maritza Omaira Belkis Zulay Yajaira Morela Xiomary
  Yorgelis Yoselin Desirée Rosmary Eliana Keila Roxana Andreína Mariángel Luisana Yolimar Antonella Salomé Bárbara Nicole
  Isabella Samantha Luciana Juliana Valeria Danna Emily Celeste Kelly Sindy Liceth Angie Milena Ingrid Yurleidys Denis Elvira
  Dulce Fátima Guadalupe Soledad Dolores Asunción Rosario Trinidad Concepción Francisca Antonia Manuela Petra Eugenia Leonor
  Magdalena Susana Silvia Norma Miriam Maribel Yamileth Griselda Zenaida Rosaura Delia Flor Nélida Ofelia Aura Aurora Clara
  Fabiola Jacqueline Mirian Marlene Yaritza Yanet Neida Leida Ismelda Deisy Arelis Anyela Brigitte Karen Stefany Paula`)
const MEN = words(`
  José Juan Luis Carlos Jesús Miguel Pedro Jorge Andrés Daniel David Manuel Antonio Francisco Rafael Ángel Fernando Wilmer Jhon
  Edgar Hernán Óscar Víctor Ramón Alberto Eduardo Javier Sergio Diego Cristian Yeferson Brayan Kevin Alexis Enrique Rubén
  Gustavo Álvaro Iván Héctor Marcos Samuel Gabriel Emilio Freddy Yorman Darwin Elías Joaquín Nelson Omar Vicente Simón Tomás
  Gerardo Guillermo Alejandro Sebastián Santiago Mateo Nicolás Julián Camilo Felipe Mauricio Fabián Leonardo Ricardo Roberto
  Raúl Mario Julio César Arturo Alfonso Jaime Humberto Armando Gilberto Orlando Wilson Jairo Hugo Efraín Rodrigo Eliécer Ever
  Fabio Harold Jaider Duván Deivis Édinson Richard Anderson Leonel Edixon Kelvin Wilkin Jonathan Reinaldo Deivi Argenis Alirio
  Aníbal Régulo Gregorio Isaac Thiago Moisés Adrián Mathías Emmanuel Dylan Jerónimo Martín Joel Ignacio Pablo Esteban Ernesto
  Federico Agustín Benjamín Bernardo Domingo Eugenio Evaristo Fermín Gonzalo Heriberto Horacio Isidro Jacinto Lázaro Leandro
  Lorenzo Luciano Marcelino Máximo Melquiades Néstor Norberto Octavio Pascual Ramiro René Rogelio Rolando Salvador Santos Saúl
  Segundo Teodoro Ulises Valentín Wilfredo Yimmy Yonathan Maikel Franklin Robinson Stiven Ronald Erick Henry Milton Danilo`)
const SURNAMES = words(`
  González Rodríguez Pérez Hernández García Martínez López Sánchez Ramírez Díaz Torres Gómez Rivas Fernández Vásquez Jiménez
  Moreno Rojas Castillo Mendoza Álvarez Romero Suárez Ortega Chirinos Quintero Urdaneta Colmenares Zambrano Contreras Villalobos
  Epieyú Pushaina Uriana Ipuana Márquez Salazar Bermúdez Guerrero Medina Navarro Acosta Peña Silva Ríos Cárdenas Vargas Morales
  Ortiz Delgado Castro Guzmán Blanco Molina Cabrera Rincón Parra Méndez Arias Valero Prieto Barrios Yépez Llanos Zerpa Escalona
  Bolívar Camacho Duarte Figueroa Hinojosa Ibarra Jaramillo Lozano Mejía Nieto Ochoa Paredes Quispe Restrepo Sandoval Tovar
  Uribe Velásquez Zapata Ávila Benítez Cedeño Dávila Espinoza Fuenmayor Gutiérrez Henríquez Infante Lugo Montilla Narváez
  Olivares Padrón Querales Rosales Sequera Toro Useche Villegas Zabaleta Bracho Carrasquero Finol Leal Nava Oliveros Petit
  Rangel Sulbarán Troconis Vílchez Atencio Boscán Chacín Durán Aguilar Alarcón Arango Aponte Araujo Arroyo Ayala Ballesteros
  Barreto Becerra Bello Betancourt Brito Bustamante Caicedo Calderón Campos Cano Carmona Carrillo Castañeda Ceballos Cordero
  Córdoba Correa Cortés Cruz Cuéllar Domínguez Echeverría Escobar Espitia Estrada Flórez Fonseca Franco Fuentes Galvis Gallego
  Garzón Giraldo Gil Granados Guerra Herrera Hurtado Jaimes León Lara Linares Lizarazo Maldonado Manrique Marín Mata Meza
  Miranda Mora Mosquera Muñoz Murillo Naranjo Núñez Obando Osorio Ospina Pabón Pacheco Palacios Pardo Patiño Perea Pineda Pinto
  Polanco Portillo Quiroga Ramos Reyes Riascos Robles Rosero Rueda Ruiz Saavedra Salas Salcedo Santana Santos Serrano Sierra
  Sosa Soto Tamayo Trujillo Urbina Valderrama Valencia Valera Vega Velasco Vera Vergara Villamizar Yánez Zuluaga`)
const COMPOUND = [
  'San Juan',
  'del Río',
  'de la Hoz',
  'de la Cruz',
  'de los Ríos',
  'Santa María',
  'San Martín',
  'del Valle',
]
const ARABIC = [
  { given: 'محمد', latin: ['Mohammed', 'Muhammad', 'Mohamed'], sex: 'male' },
  { given: 'أحمد', latin: ['Ahmed', 'Ahmad'], sex: 'male' },
  { given: 'يوسف', latin: ['Yusuf', 'Youssef', 'Yousef'], sex: 'male' },
  { given: 'فاطمة', latin: ['Fatima', 'Fatma', 'Fatimah'], sex: 'female' },
  { given: 'عائشة', latin: ['Aisha', 'Aicha', 'Ayesha'], sex: 'female' },
  { given: 'خديجة', latin: ['Khadija', 'Jadiya', 'Khadijah'], sex: 'female' },
] as const
const ARABIC_SURNAMES = [
  { surname: 'حسين', latin: ['Hussein', 'Husain', 'Hossein'] },
  { surname: 'خليل', latin: ['Khalil', 'Jalil'] },
  { surname: 'منصور', latin: ['Mansour', 'Mansur'] },
  { surname: 'حداد', latin: ['Haddad', 'Hadad'] },
] as const
const HAITIAN = {
  female: words('Marie Rose Nadège Mirlande Fabiola Guerline Esther Lovely Ruth Yvonne'),
  male: words('Jean Pierre Jacques Wilner Frantz Emmanuel Jean-Baptiste Josué Widner Évens'),
  surnames: words('Pierre Joseph Jean Charles Louis François Baptiste Saint-Louis Désir Étienne Cadet Noël'),
}
const SYLLABLES = words('bar ce du gui lla men que ri sal tor ur ven ye zam cha rra no li pe go sti')

/** Draws by rank: the chance of the name at rank r is in proportion to 1 / (r + 3), as Zipf and Mandelbrot have it. */
function byRank(names: readonly string[]): (chance: Chance) => string {
  let sum = 0
  const upTo = names.map((_, rank) => (sum += 1 / (rank + 3)))
  return (chance) => {
    const at = chance() * sum
    return names[upTo.findIndex((until) => at < until)] ?? (names.at(-1) as string)
  }
}

const woman = byRank(WOMEN)
const man = byRank(MEN)
const known = byRank(SURNAMES)

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** One in eight is rare, as the long tail of a register is. */
export function surname(chance: Chance): string {
  const kind = chance()
  if (kind < 0.012) return chance.of(COMPOUND)
  if (kind < 0.04) return `${chance.of(['de ', 'de la ', 'del '])}${known(chance)}`
  if (kind < 0.86) return known(chance)
  return capitalised(Array.from({ length: chance.from(2, 3) }, () => chance.of(SYLLABLES)).join(''))
}

export type Sex = 'female' | 'male'

export function given(sex: Sex, chance: Chance): string[] {
  const draw = sex === 'female' ? woman : man
  const first = draw(chance)
  if (chance() < 0.3) return [first]
  const second = draw(chance)
  return second === first ? [first] : [first, second]
}

/** Somebody whose name is written in Arabic, or in one of several Latin spellings. */
export function arabic(chance: Chance): {
  given: string
  surname: string
  sex: Sex
  latin: () => [string, string]
} {
  const [name, family] = [chance.of(ARABIC), chance.of(ARABIC_SURNAMES)]
  return {
    given: name.given,
    surname: family.surname,
    sex: name.sex,
    latin: () => [chance.of(name.latin), chance.of(family.latin)],
  }
}

export const haitian = (sex: Sex, chance: Chance): { given: string[]; surname: string } => ({
  given: [chance.of(HAITIAN[sex]), ...(chance() < 0.5 ? [chance.of(HAITIAN[sex])] : [])],
  surname: chance.of(HAITIAN.surnames),
})

/** What people are called at home, and what a clerk in a hurry writes. */
export const FAMILIAR: Readonly<Record<string, readonly string[]>> = {
  José: ['Pepe', 'Cheo'],
  Francisco: ['Paco', 'Pacho', 'Pancho'],
  Jesús: ['Chucho', 'Chuy'],
  Manuel: ['Manolo', 'Manu'],
  Ignacio: ['Nacho'],
  Alejandro: ['Alejo', 'Ale'],
  Antonio: ['Toño', 'Toni'],
  Guillermo: ['Memo', 'Guille'],
  Enrique: ['Quique'],
  Alberto: ['Beto'],
  Roberto: ['Beto', 'Rober'],
  Eduardo: ['Lalo', 'Edu'],
  Luis: ['Lucho'],
  Rafael: ['Rafa'],
  Gabriel: ['Gabo'],
  Gustavo: ['Tavo'],
  Sergio: ['Checho'],
  Fernando: ['Nando', 'Fer'],
  Santiago: ['Santi', 'Chago'],
  María: ['Mari', 'Mary'],
  Dolores: ['Lola'],
  Mercedes: ['Meche', 'Merche'],
  Concepción: ['Concha', 'Conchita'],
  Rosario: ['Charo', 'Chayo'],
  Guadalupe: ['Lupe', 'Lupita'],
  Isabel: ['Chabela', 'Isa'],
  Teresa: ['Tere'],
  Beatriz: ['Betty', 'Bea'],
  Graciela: ['Chela'],
  Consuelo: ['Chelo'],
  Josefina: ['Pepa', 'Chepa'],
  Patricia: ['Paty'],
  Margarita: ['Margot', 'Marga'],
  Alejandra: ['Ale'],
  Gabriela: ['Gaby'],
  Catalina: ['Cata'],
  Valentina: ['Vale'],
  Daniela: ['Dani'],
}
