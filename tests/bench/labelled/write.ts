// Writes the labelled set as CSV: `node tests/bench/labelled/write.ts FILE.csv [RECORDS]`. Beside it, FILE.labels.csv says
// which records are one person, and FILE.map.json which column holds what.
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { HELD_OUT, labelledSet } from './set.ts'

/** @param file ends in `.csv` */
export async function writeLabelledSet(file: string, records: number, seed = HELD_OUT): Promise<void> {
  const [people, labels] = [
    createWriteStream(file),
    createWriteStream(file.replace(/\.csv$/u, '.labels.csv')),
  ]
  people.write('id,given,surname1,surname2,birth,doc_type,doc_number,phone,municipality,sex\n')
  labels.write('id,person,slips,relative\n')
  let [some, theirs] = ['', '']
  for (const one of labelledSet(records, seed)) {
    const { id, given, surnames, birth, document, telephone, municipality, sex, entity, slips, relative } =
      one
    const [first = '', second = ''] = surnames
    some += `${[id, given.join(' '), first, second, birth ?? '', document?.type ?? '', document?.number ?? '', telephone ?? '', municipality, sex].join(',')}\n`
    theirs += `${[id, entity, slips.join(' '), relative ?? ''].join(',')}\n`
    if (some.length < 1_000_000) continue
    people.write(some)
    labels.write(theirs)
    ;[some, theirs] = ['', '']
  }
  people.end(some)
  labels.end(theirs)
  await Promise.all([once(people, 'finish'), once(labels, 'finish')])
  const map = {
    id: 'id',
    given: 'given',
    surname: ['surname1', 'surname2'],
    birth: 'birth',
    identifiers: [{ type: 'doc_type', number: 'doc_number' }],
    phone: 'phone',
    place: 'municipality',
    sex: 'sex',
  }
  await writeFile(file.replace(/\.csv$/u, '.map.json'), JSON.stringify(map))
}

if (process.argv[1] === import.meta.filename) {
  const [, , file = 'labelled.csv', records = '60000'] = process.argv
  await writeLabelledSet(file, Number(records))
}
