// The service portfolio of the network: what is offered and by whom; the organisation keeps its own
// services up to date.
import { useRef, useState } from 'react'
import type { InputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/Button.tsx'
import { Combobox } from '../../../kit/Combobox.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { SearchField } from '../../../kit/Field.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useSchemaForm, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
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
  const [id] = useState(newId)
  const centres = useAsk(listCentres, service ? null : {})
  // Which of the two buttons was pressed: what it says, or also that it is open or closed.
  const opens = useRef<boolean>(undefined)
  const form = useSchemaForm(offerService.input, {
    initial: service
      ? {
          id: service.id,
          kind: service.kind,
          name: service.name,
          about: service.about ?? '',
          languages: service.languages,
          capacity: service.capacity ?? '',
        }
      : { id },
    problems: { 'service.name_taken': 'name' } satisfies ProblemFields<
      typeof offerService,
      InputOf<typeof offerService>
    >,
    busy: offer.busy || change.busy,
    problem: offer.problem ?? change.problem,
    async send(input) {
      const { name, about = null, languages = [], capacity = null } = input
      const result = service
        ? await change.run({
            id: service.id,
            base: service.version,
            ...onlyChanged(service, { name, about, languages, capacity, open: opens.current }),
          })
        : await offer.run({ ...input, capacity })
      if (result.state === 'refused') return result.problem
      if (result.state === 'kept') say(t('service.kept'))
      await form.sent()
      onDone()
      return undefined
    },
  })

  function send(open: boolean | undefined) {
    opens.current = open
    void form.submit()
  }

  return (
    <Dialog title={service ? t('service.change') : t('service.offer')} onClose={onDone}>
      <OperationForm of={form}>
        <form.Text name="name" label={t('service.name')} missing={t('service.name_missing')} />
        {!service && (
          <form.Select
            name="kind"
            label={t('service.kind')}
            missing={t('service.kind_missing')}
            options={words?.options('serviceKinds') ?? []}
          />
        )}
        {(centres.data?.length ?? 0) > 1 && (
          <form.Select
            name="centre"
            label={t('service.centre')}
            empty={t('service.every_centre')}
            options={(centres.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
        <form.TextArea name="about" label={t('service.about')} rows={3} />
        <form.Checks
          name="languages"
          label={t('service.languages')}
          inline
          options={words?.options('languages') ?? []}
        />
        <form.Number name="capacity" label={t('service.capacity')} help={t('service.capacity_help')} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {service ? t('service.save') : t('service.offer')}
          </Button>
          {service && (
            <Button onClick={() => send(!service.open)}>
              {t(service.open ? 'service.close' : 'service.reopen')}
            </Button>
          )}
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
