// The service portfolio of the network: what is offered and by whom; the organisation keeps its own
// services up to date.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { Combobox } from '../../../kit/Combobox.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { CheckGroup, SearchField, Select, TextArea, TextField } from '../../../kit/Field.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Inline, List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { listCentres } from '../../../identity/organisations/operations.ts'
import { useToast } from '../../../kit/Toast.tsx'
import { changeService, listServices, offerService, type Service } from '../operations.ts'
import * as policy from '../policy.ts'
import { onlyChanged } from '../rules.ts'

export default function Services() {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const actor = useActor()
  const disabledReason = useMay(policy.offer)
  const [text, setText] = useLinked('text', '')
  const [kind, setKind] = useLinked('kind', '')
  const [editing, setEditing] = useState<Service | 'new'>()
  const asked = useAsk(
    listServices,
    { includeClosed: true, ...(kind && { kind }), ...(text.trim() && { text }) },
    { keep: true },
  )
  return (
    <Page>
      <PageHeader
        title={t('service.title')}
        lead={t('service.lead')}
        actions={
          <Button icon="add" kind="primary" disabledReason={disabledReason} onClick={() => setEditing('new')}>
            {t('service.offer')}
          </Button>
        }
      />
      <SearchField label={t('service.find')} value={text} onChange={setText} />
      <Combobox
        label={t('service.kind')}
        optional
        width="medium"
        empty={t('service.every_kind')}
        value={kind}
        onChange={setKind}
        options={words?.options('serviceKinds') ?? []}
      />
      <Answer of={asked}>
        {({ services }) =>
          services.length === 0 ? (
            <EmptyState title={t('service.none')} drawing="seed">
              {t('service.none_help')}
            </EmptyState>
          ) : (
            <List label={t('service.title')}>
              {services.map((one) => (
                <ListRow
                  key={one.id}
                  title={one.name}
                  detail={
                    <>
                      <bdi>{one.organisation.name}</bdi> · {words?.term('serviceKinds', one.kind) ?? one.kind}
                      {one.languages.length > 0 && (
                        <> · {list(one.languages.map((code) => words?.term('languages', code) ?? code))}</>
                      )}
                      {'\u00a0· '}
                      {t('service.assured')} <DateText instant={one.assuredAt} short />
                    </>
                  }
                  end={
                    <StatusPill tone={one.open ? 'good' : 'closed'}>
                      {t(one.open ? 'service.state.open' : 'service.state.closed')}
                    </StatusPill>
                  }
                >
                  {one.organisation.id === actor.organisation && (
                    <Inline>
                      <Button disabledReason={disabledReason} onClick={() => setEditing(one)}>
                        {t('service.change')}
                      </Button>
                    </Inline>
                  )}
                </ListRow>
              ))}
            </List>
          )
        }
      </Answer>
      {editing && (
        <Editing service={editing === 'new' ? undefined : editing} onDone={() => setEditing(undefined)} />
      )}
    </Page>
  )
}

function Editing({ service, onDone }: { service: Service | undefined; onDone: () => void }) {
  const t = useMessages()
  const words = usePack()
  const say = useToast()
  const offer = useCommand(offerService)
  const change = useCommand(changeService)
  const [name, setName] = useState(service?.name ?? '')
  const [kind, setKind] = useState(service?.kind ?? '')
  const [about, setAbout] = useState(service?.about ?? '')
  const [centre, setCentre] = useState('')
  const centres = useAsk(listCentres, service ? null : {})
  const [languages, setLanguages] = useState<string[]>(service?.languages ?? [])
  const [capacity, setCapacity] = useState(service?.capacity?.toString() ?? '')
  const [tried, setTried] = useState(false)
  const errors = [
    ...(name.trim() ? [] : [t('service.name_missing')]),
    ...(kind ? [] : [t('service.kind_missing')]),
    ...(capacity === '' || /^\d{1,5}$/u.test(capacity) ? [] : [t('service.capacity_wrong')]),
  ]

  async function send(open?: boolean) {
    setTried(true)
    if (errors.length > 0) return
    const room = capacity === '' ? null : Number(capacity)
    const result = service
      ? await change.run({
          id: service.id,
          base: service.version,
          ...onlyChanged(service, { name, about: about.trim() || null, languages, capacity: room, open }),
        })
      : await offer.run({
          id: newId(),
          kind,
          name,
          languages,
          capacity: room,
          ...(about.trim() && { about }),
          ...(centre && { centre }),
        })
    if (result.state === 'kept') say(t('service.kept'))
    if (result.state !== 'refused') onDone()
  }

  return (
    <Dialog title={service ? t('service.change') : t('service.offer')} onClose={onDone}>
      <Form onSubmit={() => send()} problem={offer.problem ?? change.problem} errors={tried ? errors : []}>
        <TextField label={t('service.name')} value={name} onChange={setName} />
        {!service && (
          <Select
            label={t('service.kind')}
            value={kind}
            onChange={setKind}
            options={words?.options('serviceKinds') ?? []}
          />
        )}
        {(centres.data?.length ?? 0) > 1 && (
          <Select
            label={t('service.centre')}
            optional
            empty={t('service.every_centre')}
            value={centre}
            onChange={setCentre}
            options={(centres.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
        <TextArea label={t('service.about')} optional rows={3} value={about} onChange={setAbout} />
        <CheckGroup
          label={t('service.languages')}
          optional
          inline
          values={languages}
          onChange={setLanguages}
          options={words?.options('languages') ?? []}
        />
        <TextField
          label={t('service.capacity')}
          help={t('service.capacity_help')}
          optional
          inputMode="numeric"
          width="short"
          value={capacity}
          onChange={setCapacity}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={offer.busy || change.busy}>
            {service ? t('service.save') : t('service.offer')}
          </Button>
          {service && (
            <Button onClick={() => send(!service.open)}>
              {t(service.open ? 'service.close' : 'service.reopen')}
            </Button>
          )}
        </Actions>
      </Form>
    </Dialog>
  )
}
