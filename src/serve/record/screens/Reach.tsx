// Contact points and documents of a person: added, corrected, or retired with a reason.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { Check } from '../../../kit/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Form, Row } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import {
  addContact,
  addIdentifier,
  changeContact,
  retireIdentifier,
  type Contact,
  type Identifier,
  type Person,
} from '../operations.ts'
import * as policy from '../policy.ts'

export default function Reach({ person }: { person: Person }) {
  return (
    <>
      <Contacts person={person} />
      <Documents person={person} />
    </>
  )
}

function Contacts({ person }: { person: Person }) {
  const t = useMessages()
  const say = useToast()
  const words = usePack()
  const disabledReason = useMay(policy.change)
  const kinds = words?.options('contactKinds') ?? []
  const form = useOperationForm(addContact, {
    initial: { safeToCall: false, safeToText: false },
    input: (given) => ({ kind: kinds[0]?.value, ...given, person: person.id, id: newId() }),
    problems: { 'contact.twice': 'value' },
    done() {
      say(t('kit.saved'))
      form.reset()
    },
  })

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
      <OperationForm of={form} label={t('contact.add')}>
        <Row>
          <form.Select name="kind" label={t('contact.kind')} preset options={kinds} />
          <form.Text name="value" label={t('contact.value')} missing={t('contact.value_missing')} />
        </Row>
        <Row>
          <form.Check name="safeToCall" label={t('contact.safe_to_call')} />
          <form.Check name="safeToText" label={t('contact.safe_to_text')} />
        </Row>
        <Actions>
          <Button type="submit" icon="add" busy={form.busy} disabledReason={disabledReason}>
            {t('contact.add')}
          </Button>
        </Actions>
      </OperationForm>
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
  const types = words?.options('identifierTypes') ?? []
  const form = useOperationForm(addIdentifier, {
    input: (given) => ({ type: types[0]?.value, ...given, person: person.id, id: newId() }),
    problems: { 'identifier.wrong_shape': 'number', 'identifier.twice': 'number' },
    done(result) {
      const isHeldElsewhere = result.state === 'done' && result.output.openDuplicates > 0
      say(t(isHeldElsewhere ? 'identifier.held_elsewhere' : 'kit.saved'))
      form.reset()
    },
  })

  return (
    <Card title={t('identifier.title')} icon="ticket">
      <List label={t('identifier.title')}>
        {person.identifiers
          .filter((one) => one.retired === null)
          .map((one) => (
            <DocumentRow key={one.id} person={person.id} document={one} />
          ))}
      </List>
      <OperationForm of={form} label={t('identifier.add')}>
        <Row>
          <form.Select name="type" label={t('identifier.type')} preset options={types} />
          <form.Text name="number" label={t('identifier.number')} missing={t('identifier.number_missing')} />
        </Row>
        <Actions>
          <Button type="submit" icon="add" busy={form.busy} disabledReason={disabledReason}>
            {t('identifier.add')}
          </Button>
        </Actions>
      </OperationForm>
    </Card>
  )
}

function DocumentRow({ person, document }: { person: string; document: Identifier }) {
  const t = useMessages()
  const words = usePack()
  const policyReason = useMay(policy.change)
  const [asking, setAsking] = useState(false)
  const form = useOperationForm(retireIdentifier, {
    input: (given) => ({ ...given, person, id: document.id }),
    unsaved: false,
  })
  return (
    <ListRow title={document.number} detail={words?.term('identifierTypes', document.type)}>
      {asking ? (
        <OperationForm of={form} label={document.number}>
          <form.Text name="because" label={t('identifier.because')} help={t('identifier.because_help')} />
          <Actions>
            <Button type="submit" busy={form.busy} disabledReason={policyReason}>
              {t('identifier.retire')}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t('kit.cancel')}
            </Button>
          </Actions>
        </OperationForm>
      ) : (
        <Button kind="quiet" icon="close" disabledReason={policyReason} onClick={() => setAsking(true)}>
          {t('identifier.retire')}
        </Button>
      )}
    </ListRow>
  )
}
