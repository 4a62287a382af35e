// Decides on a demand: refused, challenged, or handed over in part or in full; whose data, which parts, and
// under whose signature.
import { useState } from 'react'
import { dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { DateField } from '../../../kit/DateField.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { CheckGroup, ChoiceGroup, TextArea, TextField } from '../../../kit/Field.tsx'
import { Actions, Form, Part, Row } from '../../../kit/Form.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import type { OutputOf } from '../../../kernel/command.ts'
import { decideDemand, Decision, type getDemand } from '../operations.ts'

type Disclosed = { person: string; name: string; fieldGroups: string[] }

export function Decide({ demand, onClose }: { demand: OutputOf<typeof getDemand>; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const actor = useActor()
  const [decision, setDecision] = useState<Decision | ''>('')
  const [because, setBecause] = useState('')
  const [signedBy, setSignedBy] = useState('')
  const [decidedOn, setDecidedOn] = useState<string>(() => dateIn(new Date().toISOString(), actor.timeZone))
  const [disclosed, setDisclosed] = useState<readonly Disclosed[]>([])
  const [tried, setTried] = useState(false)
  const decide = useCommand(decideDemand, {
    done() {
      say(t('demand.decided'))
      onClose()
    },
  })
  const hands = decision === 'partly' || decision === 'complied'
  const errors = [
    ...(decision ? [] : [t('demand.missing.decision')]),
    ...(because.trim() ? [] : [t('demand.missing.because')]),
    ...(signedBy.trim() ? [] : [t('demand.missing.signed_by')]),
    ...(hands && (disclosed.length === 0 || disclosed.some((one) => one.fieldGroups.length === 0))
      ? [t('demand.missing.disclosed')]
      : []),
  ]
  async function send() {
    setTried(true)
    if (errors.length > 0 || decision === '') return
    await decide.run({
      id: newId(),
      demand: demand.id,
      decision,
      because: because.trim(),
      signedBy: signedBy.trim(),
      decidedOn,
      disclosed: hands ? disclosed.map(({ person, fieldGroups }) => ({ person, fieldGroups })) : [],
    })
  }
  return (
    <Dialog title={t('demand.decide')} size="wide" onClose={onClose}>
      <Form problem={decide.problem} errors={tried ? errors : []} onSubmit={send}>
        {demand.authorityClass === 'consular' && <Notice tone="late">{t('demand.consular_help')}</Notice>}
        <ChoiceGroup<Decision>
          label={t('demand.decision')}
          value={decision}
          onChange={setDecision}
          options={Decision.options.map((value) => ({
            value,
            label: t(`demand.decision.${value}`),
            help: t(`demand.decision.${value}_help`),
          }))}
        />
        <TextArea
          label={t('demand.because')}
          rows={3}
          maxLength={4000}
          value={because}
          onChange={setBecause}
        />
        <Row>
          <TextField
            label={t('demand.signed_by')}
            help={t('demand.signed_by_help')}
            maxLength={200}
            value={signedBy}
            onChange={setSignedBy}
          />
          <DateField label={t('demand.decided_on')} value={decidedOn} onChange={setDecidedOn} />
        </Row>
        {hands && <Disclosing disclosed={disclosed} onChange={setDisclosed} />}
        <Actions>
          <Button type="submit" kind="primary" busy={decide.busy}>
            {t('demand.decide')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}

function Disclosing({
  disclosed,
  onChange,
}: {
  disclosed: readonly Disclosed[]
  onChange: (disclosed: readonly Disclosed[]) => void
}) {
  const t = useMessages()
  const words = usePack()
  const [picker] = useSlot('person.pick')
  const pick = (person: string, name: string) => {
    if (!disclosed.some((one) => one.person === person))
      onChange([...disclosed, { person, name, fieldGroups: [] }])
  }
  return (
    <Part title={t('demand.disclosed')} help={t('demand.disclosed_help')}>
      {disclosed.map((one) => (
        <Card
          key={one.person}
          title={one.name}
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
