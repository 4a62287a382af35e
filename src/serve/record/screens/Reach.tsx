// Contact points and documents of a person: added, corrected, or retired with a reason.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Check, Select, TextField } from '../../../kit/Field.tsx'
import { Actions, Form, Row } from '../../../kit/Form.tsx'
import { Card, List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import {
  addContact,
  addIdentifier,
  changeContact,
  getPerson,
  retireIdentifier,
  type Contact,
  type Identifier,
  type Person,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { useSpokenName } from './words.tsx'

export default function Reach({ params: { person: id } }: ScreenProps<'/people/:person/contact'>) {
  const t = useMessages()
  const name = useSpokenName()
  const asked = useAsk(getPerson, { id })
  return (
    <Page width="narrow">
      <PageHeader
        title={t('contact.title')}
        lead={asked.data && name(asked.data)}
        back={{ href: hrefTo('/people/:person', { person: id }, { tab: 'about' }), label: t('person.back') }}
      />
      <Answer of={asked}>
        {(person) => (
          <>
            <Contacts person={person} />
            <Documents person={person} />
          </>
        )}
      </Answer>
    </Page>
  )
}

function Contacts({ person }: { person: Person }) {
  const t = useMessages()
  const say = useToast()
  const words = usePack()
  const disabledReason = useMay(policy.change)
  const add = useCommand(addContact, { done: () => say(t('kit.saved')) })
  const kinds = words?.options('contactKinds') ?? []
  const [kind, setKind] = useState('')
  const [value, setValue] = useState('')
  const [safeToCall, setSafeToCall] = useState(false)
  const [safeToText, setSafeToText] = useState(false)

  async function send() {
    if (value.trim() === '') return
    const result = await add.run({
      person: person.id,
      id: newId(),
      kind: kind || (kinds[0]?.value ?? ''),
      value: value.trim(),
      safeToCall,
      safeToText,
    })
    if (result.state === 'refused') return
    setValue('')
    setSafeToCall(false)
    setSafeToText(false)
  }

  return (
    <Card title={t('contact.ways')} icon="phone">
      <p className="soft">{t('contact.help')}</p>
      <List label={t('contact.ways')}>
        {person.contacts
          .filter((contact) => !contact.retired)
          .map((contact) => (
            <ContactRow key={contact.id} person={person} contact={contact} />
          ))}
      </List>
      <Form label={t('contact.add')} onSubmit={send} problem={add.problem}>
        <Row>
          <Select
            label={t('contact.kind')}
            value={kind || (kinds[0]?.value ?? '')}
            onChange={setKind}
            options={kinds}
          />
          <TextField label={t('contact.value')} maxLength={160} value={value} onChange={setValue} />
        </Row>
        <Row>
          <Check label={t('contact.safe_to_call')} checked={safeToCall} onChange={setSafeToCall} />
          <Check label={t('contact.safe_to_text')} checked={safeToText} onChange={setSafeToText} />
        </Row>
        <Actions>
          <Button type="submit" icon="add" busy={add.busy} disabledReason={disabledReason}>
            {t('contact.add')}
          </Button>
        </Actions>
      </Form>
    </Card>
  )
}

function ContactRow({ person, contact }: { person: Person; contact: Contact }) {
  const t = useMessages()
  const isKeeper = useActor().organisation === person.organisation
  // A receiver may mark a number as unsafe, but not as safe again.
  const stays = (safe: boolean) =>
    safe || isKeeper ? {} : { disabled: true, help: t('problem.contact.unsafe_stays') }
  const words = usePack()
  const disabledReason = useMay(policy.change)
  const change = useCommand(changeContact)
  const set = (changes: Partial<Pick<Contact, 'safeToCall' | 'safeToText' | 'retired'>>) =>
    void change.run({ person: person.id, id: contact.id, base: contact.version, ...changes })
  return (
    <ListRow title={contact.value} detail={words?.term('contactKinds', contact.kind)}>
      <Form label={contact.value} onSubmit={() => set({ retired: true })} problem={change.problem}>
        <Row>
          <Check
            label={t('contact.safe_to_call')}
            checked={contact.safeToCall}
            {...stays(contact.safeToCall)}
            onChange={(safeToCall) => set({ safeToCall })}
          />
          <Check
            label={t('contact.safe_to_text')}
            checked={contact.safeToText}
            {...stays(contact.safeToText)}
            onChange={(safeToText) => set({ safeToText })}
          />
        </Row>
        <Actions>
          <Button type="submit" kind="quiet" icon="close" busy={change.busy} disabledReason={disabledReason}>
            {t('contact.retire')}
          </Button>
        </Actions>
      </Form>
    </ListRow>
  )
}

function Documents({ person }: { person: Person }) {
  const t = useMessages()
  const say = useToast()
  const words = usePack()
  const disabledReason = useMay(policy.change)
  const add = useCommand(addIdentifier, {
    done: (output) => say(t(output && output.openDuplicates > 0 ? 'identifier.held_elsewhere' : 'kit.saved')),
  })
  const types = words?.options('identifierTypes') ?? []
  const [type, setType] = useState('')
  const [number, setNumber] = useState('')

  async function send() {
    if (number.trim() === '') return
    const chosen = type || (types[0]?.value ?? '')
    const result = await add.run({ person: person.id, id: newId(), type: chosen, number: number.trim() })
    if (result.state !== 'refused') setNumber('')
  }

  return (
    <Card title={t('identifier.title')} icon="ticket">
      <List label={t('identifier.title')}>
        {person.identifiers
          .filter((one) => one.retired === null)
          .map((one) => (
            <DocumentRow key={one.id} person={person.id} document={one} />
          ))}
      </List>
      <Form label={t('identifier.add')} onSubmit={send} problem={add.problem}>
        <Row>
          <Select
            label={t('identifier.type')}
            value={type || (types[0]?.value ?? '')}
            onChange={setType}
            options={types}
          />
          <TextField label={t('identifier.number')} maxLength={60} value={number} onChange={setNumber} />
        </Row>
        <Actions>
          <Button type="submit" icon="add" busy={add.busy} disabledReason={disabledReason}>
            {t('identifier.add')}
          </Button>
        </Actions>
      </Form>
    </Card>
  )
}

function DocumentRow({ person, document }: { person: string; document: Identifier }) {
  const t = useMessages()
  const words = usePack()
  const policyReason = useMay(policy.change)
  const retire = useCommand(retireIdentifier)
  const [asking, setAsking] = useState(false)
  const [because, setBecause] = useState('')
  return (
    <ListRow title={document.number} detail={words?.term('identifierTypes', document.type)}>
      {asking ? (
        <Form
          label={document.number}
          problem={retire.problem}
          onSubmit={() =>
            because.trim() !== '' && retire.run({ person, id: document.id, because: because.trim() })
          }
        >
          <TextField
            label={t('identifier.because')}
            help={t('identifier.because_help')}
            maxLength={300}
            value={because}
            onChange={setBecause}
          />
          <Actions>
            <Button type="submit" busy={retire.busy} disabledReason={policyReason}>
              {t('identifier.retire')}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t('kit.cancel')}
            </Button>
          </Actions>
        </Form>
      ) : (
        <Button kind="quiet" icon="close" disabledReason={policyReason} onClick={() => setAsking(true)}>
          {t('identifier.retire')}
        </Button>
      )}
    </ListRow>
  )
}
