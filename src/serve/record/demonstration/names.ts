// Given names and surnames common on the Caribbean coast and at the border, from which people are invented.

type ByGeneration = { older: readonly string[]; adult: readonly string[]; young: readonly string[] }
export type People = 'venezuelan' | 'coastal' | 'northern' | 'wayuu' | 'haitian' | 'arab'

const list = (text: string): readonly string[] => text.split(/,\s*/u)

const VENEZUELAN: Record<'female' | 'male', ByGeneration> = {
  female: {
    older: list(
      'Carmen, Yolanda, Xiomara, Milagros, Nelly, Marisol, Zulay, Yajaira, Belkis, Maritza, Omaira, Morela',
    ),
    adult: list(
      'Yolimar, Yusmary, Génesis, Andreína, Dayana, Mariángel, Daniela, Yuleisy, Carolina, Gabriela, Roxana, Keila, Oriana, Luisana, Mayerlin, Yorgelis, Eliana, Rosmary, Yoselin, Desirée',
    ),
    young: list(
      'Valentina, Isabella, Victoria, Sofía, Camila, Aranza, Samantha, Antonella, Salomé, Barbara, Nicole',
    ),
  },
  male: {
    older: list(
      'Ramón, Nelson, Rafael, Freddy, Gregorio, Alirio, Orlando, Jesús, Argenis, Wilmer, Aníbal, Régulo',
    ),
    adult: list(
      'Yorman, Luis, Carlos, Darwin, Edixon, Leonel, Ángel, Kelvin, Richard, Anderson, Yeferson, Eduardo, Wilkin, Jonathan, Alexis, Gustavo, Reinaldo, Deivi',
    ),
    young: list(
      'Sebastián, Mathías, Santiago, Samuel, Diego, Isaac, Thiago, Moisés, Adrián, Gabriel, Fabián',
    ),
  },
}

const COLOMBIAN: Record<'female' | 'male', ByGeneration> = {
  female: {
    older: list(
      'Nubia, Ana, Yaneth, Martha, Rosa, Yadira, Luz, Elvira, Carmen, Denis, Ligia, Rosalba, Edith',
    ),
    adult: list(
      'Kelly, Leidy, Tatiana, Sindy, Paola, Liceth, Yurleidys, Angie, Milena, Katerine, Diana, Ingrid, Marcela, Lorena, Viviana, Adriana',
    ),
    young: list('Luciana, Mariana, Valeria, Danna, María, Gabriela, Salomé, Emily, Juliana, Ana, Celeste'),
  },
  male: {
    older: list(
      'Jairo, Hernán, Álvaro, Édgar, Ever, Manuel, Rodrigo, Efraín, Gilberto, Tomás, Eliécer, Hugo',
    ),
    adult: list(
      'Deivis, Andrés, Camilo, Cristian, Kevin, Duván, Fabio, Óscar, Jaider, Mauricio, Wilson, Javier, Rubén, Édinson, Harold',
    ),
    young: list('Juan, Emmanuel, Dylan, Matías, Jerónimo, Martín, Santiago, Miguel, Tomás, Nicolás, Joel'),
  },
}

const HAITIAN: Record<'female' | 'male', ByGeneration> = {
  female: {
    older: list('Marie, Rose, Yvonne'),
    adult: list('Nadège, Mirlande, Fabiola, Guerline'),
    young: list('Esther, Lovely, Ruth'),
  },
  male: {
    older: list('Jean, Pierre, Jacques'),
    adult: list('Wesner, Ronald, Frantz, Evens'),
    young: list('Samuel, David, Jonas'),
  },
}

const ARAB: Record<'female' | 'male', ByGeneration> = {
  female: {
    older: list('Samira, Nawal'),
    adult: list('Nadia, Layla, Rima'),
    young: list('Yasmín, Lina, Sara'),
  },
  male: {
    older: list('Nasser, Fawzi'),
    adult: list('Karim, Samir, Hassan'),
    young: list('Omar, Ziad, Nader'),
  },
}

/** Second given names that go with any first one. */
const SECOND = {
  female: list(
    'María, Isabel, Alejandra, del Carmen, Patricia, Elena, Cristina, Fernanda, Carolina, Beatriz, Lucía, Paola',
  ),
  male: list(
    'José, Antonio, Enrique, David, Alberto, Rafael, Alejandro, Manuel, Eduardo, Andrés, Luis, Daniel, Gregorio',
  ),
}

const SURNAMES: Record<People, readonly string[]> = {
  venezuelan: list(
    'González, Rodríguez, Hernández, Pérez, Márquez, Rondón, Colmenares, Villalobos, Urdaneta, Bracho, Chacín, Contreras, Moreno, Guerrero, Rivas, Parra, Labrador, Quintero, Briceño, Ferrer, Boscán, Montiel, Fuenmayor, Zambrano, Uzcátegui, Peña, Duarte, Medina, Paz, Romero, Sulbarán, De La Hoz, Araujo, Linares',
  ),
  coastal: list(
    'Mendoza, Daza, Brito, Pinto, Gómez, Iguarán, Redondo, Freyle, Barros, Deluque, Magdaniel, Puello, Caraballo, Marrugo, Herrera, Cassiani, Blanco, Torres, Julio, Pájaro, Zúñiga, Arrieta, Padilla, Castro, De Ávila, Berrío, Ospino',
  ),
  northern: list(
    'Ortega, Villamizar, Carrillo, Rangel, Sanguino, Jaimes, Suárez, Ramírez, Galvis, Leal, Navarro, Pabón, Cárdenas, Mora, Ovallos, Bayona, Peñaranda, Gelvez',
  ),
  wayuu: list('Epiayú, Uriana, Ipuana, Pushaina, Jusayú, Arpushana, Apshana, Sijuana, Epinayú, Jayariyú'),
  haitian: list('Baptiste, Joseph, Charles, Desrosiers, Toussaint, Florestal'),
  arab: list('Haddad, Nassar, Khoury, Abuchaibe, Saleh'),
}

const GIVEN: Record<People, Record<'female' | 'male', ByGeneration>> = {
  venezuelan: VENEZUELAN,
  coastal: COLOMBIAN,
  northern: COLOMBIAN,
  wayuu: COLOMBIAN,
  haitian: HAITIAN,
  arab: ARAB,
}

export function givenNames(
  people: People,
  sex: 'female' | 'male',
  bornIn: number,
  thisYear: number,
): readonly string[] {
  const age = thisYear - bornIn
  return GIVEN[people][sex][age >= 48 ? 'older' : age >= 19 ? 'adult' : 'young']
}

export const secondNames = (sex: 'female' | 'male'): readonly string[] => SECOND[sex]
export const surnames = (people: People): readonly string[] => SURNAMES[people]
