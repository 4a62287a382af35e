// The verifier's inbox: claims that wait, longest first, and decided ones.
import { useAsk } from '../../../kit/data.tsx'
import { ChoiceGroup } from '../../../kit/Field.tsx'
import { List, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { VerificationState, verificationInbox } from '../operations.ts'
import { VerificationRow } from './VerificationRow.tsx'

export default function Inbox() {
  const t = useMessages()
  const [linked, choose] = useLinked('state', 'submitted')
  const state = VerificationState.options.find((each) => each === linked) ?? 'submitted'
  const asked = useAsk(verificationInbox, { state }, { refreshOn: ['outcome'], keep: true })
  return (
    <Page>
      <PageHeader title={t('verification.title')} lead={t('verification.lead')} />
      <Stack>
        <ChoiceGroup
          label={t('verification.view')}
          inline
          value={state}
          onChange={choose}
          options={VerificationState.options.map((each) => ({
            value: each,
            label: t(`verification.view.${each}`, { count: asked.data?.waiting ?? 0 }),
          }))}
        />
        <Answer of={asked} lines={6}>
          {({ claims }) =>
            claims.length === 0 ? (
              <EmptyState
                title={t(state === 'submitted' ? 'verification.empty' : 'verification.empty_state')}
                drawing="shade"
              >
                {t('verification.empty_help')}
              </EmptyState>
            ) : (
              <List label={t('verification.title')}>
                {claims.map((claim) => (
                  <VerificationRow key={claim.claim} claim={claim} />
                ))}
              </List>
            )
          }
        </Answer>
      </Stack>
    </Page>
  )
}
