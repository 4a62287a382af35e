// A household: formed around a person, with members found by search, and the former members.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { SearchField } from '../../../kit/fields/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, Inline, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { searchPeople, type Glimpse, type Person } from '../../record/operations.ts'
import {
  addHouseholdMember,
  formHousehold,
  getHousehold,
  removeHouseholdMember,
  type Household as Home,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { useSpokenName } from './words.ts'

/** The members of the person's household, or the form that forms one. */
export default function Household({ person }: { person: Person }) {
  return person.household ? <Members household={person.household.id} /> : <Formed person={person} />
}

function Formed({ person }: { person: Person }) {
  const t = useMessages()
  const disabledReason = useMay(policy.change)
  const words = usePack()
  const [id] = useState(newId)
  const form = useOperationForm(formHousehold, {
    initial: { id, members: [{ person: person.id, head: true }] },
    problems: { 'household.member_elsewhere': 'members.0.relation' },
  })
  return (
    <Card title={t('household.form')} icon="home">
      <p className="soft">{t('household.form_help')}</p>
      <OperationForm of={form}>
        <form.Select
          name="members.0.relation"
          label={t('household.relation')}
          missing={t('household.relation_missing')}
          options={words?.options('householdRoles') ?? []}
        />
        <form.Check name="members.0.head" label={t('household.is_head')} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy} disabledReason={disabledReason}>
            {t('household.form')}
          </Button>
        </Actions>
      </OperationForm>
    </Card>
  )
}

function Members({ household }: { household: string }) {
  const asked = useAsk(getHousehold, { id: household }, { refreshOn: ['person'] })
  return (
    <Answer of={asked}>
      {(home) => (
        <>
          <Belonging home={home} />
          <AddMember home={home} />
        </>
      )}
    </Answer>
  )
}

function Belonging({ home }: { home: Home }) {
  const t = useMessages()
  const words = usePack()
  const name = useSpokenName()
  const disabledReason = useMay(policy.change)
  const remove = useCommand(removeHouseholdMember)
  return (
    <Card title={t('household.members')} icon="people">
      <List label={t('household.members')}>
        {home.members.map(({ person, relation, head, joinedOn, leftOn }) => (
          <ListRow
            key={`${person.id}${joinedOn}${leftOn ?? ''}`}
            href={hrefTo('/people/:person', { person: person.id })}
            title={name(person)}
            detail={
              <>
                {words?.term('householdRoles', relation) ?? relation}
                {' · '}
                {t('household.since')} <DateText date={joinedOn} />
              </>
            }
            end={
              <Inline>
                {head && leftOn === null && (
                  <StatusPill tone="good" icon="home">
                    {t('household.head')}
                  </StatusPill>
                )}
                {leftOn !== null && <StatusPill tone="closed">{t('household.left')}</StatusPill>}
              </Inline>
            }
          >
            {leftOn === null && (
              <Button
                kind="quiet"
                icon="close"
                busy={remove.busy}
                disabledReason={disabledReason}
                onClick={() => void remove.run({ id: home.id, person: person.id })}
              >
                {t('household.remove', { name: name(person) })}
              </Button>
            )}
          </ListRow>
        ))}
      </List>
    </Card>
  )
}

function AddMember({ home }: { home: Home }) {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.change)
  const name = useSpokenName()
  const words = usePack()
  const [list] = useSlot('person.list')
  const [text, setText] = useState('')
  const asked = useAsk(searchPeople, text.trim() === '' ? null : { text: text.trim() }, { keep: true })
  const inside = new Set(home.members.filter(({ leftOn }) => leftOn === null).map(({ person }) => person.id))
  const found = asked.data?.people.filter((person) => !inside.has(person.id)) ?? []
  const form = useOperationForm(addHouseholdMember, {
    initial: { id: home.id },
    // Enter adds the only one who was found.
    input: (given) => ({ person: found.length === 1 ? found[0]?.id : undefined, ...given }),
    problems: { 'household.member_elsewhere': 'relation' },
    unsaved: false,
    done() {
      say(t('kit.saved'))
      form.reset()
      setText('')
    },
  })
  const join = (person: Glimpse) => {
    form.shared.set('person', person.id)
    void form.submit()
  }
  return (
    <Card title={t('household.add')} icon="add">
      <OperationForm of={form}>
        <form.Select
          name="relation"
          label={t('household.relation')}
          missing={t('household.relation_missing')}
          options={words?.options('householdRoles') ?? []}
        />
        <SearchField label={t('household.find')} value={text} onChange={setText} />
        {list && found.length > 0 && (
          <SlotView
            content={list}
            props={{
              label: t('person.search_results'),
              people: found.slice(0, 6),
              actions: (person: Glimpse) => (
                <Button
                  icon="add"
                  busy={form.busy}
                  disabledReason={disabledReason}
                  onClick={() => join(person)}
                >
                  {t('household.add_one', { name: name(person) })}
                </Button>
              ),
            }}
          />
        )}
      </OperationForm>
    </Card>
  )
}
