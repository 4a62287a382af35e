// Decides on a demand: refused, challenged, or handed over in part or in full; whose data, which parts, and
// under whose signature.
import * as z from 'zod/mini'
import { useState } from 'react'
import { dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { FieldError } from '../../../kit/fields/FieldFrame.tsx'
import { CheckGroup } from '../../../kit/fields/Field.tsx'
import { useGiven, useSchemaForm, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Part, Row } from '../../../kit/Form.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import type { OutputOf } from '../../../kernel/command.ts'
import { decideDemand, Decision, type getDemand } from '../operations.ts'

/** What the form holds: also the names of those who were picked; the operation takes their ids alone. */
const Deciding = z.object({
  ...decideDemand.input.shape,
  names: z.optional(z.record(z.string(), z.string())),
})

type Disclosed = { person: string; fieldGroups: string[] }

const handsOver = (decision: Decision | undefined) => decision === 'partly' || decision === 'complied'

export function Decide({ demand, onClose }: { demand: OutputOf<typeof getDemand>; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const actor = useActor()
  const [id] = useState(newId)
  const [today] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  const decide = useCommand(decideDemand)
  const form = useSchemaForm(Deciding, {
    initial: { id, demand: demand.id, decidedOn: today, disclosed: [] },
    input: ({ disclosed, ...given }) => ({
      ...given,
      disclosed: handsOver(given.decision) ? disclosed : [],
    }),
    problems: {
      'demand.dates': 'decidedOn',
      'demand.nothing_disclosed': 'disclosed',
    } satisfies ProblemFields<typeof decideDemand>,
    draft: `demand.decide/${demand.id}`,
    busy: decide.busy,
    problem: decide.problem,
    async send({ names: _names, ...input }, attempts) {
      const result = await decide.run(input, attempts)
      if (result.state === 'refused') return result.problem
      await form.sent()
      say(t('demand.decided'))
      onClose()
      return undefined
    },
  })
  const { decision, names = {} } = useGiven(form)
  return (
    <Dialog title={t('demand.decide')} size="wide" onClose={onClose}>
      <OperationForm of={form}>
        {demand.authorityClass === 'consular' && <Notice tone="late">{t('demand.consular_help')}</Notice>}
        <form.Choice
          name="decision"
          label={t('demand.decision')}
          missing={t('demand.missing.decision')}
          options={Decision.options.map((value) => ({
            value,
            label: t(`demand.decision.${value}`),
            help: t(`demand.decision.${value}_help`),
          }))}
        />
        <form.TextArea
          name="because"
          label={t('demand.because')}
          missing={t('demand.missing.because')}
          rows={3}
        />
        <Row>
          <form.Text
            name="signedBy"
            label={t('demand.signed_by')}
            help={t('demand.signed_by_help')}
            missing={t('demand.missing.signed_by')}
          />
          <form.DatePicker name="decidedOn" latest={today} label={t('demand.decided_on')} />
        </Row>
        {handsOver(decision) && (
          <form.Custom
            name="disclosed"
            label={t('demand.disclosed')}
            required
            missing={t('demand.missing.disclosed')}
          >
            {({ id: at, value = [], onChange, error }) => (
              <Disclosing
                {...{ id: at, error, onChange }}
                names={names as Readonly<Record<string, string>>}
                disclosed={value}
                onName={(person, name) => form.shared.set('names', { ...names, [person]: name })}
              />
            )}
          </form.Custom>
        )}
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('demand.decide')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}

function Disclosing({
  id,
  error,
  disclosed,
  names,
  onChange,
  onName,
}: {
  id: string
  error: string | undefined
  disclosed: readonly Disclosed[]
  /** The names of those who were picked; the operation takes their ids alone. */
  names: Readonly<Record<string, string>>
  onChange: (disclosed: Disclosed[]) => void
  onName: (person: string, name: string) => void
}) {
  const t = useMessages()
  const words = usePack()
  const [picker] = useSlot('person.pick')
  const pick = (person: string, name: string) => {
    onName(person, name)
    if (!disclosed.some((one) => one.person === person)) onChange([...disclosed, { person, fieldGroups: [] }])
  }
  return (
    <Part title={t('demand.disclosed')} help={t('demand.disclosed_help')}>
      <div id={id} tabIndex={-1}>
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      </div>
      {disclosed.map((one) => (
        <Card
          key={one.person}
          title={names[one.person] ?? ''}
          icon="person"
          actions={
            <Button kind="quiet" onClick={() => onChange(disclosed.filter((other) => other !== one))}>
              {t('demand.leave_out')}
            </Button>
          }
        >
          <CheckGroup
            label={t('demand.field_groups')}
            values={one.fieldGroups}
            onChange={(fieldGroups) =>
              onChange(disclosed.map((other) => (other === one ? { ...one, fieldGroups } : other)))
            }
            options={words?.options('fieldGroups') ?? []}
          />
        </Card>
      ))}
      {picker && <SlotView content={picker} props={{ onPick: pick }} />}
    </Part>
  )
}
