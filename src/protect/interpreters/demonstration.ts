// Who interprets at the centre of Riohacha and elsewhere: invented people, and numbers that were given to nobody.
import type { InputOf } from '../../kernel/command.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { addInterpreter } from './operations.ts'

type Invented = Omit<InputOf<typeof addInterpreter>, 'id'>

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

const OF: readonly { by: string; interpreters: readonly Invented[] }[] = [
  {
    by: 'sol',
    interpreters: [
      {
        name: 'Nena Uriana',
        kind: 'volunteer',
        languages: ['guc', 'es'],
        telephone: '+57 300 555 0177',
        hours: 'Por las mañanas; los viernes está en Uribia',
        days: ['mon', 'tue', 'wed', 'thu'],
        from: '08:00',
        until: '12:00',
        confidentialUntil: '2027-12-31',
      },
      {
        name: 'Omar Pushaina',
        kind: 'staff',
        languages: ['guc', 'es'],
        telephone: '+57 605 000 0150',
        days: [...WORKDAYS],
        from: '07:00',
        until: '16:00',
        confidentialUntil: '2028-06-30',
      },
      {
        name: 'Línea de lenguas',
        kind: 'telephone',
        languages: ['guc', 'ht', 'fr', 'en', 'ar', 'pt', 'wba'],
        telephone: '+57 601 000 0199',
        hours: 'Todos los días, también de noche',
        from: '00:00',
        until: '23:59',
        confidentialUntil: '2027-06-30',
      },
      {
        name: 'Widline Joseph',
        kind: 'volunteer',
        languages: ['ht', 'fr', 'es'],
        telephone: '+57 300 555 0188',
      },
    ],
  },
]

export const demonstration: Contribution = {
  async prepare(office) {
    for (const { by, interpreters } of OF)
      for (const one of interpreters)
        await office.act(
          addInterpreter,
          { id: office.run.idOf(`interpreter/${one.name}`), ...one },
          office.network.member(by),
        )
  },
}
