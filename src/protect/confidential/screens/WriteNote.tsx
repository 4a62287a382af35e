// Stores what a person told: the need and what was agreed for the next colleague, the story apart.
import { noteToldAlready } from '../problems.ts'
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Select, TextArea, TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { ProtectedGroup, sealNote, type RetellingReason } from '../operations.ts'
import { useReasons } from './OpenStory.tsx'

export function useGroups() {
  const t = useMessages()
  return ProtectedGroup.options.map((value) => ({ value, label: t(`confidential.group.${value}`) }))
}

export function WriteNote({ person, onDone }: { person: string; onDone: () => void }) {
  const t = useMessages()
  const say = useToast()
  const groups = useGroups()
  const reasons = useReasons()
  const seal = useCommand(sealNote)
  const [id] = useState(newId)
  const [group, setGroup] = useState<ProtectedGroup | ''>('')
  const [need, setNeed] = useState('')
  const [agreed, setAgreed] = useState('')
  const [story, setStory] = useState('')
  const [because, setBecause] = useState<RetellingReason | ''>('')
  const [missing, setMissing] = useState(false)
  const [again, setAgain] = useState(false)

  async function send() {
    if (group === '' || need.trim() === '' || agreed.trim() === '') return setMissing(true)
    const written = story.trim()
    const result = await seal.run({
      person,
      id,
      group,
      need: need.trim(),
      agreed: agreed.trim(),
      ...(written !== '' && { story: written }),
      ...(because !== '' && { because }),
    })
    if (result.state !== 'refused') {
      say(t('confidential.kept'))
      onDone()
    } else if (noteToldAlready.is(result.problem)) setAgain(true)
  }

  return (
    <Dialog title={t('confidential.write')} onClose={onDone} size="wide">
      <Form
        onSubmit={send}
        problem={again && because === '' ? undefined : seal.problem}
        errors={missing ? [t('confidential.missing')] : []}
      >
        <Select
          label={t('confidential.group')}
          help={t('confidential.group_help')}
          value={group}
          onChange={setGroup}
          options={groups}
        />
        <TextField
          label={t('confidential.need')}
          help={t('confidential.need_help')}
          value={need}
          onChange={setNeed}
          maxLength={500}
        />
        <TextArea
          label={t('confidential.agreed')}
          value={agreed}
          onChange={setAgreed}
          rows={2}
          maxLength={1000}
        />
        <TextArea
          label={t('confidential.story')}
          help={t('confidential.story_help')}
          optional
          value={story}
          onChange={setStory}
          maxLength={20_000}
        />
        {again && (
          <Select
            label={t('confidential.because_again')}
            help={t('confidential.because_again_help')}
            value={because}
            onChange={setBecause}
            options={reasons}
            error={because === '' ? t('confidential.reason_missing') : undefined}
          />
        )}
        <Actions>
          <Button type="submit" kind="primary" busy={seal.busy}>
            {t('kit.save')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
