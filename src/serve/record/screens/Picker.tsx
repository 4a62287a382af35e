// Chooses a person for another capability's form: found as on the page of people, or among those the organisation
// worked with last.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { SearchField } from '../../../kit/fields/Field.tsx'
import { List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listCaseload, searchPeople, type Glimpse } from '../operations.ts'
import * as policy from '../policy.ts'
import { Recognise, useShownName } from './words.tsx'

type Picking = {
  onPick: (person: string, name: string) => void
  /** Whether somebody can be chosen; everybody, where it is not said. */
  isOffered?: (person: Glimpse) => boolean
}

/** Fewest letters that are searched for, and most people that are shown. */
const FEWEST = 2
const SHOWN = 6

export default function Picker({ onPick, isOffered = () => true }: Picking) {
  const t = useMessages()
  const [text, setText] = useState('')
  const wanted = text.trim()
  const maySearch = useMay(policy.search) === undefined
  return (
    <>
      {maySearch && (
        <SearchField
          label={t('person.pick')}
          placeholder={t('person.search_help')}
          value={text}
          onChange={setText}
        />
      )}
      {wanted.length >= FEWEST ? (
        <Found text={wanted} onPick={onPick} isOffered={isOffered} />
      ) : (
        <Latest onPick={onPick} isOffered={isOffered} />
      )}
    </>
  )
}

function Found({ text, ...picking }: Required<Picking> & { text: string }) {
  const t = useMessages()
  const asked = useAsk(searchPeople, { text }, { keep: true })
  return (
    <Answer of={asked}>
      {({ people, more }) => {
        const offered = people.filter(picking.isOffered)
        if (offered.length === 0) return <EmptyState title={t('person.none_found', { text })} />
        return (
          <>
            <Offered people={offered.slice(0, SHOWN)} onPick={picking.onPick} />
            {(more || offered.length > SHOWN) && <p className="soft">{t('person.more_found')}</p>}
          </>
        )
      }}
    </Answer>
  )
}

function Latest({ onPick, isOffered }: Required<Picking>) {
  const t = useMessages()
  const [after, setAfter] = useState<string>()
  const page = { limit: SHOWN, ...(after !== undefined && { after }) }
  const asked = useAsk(listCaseload, page, { keep: true })
  return (
    <Answer of={asked}>
      {({ people, next }) => (
        <>
          <Offered people={people.filter(isOffered)} onPick={onPick} />
          {next !== null && (
            <Button kind="quiet" onClick={() => setAfter(next)}>
              {t('person.pick_more')}
            </Button>
          )}
        </>
      )}
    </Answer>
  )
}

function Offered({ people, onPick }: { people: readonly Glimpse[]; onPick: Picking['onPick'] }) {
  const t = useMessages()
  const name = useShownName()
  return (
    <List label={t('person.pick')}>
      {people.map((person) => (
        <ListRow
          key={person.id}
          title={name(person)}
          detail={<Recognise person={person} />}
          end={<Button onClick={() => onPick(person.id, name(person))}>{t('person.choose')}</Button>}
        />
      ))}
    </List>
  )
}
