// Contact points and documents of a person: added, corrected, or retired with a reason.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { Check } from '../../../kit/fields/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Form, Row, useProblemText } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { Telephone } from '../../../kit/Telephone.tsx'
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
    input: (given, idOf) => ({
      kind: kinds[0]?.value,
      ...given,
      person: person.id,
      id: idOf('contact'),
    }),
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

/** Each of its acts is done at once: that a number is not safe is never left unsaved. */
function ContactRow({ person, contact }: { person: Person; contact: Contact }) {
  const t = useMessages()
  const words = usePack()
  const disabledReason = useMay(policy.change)
  const retire = useCommand(changeContact)
  return (
    <ListRow title={<Telephone number={contact.value} />} detail={words?.term('contactKinds', contact.kind)}>
      <Form
        label={contact.value}
        problem={retire.problem}
        onSubmit={() =>
          retire.run({ person: person.id, id: contact.id, base: contact.version, retired: true })
        }
      >
        <Row>
          <SafeTo name="safeToCall" label={t('contact.safe_to_call')} person={person} contact={contact} />
          <SafeTo name="safeToText" label={t('contact.safe_to_text')} person={person} contact={contact} />
        </Row>
        <Actions>
          <Button type="submit" kind="quiet" icon="close" busy={retire.busy} disabledReason={disabledReason}>
            {t('contact.retire')}
          </Button>
        </Actions>
      </Form>
    </ListRow>
  )
}

/** Sends its own answer alone: that a number is not safe counts whatever version of it was seen. */
function SafeTo({
  name,
  label,
  person,
  contact,
}: {
  name: 'safeToCall' | 'safeToText'
  label: string
  person: Person
  contact: Contact
}) {
  const t = useMessages()
  const text = useProblemText()
  const isKeeper = useActor().organisation === person.organisation
  const change = useCommand(changeContact)
  // A receiver may mark a number as unsafe, but not as safe again.
  const stays = !contact[name] && !isKeeper
  return (
    <Check
      label={label}
      checked={contact[name]}
      disabled={stays}
      help={stays ? t('problem.contact.unsafe_stays') : undefined}
      error={change.problem && text(change.problem)}
      onChange={(isSafe) =>
        void change.run({ person: person.id, id: contact.id, base: contact.version, [name]: isSafe })
      }
    />
  )
}

function Documents({ person }: { person: Person }) {
  const t = useMessages()
  const say = useToast()
  const words = usePack()
  const disabledReason = useMay(policy.change)
  const types = words?.options('identifierTypes') ?? []
  const form = useOperationForm(addIdentifier, {
    input: (given, idOf) => ({
      type: types[0]?.value,
      ...given,
      person: person.id,
      id: idOf('identifier'),
    }),
    problems: {
      'identifier.strange_character': 'number',
      'identifier.wrong_shape': 'number',
      'identifier.twice': 'number',
    },
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
  })
  function cancel() {
    form.reset()
    setAsking(false)
  }
  return (
    <ListRow title={document.number} detail={words?.term('identifierTypes', document.type)}>
      {asking ? (
        <OperationForm of={form} label={document.number}>
          <form.Text name="because" label={t('identifier.because')} help={t('identifier.because_help')} />
          <Actions>
            <Button type="submit" busy={form.busy} disabledReason={policyReason}>
              {t('identifier.retire')}
            </Button>
            <Button kind="quiet" onClick={cancel}>
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
