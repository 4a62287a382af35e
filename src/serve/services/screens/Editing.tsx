// The form in which an organisation adds a service, corrects what is said of it, confirms it or closes it.
import { useRef, useState } from 'react'
import type { InputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { useSchemaForm, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { listCentres } from '../../../identity/organisations/operations.ts'
import { changeService, offerService, type Service } from '../operations.ts'
import { onlyChanged } from '../rules.ts'

export default function Editing({ service, onDone }: { service: Service | undefined; onDone: () => void }) {
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
          hours: service.hours ?? '',
          telephone: service.telephone ?? '',
          requirements: service.requirements ?? '',
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
      const { hours = null, telephone = null, requirements = null } = input
      const result = service
        ? await change.run({
            id: service.id,
            base: service.version,
            ...onlyChanged(service, {
              name,
              about,
              languages,
              capacity,
              open: opens.current,
              hours,
              telephone,
              requirements,
            }),
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
    <Dialog title={service ? t('service.change') : t('service.offer')} size="wide" onClose={onDone}>
      <OperationForm of={form}>
        <form.Text name="name" label={t('service.name')} missing={t('service.name_missing')} />
        {!service && (
          <form.Combobox
            name="kind"
            label={t('service.kind')}
            missing={t('service.kind_missing')}
            options={words?.options('serviceKinds') ?? []}
          />
        )}
        {(centres.data?.length ?? 0) > 1 && (
          <form.Combobox
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
        <form.Text name="hours" label={t('service.hours')} help={t('service.hours_help')} />
        <form.Text name="telephone" label={t('service.telephone')} inputMode="tel" />
        <form.TextArea
          name="requirements"
          label={t('service.requirements')}
          help={t('service.requirements_help')}
          rows={2}
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
