// The own view of one person, as staff prepare it: hand out a code, see who handed out earlier ones, answer
// requests.
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton, Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, List, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listCodes, listCorrections } from '../operations.ts'
import * as policy from '../policy.ts'
import { CodeList } from './CodeList.tsx'
import { CorrectionRow } from './CorrectionRow.tsx'

export default function OwnOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const asked = useAsk(listCodes, { person })
  const mayNotMake = useMay(policy.make)
  const mayNotAnswer = useMay(policy.answer)
  return (
    <Stack>
      <Card title={t('own_code.title')} icon="key">
        <p>{t('own_code.lead')}</p>
        <Answer of={asked} lines={3}>
          {({ codes }) =>
            codes.length === 0 ? (
              <EmptyState title={t('own_code.none')} drawing="entrance" />
            ) : (
              <CodeList codes={codes} />
            )
          }
        </Answer>
        <Actions>
          {mayNotMake === undefined ? (
            <LinkButton kind="primary" icon="key" href={hrefTo('/people/:person/own', { person })}>
              {t('own_code.give')}
            </LinkButton>
          ) : (
            <Button disabledReason={mayNotMake}>{t('own_code.give')}</Button>
          )}
        </Actions>
      </Card>
      {mayNotAnswer === undefined && <Asked person={person} />}
    </Stack>
  )
}

function Asked({ person }: { person: string }) {
  const t = useMessages()
  const asked = useAsk(listCorrections, { person })
  return (
    <Answer of={asked} lines={2}>
      {({ waiting, answered }) => {
        const all = [...waiting, ...answered]
        if (all.length === 0) return null
        return (
          <Card title={t('correction.title')} icon="inbox">
            <List label={t('correction.title')}>
              {all.map((one) => (
                <CorrectionRow key={one.id} correction={one} />
              ))}
            </List>
          </Card>
        )
      }}
    </Answer>
  )
}
