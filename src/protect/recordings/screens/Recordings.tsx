// What is heard of the pack's texts in this organisation, and what waits for somebody else than who recorded it.
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Card, List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { Acts } from '../../../kit/controls/Menu.tsx'
import { ListFile } from '../../../kit/list/ListFile.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { spokenText, wordsToSay } from '../../../kernel/packs/pack-spoken.ts'
import { confirmRecording, listRecordings, retireRecording, type Recording } from '../operations.ts'
import * as policy from '../policy.ts'
import { Player } from './Player.tsx'

export default function Recordings() {
  const t = useMessages()
  const { organisation } = useActor()
  const asked = useAsk(listRecordings, { organisation, waiting: true })
  return (
    <Page width="narrow">
      <PageHeader title={t('recording.title')} lead={t('recording.lead')} />
      <Answer of={asked}>
        {({ recordings }) => {
          const waiting = recordings.filter(({ standing }) => standing === 'waiting' || standing === 'own')
          const others = recordings.filter((one) => !waiting.includes(one))
          return recordings.length === 0 ? (
            <EmptyState title={t('recording.nothing')} drawing="lantern">
              {t('recording.nothing_help')}
            </EmptyState>
          ) : (
            <Stack>
              <div className="screen-only">
                <ListFile
                  of={listRecordings}
                  sought={{ organisation, waiting: true }}
                  total={recordings.length}
                />
              </div>
              {waiting.length > 0 && <Some title={t('recording.to_confirm')} recordings={waiting} />}
              {others.length > 0 && <Some title={t('recording.in_use')} recordings={others} />}
            </Stack>
          )
        }}
      </Answer>
    </Page>
  )
}

function Some({ title, recordings }: { title: string; recordings: readonly Recording[] }) {
  return (
    <Card title={title}>
      <List label={title}>
        {recordings.map((one) => (
          <Row key={one.id} recording={one} />
        ))}
      </List>
    </Card>
  )
}

function Row({ recording }: { recording: Recording }) {
  const t = useMessages()
  const words = usePack()
  const say = useToast()
  const confirm = useCommand(confirmRecording)
  const retire = useCommand(retireRecording)
  const { id, key, language, standing, by } = recording
  const mayNot = useMay(policy.confirm)
  const label = words && spokenText(words.pack, key)
  const title = label && words.say(label).split('\n')[0]

  async function confirmed() {
    if ((await confirm.run({ id })).state !== 'refused') say(t('recording.confirmed'))
  }
  async function retired() {
    if ((await retire.run({ id })).state !== 'refused') say(t('recording.retired'))
  }
  const away = {
    key: 'retire',
    label: t('recording.retire'),
    harmful: true,
    onAct: () => void retired(),
  }
  return (
    <ListRow
      title={title ?? key}
      detail={inLine([
        words?.term('languages', language) ?? language,
        standing === 'pack' ? t('recording.of_pack') : by && t('recording.by', { name: by }),
      ])}
    >
      <Stack tight>
        <Player recording={recording} />
        {standing === 'waiting' && words && (
          <p lang={language} dir="auto">
            {wordsToSay(words.pack, key, language)}
          </p>
        )}
        {standing !== 'pack' && (
          <Acts of={title ?? key} busy={retire.busy} more={[away]}>
            {(standing === 'waiting' || standing === 'own') && (
              <Button
                kind="primary"
                busy={confirm.busy}
                disabledReason={standing === 'own' ? t('problem.recording.own') : mayNot}
                onClick={() => void confirmed()}
              >
                {t('recording.confirm')}
              </Button>
            )}
          </Acts>
        )}
      </Stack>
    </ListRow>
  )
}
