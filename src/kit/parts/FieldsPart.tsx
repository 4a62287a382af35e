// Every kind of field: plain, with help, optional, and with what is wrong.
import { useState } from 'react'
import { Combobox } from '../fields/Combobox.tsx'
import { PartialDateField, type PartialDate } from '../fields/DateField.tsx'
import { DatePicker } from '../fields/DatePicker.tsx'
import { CheckGroup, ChoiceGroup, SearchField, Select, TextArea, TextField } from '../fields/Field.tsx'
import { ProblemSummary, Row } from '../Form.tsx'
import { Card, Columns, Stack } from '../Layout.tsx'
import { Tree } from '../controls/Tree.tsx'
import { useSamples } from './samples.ts'

const PLACES = [
  ['Riohacha', 'Maicao', 'Uribia', 'Manaure', 'Dibulla'],
  ['Pasto', 'Ipiales', 'Tumaco', 'Túquerres'],
] as const

export function FieldsPart() {
  const s = useSamples()
  const [name, setName] = useState('Yolimar del Valle')
  const [phone, setPhone] = useState('300 555')
  const [note, setNote] = useState('')
  const [text, setText] = useState('')
  const [sex, setSex] = useState('woman')
  const [safe, setSafe] = useState<string[]>(['call'])
  const [status, setStatus] = useState('')
  const [place, setPlace] = useState('')
  const [born, setBorn] = useState<PartialDate>({ known: 'exact', date: '1991-07-09' })
  const [wanted, setWanted] = useState('2026-03-24')
  const [need, setNeed] = useState('permit')
  return (
    <Columns>
      <Card title={s.writing}>
        <Stack>
          <ProblemSummary>
            <p>{s.phone_error}</p>
          </ProblemSummary>
          <TextField label={s.name} help={s.name_help} value={name} onChange={setName} />
          <TextField
            label={s.phone}
            inputMode="tel"
            width="medium"
            error={s.phone_error}
            value={phone}
            onChange={setPhone}
          />
          <TextArea label={s.note} optional rows={2} value={note} onChange={setNote} />
          <SearchField label={s.place_help} value={text} onChange={setText} />
          <Select
            label={s.status}
            help={s.notice}
            optional
            value={status}
            onChange={setStatus}
            options={[
              { value: 'permit', label: s.permit },
              { value: 'none', label: s.none },
            ]}
          />
        </Stack>
      </Card>
      <Card title={s.choosing}>
        <Stack>
          <Row>
            <Combobox
              long
              label={s.place}
              help={s.place_help}
              value={place}
              onChange={setPlace}
              options={PLACES.flatMap((names, region) =>
                names.map((each) => ({ value: each, label: each, group: region === 0 ? s.north : s.south })),
              )}
            />
          </Row>
          <DatePicker label={s.wanted_by} optional value={wanted} onChange={setWanted} />
          <PartialDateField label={s.born} value={born} onChange={setBorn} />
          <ChoiceGroup
            label={s.sex}
            inline
            value={sex}
            onChange={setSex}
            options={(['woman', 'man', 'unsaid'] as const).map((value) => ({ value, label: s[value] }))}
          />
          <CheckGroup
            label={s.safe}
            inline
            values={safe}
            onChange={setSafe}
            options={(['call', 'write'] as const).map((value) => ({ value, label: s[value] }))}
          />
          <Tree
            label={s.needs}
            open={['papers']}
            chosen={need}
            onChoose={setNeed}
            branches={[
              {
                key: 'papers',
                label: s.papers,
                detail: '142',
                branches: [
                  { key: 'permit', label: s.permit, detail: '96' },
                  { key: 'legal', label: s.legal, detail: '46' },
                ],
              },
              { key: 'work', label: s.work, detail: '96', branches: [{ key: 'kept', label: s.kept }] },
              { key: 'food', label: s.food, detail: '17' },
            ]}
          />
        </Stack>
      </Card>
    </Columns>
  )
}
