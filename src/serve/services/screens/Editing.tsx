// The form in which an organisation adds a service, corrects what is said of it, confirms it or closes it.
import * as z from 'zod/mini'
import { useRef, useState } from 'react'
import type { InputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useGiven, useSchemaForm, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { LocationField, type LocationWritten } from '../../../kit/map/LocationField.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { listCentres } from '../../../identity/organisations/operations.ts'
import { changeService, offerService, type Service } from '../operations.ts'
import { hidesLocation, onlyChanged } from '../rules.ts'

/** What the form holds: of a change also the version that it began with, which its draft keeps. */
const Edited = z.object({ ...offerService.input.shape, base: z.optional(z.number()) })

export default function Editing({
  service: latest,
  onDone,
}: {
  service: Service | undefined
  onDone: () => void
}) {
  const t = useMessages()
  const words = usePack()
  const say = useToast()
  const offer = useCommand(offerService)
  const change = useCommand(changeService)
  const [id] = useState(newId)
  // As it was when the form was opened: live updates must not make a change of what was left alone.
  const [service] = useState(latest)
  const centres = useAsk(listCentres, {})
  // Which of the two buttons was pressed: what it says, or also that it is open or closed.
  const opens = useRef<boolean>(undefined)
  const isHidden = (of: string) => words !== undefined && hidesLocation(words.pack, of)
  // A point far from the countries of the organisation, until it is said to be right.
  const [inDoubt, setInDoubt] = useState(false)
  const form = useSchemaForm(Edited, {
    initial: service
      ? {
          id: service.id,
          base: service.version,
          kind: service.kind,
          name: service.name,
          about: service.about ?? '',
          languages: service.languages,
          capacity: service.capacity ?? '',
          hours: service.hours ?? '',
          telephone: service.telephone ?? '',
          requirements: service.requirements ?? '',
          location: service.location ?? null,
        }
      : { id },
    rules: ({ location }) =>
      typeof location === 'string'
        ? [{ at: 'location', text: t('kit.map.field_wrong') }]
        : inDoubt
          ? [{ at: 'location', text: t('kit.map.far_ask') }]
          : [],
    problems: { 'service.name_taken': 'name', 'service.location_hidden': 'location' } satisfies ProblemFields<
      typeof offerService,
      InputOf<typeof offerService>
    >,
    draft: service ? `service.change/${service.id}` : 'service.offer',
    draftTitle: ({ name }) => (typeof name === 'string' && name !== '' ? name : undefined),
    busy: offer.busy || change.busy,
    problem: offer.problem ?? change.problem,
    async send({ base = service?.version ?? 0, ...input }, attempts) {
      const { name, about = null, languages = [], capacity = null } = input
      const { hours = null, telephone = null, requirements = null, location = null } = input
      const result = service
        ? await change.run(
            {
              id: service.id,
              base,
              ...onlyChanged(service, {
                name,
                about,
                languages,
                capacity,
                open: opens.current,
                hours,
                telephone,
                requirements,
                location,
              }),
            },
            attempts,
          )
        : await offer.run({ ...input, capacity, location: isHidden(input.kind) ? null : location }, attempts)
      if (result.state === 'refused') return result.problem
      if (result.state === 'kept') say(t('service.kept'))
      await form.sent()
      onDone()
      return undefined
    },
  })

  const kind = useGiven(form).kind ?? service?.kind
  const places = centres.data?.flatMap(({ place }) => place ?? []) ?? []
  const countries = countriesOf(
    places.length > 0 ? places : words?.pack.taxonomies.places.map(({ code }) => code),
  )

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
        {!service && (centres.data?.length ?? 0) > 1 && (
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
        {kind !== undefined && isHidden(kind) ? (
          <p className="small soft">{t('service.location_hidden')}</p>
        ) : (
          <form.Custom name="location" label={t('service.location')}>
            {({ value, onChange, id: field, label, error, optional }) => (
              <LocationField
                {...{ id: field, label, error, optional, countries }}
                value={value as LocationWritten | undefined}
                onChange={onChange as (value: LocationWritten) => void}
                onDoubt={setInDoubt}
                name={service?.name ?? label}
              />
            )}
          </form.Custom>
        )}
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

/** The codes of countries that place codes begin with: `co_44001` is in `co`. */
const countriesOf = (places: readonly string[] = []) => [...new Set(places.map((code) => code.slice(0, 2)))]
