// Familiar forms of given names in Spanish-speaking America, as clerks hear and write them.
//
// Each line: the name on the document, then its familiar forms, folded. Common knowledge of the region, as
// gathered in "Hipocorístico" of the Diccionario de la lengua española and the name guides of civil registries; a
// form that is also a common name of its own (Mario, Luisa) is left out, because it tells people apart.
const FORMS = `
  jose pepe cheo chepe josecito
  francisco paco pacho pancho kiko curro fran francis
  francisca paca pacha pancha kika
  jesus chucho chuy jesusito
  manuel manolo manu manolito
  manuela manola manuelita
  ignacio nacho nachito
  alejandro alejo ale alex sandro jandro
  alejandra ale alex sandra jandra
  antonio tono toni tonino antuan
  antonia tona tonia
  guillermo memo guille willi
  enrique quique kike
  alberto beto tito
  roberto beto rober robert
  gilberto beto gil
  humberto beto
  eduardo lalo edu lalito
  luis lucho luisito lucio
  rafael rafa rafi fello
  gabriel gabo gabi gabito
  gabriela gabi gaby
  gustavo tavo gus
  octavio tavo
  sergio checho checo
  fernando nando fer fercho
  hernando nando
  santiago santi chago yago
  maria mari mary marita mariquita maruja maru
  dolores lola loli lolita
  mercedes meche merche mechas
  concepcion concha conchita chona
  rosario charo chayo rosarito
  guadalupe lupe lupita
  isabel chabela isa chava bela
  teresa tere teresita
  beatriz betty bea beti
  graciela chela chelita
  consuelo chelo consuelito
  josefina pepa chepa fina jose
  josefa pepa chepa
  patricia paty pati patry
  margarita margot marga mago rita
  catalina cata lina
  valentina vale valen
  valeria vale
  daniela dani danny
  daniel dani danny
  andres andy andresito
  andrea andre andy
  carolina caro carito
  juan juancho juanchito juanito
  juana juanita
  carlos carlitos charlie calo
  miguel migue miguelito
  pedro perico pedrito
  jorge jorgito coque
  joaquin joaco quincho
  ramon moncho ramoncito
  vicente chente
  rosa rosita chita
  carmen carmencita menchu mencha
  luz lucha lucecita
  ana anita
  susana susi susy
  veronica vero
  monica moni
  claudia clau
  viviana vivi
  liliana lili lily
  adriana adri nana
  victoria vicky viki toya
  victor vitico vito
  leonardo leo nardo
  leonor leo
  ricardo richi ricky cayo
  mauricio mauro mao
  sebastian sebas
  nicolas nico
  natalia nata naty
  cristian cris
  cristina cris tina
  esperanza pera espe
  soledad sole chole
  encarnacion encarna chon
  trinidad trini
  magdalena magda malena
  eugenia gena
  silvia chivis
  felipe pipe
  ernesto neto
  agustin tin
  salvador chava salva
  armando mando
  rodrigo rorro rodri
  gonzalo chalo gonza
  gregorio goyo
  bartolome bartolo
  federico fede lico
  alfonso poncho fonso
  alfredo fredo
  wilfredo fredo
  leopoldo polo
  hipolito polo
  camila cami
  camilo cami
  stefania estefania stefa
  jacqueline jaque yaqui
`

/** Given names by familiar form; a form may belong to several. */
export const NAMES_OF_NICKNAME: ReadonlyMap<string, readonly string[]> = (() => {
  const names = new Map<string, string[]>()
  for (const line of FORMS.trim().split('\n')) {
    const [name = '', ...forms] = line.trim().split(' ')
    for (const form of forms) names.set(form, [...(names.get(form) ?? []), name])
  }
  return names
})()
