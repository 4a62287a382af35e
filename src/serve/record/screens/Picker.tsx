// Chooses a person among those the organisation keeps, for another capability's form: by the first letters of
// a name.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { TextField } from '../../../kit/Field.tsx'
import { List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer } from '../../../kit/State.tsx'
import { listCaseload } from '../operations.ts'
import { Recognise, useShownName } from './words.tsx'

const SHOWN = 5
const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

export default function Picker({ onPick }: { onPick: (person: string, name: string) => void }) {
  const t = useMessages()
  const name = useShownName()
  const [text, setText] = useState('')
  const [after, setAfter] = useState<string>()
  const asked = useAsk(listCaseload, { limit: 100, ...(after !== undefined && { after }) }, { keep: true })
  return (
    <>
      <TextField label={t('person.pick')} help={t('person.pick_help')} value={text} onChange={setText} />
      <Answer of={asked}>
        {({ people, next }) => (
          <>
            <List label={t('person.pick')}>
              {people
                .filter((person) => folded(name(person)).includes(folded(text.trim())))
                .slice(0, SHOWN)
                .map((person) => (
                  <ListRow
                    key={person.id}
                    title={name(person)}
                    detail={<Recognise person={person} />}
                    end={
                      <Button onClick={() => onPick(person.id, name(person))}>{t('person.choose')}</Button>
                    }
                  />
                ))}
            </List>
            {next !== null && (
              <Button kind="quiet" onClick={() => setAfter(next)}>
                {t('person.pick_more')}
              </Button>
            )}
          </>
        )}
      </Answer>
    </>
  )
}
