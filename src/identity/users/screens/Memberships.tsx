// What other organisations offer the holder of this account: none of their roles takes effect before it is
// accepted here.
import type { OutputOf } from '../../../kernel/command.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Card, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { acceptMembership, declineMembership, listOffered } from '../operations.ts'
import { useRoleWords } from './role-words.ts'

type Offered = OutputOf<typeof listOffered>[number]

export default function Memberships() {
  const t = useMessages()
  const offered = useAsk(listOffered, {})
  const { twoProofs } = useActor()
  return (
    <Page width="narrow">
      <PageHeader
        title={t('membership.title')}
        lead={t('membership.lead')}
        back={{ href: '/profile', label: t('profile.title') }}
      />
      {!twoProofs && offered.data?.length !== 0 && (
        <Notice tone="sun" title={t('problem.membership.two_proofs')}>
          <LinkButton href="/profile">{t('profile.title')}</LinkButton>
        </Notice>
      )}
      <Answer of={offered}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t('membership.nothing')} drawing="entrance" />
          ) : (
            <Stack>
              {all.map((one) => (
                <One key={one.organisation} of={one} onDone={offered.again} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Page>
  )
}

function One({ of: one, onDone }: { of: Offered; onDone: () => void }) {
  const t = useMessages()
  const words = useRoleWords()
  const { instant } = useFormats()
  const say = useToast()
  const form = useOperationForm(acceptMembership, {
    initial: { organisation: one.organisation },
    problems: { 'membership.code_wrong': 'code' },
    unsaved: false,
    done() {
      say(t('membership.accepted', { organisation: one.organisationName }))
      onDone()
    },
  })
  const decline = useCommand(declineMembership, {
    done() {
      say(t('membership.declined'))
      onDone()
    },
  })
  return (
    <Card title={one.organisationName} icon="directory">
      <p>{t(`organisation.class.${one.organisationClass}`)}</p>
      <p>{one.roles.map(words).join(' · ')}</p>
      <p className="soft">
        {one.invitedBy === undefined
          ? t('membership.since', { when: instant(one.since) })
          : t('membership.invited_by', { name: one.invitedBy, when: instant(one.since) })}
      </p>
      <ErrorSummary problem={decline.problem} />
      <OperationForm of={form} label={t('membership.accept_one', { organisation: one.organisationName })}>
        <form.Text
          name="code"
          label={t('membership.code')}
          help={t('membership.code_help')}
          missing={t('membership.code_missing')}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          width="medium"
        />
        <Actions>
          <Button
            type="submit"
            kind="primary"
            busy={form.busy}
            aria-label={t('membership.accept_one', { organisation: one.organisationName })}
          >
            {t('membership.accept')}
          </Button>
          <Button
            kind="quiet"
            busy={decline.busy}
            aria-label={t('membership.decline_one', { organisation: one.organisationName })}
            onClick={() => void decline.run({ organisation: one.organisation })}
          >
            {t('membership.decline')}
          </Button>
        </Actions>
      </OperationForm>
    </Card>
  )
}
