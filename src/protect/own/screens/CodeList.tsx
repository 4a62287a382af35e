// Codes that were handed out, as rows: who gave each, how they verified the person, and whether it was used;
// an unused one can be revoked.
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { ErrorSummary } from '../../../kit/Form.tsx'
import { List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { revokeCode, type OwnCode } from '../operations.ts'

const TONES = { waiting: 'open', used: 'good', ended: 'closed', expired: 'closed' } as const

/** With `named`, each row names the person and links to the record. */
export function CodeList({ codes, named = false }: { codes: readonly OwnCode[]; named?: boolean }) {
  const t = useMessages()
  const say = useToast()
  const revoke = useCommand(revokeCode, { done: () => say(t('own_code.revoked')) })
  return (
    <>
      <ErrorSummary problem={revoke.problem} />
      <List label={t('own_code.handed_out')}>
        {codes.map((code) => (
          <ListRow
            key={code.id}
            icon="key"
            {...(named && { href: hrefTo('/people/:person', { person: code.person }, { tab: 'own' }) })}
            title={
              named ? (
                <bdi>{code.called ?? t('correction.nameless', { reference: code.person.slice(-8) })}</bdi>
              ) : (
                <DateText instant={code.madeAt} />
              )
            }
            detail={
              <>
                {t('own_code.made_by', { name: code.madeBy ?? t('own_code.somebody') })}
                {' · '}
                {t(`own_code.choice.${code.checked}`)}
                {code.note && <> · {code.note}</>}
                <br />
                {named && (
                  <>
                    <DateText instant={code.madeAt} />
                    {' · '}
                  </>
                )}
                {code.usedAt ? (
                  <>
                    {t('own_code.used_at')} <DateText instant={code.usedAt} />
                  </>
                ) : (
                  <>
                    {t('own_code.until')} <DateText instant={code.until} />
                  </>
                )}
              </>
            }
            end={<StatusPill tone={TONES[code.state]}>{t(`own_code.state.${code.state}`)}</StatusPill>}
          >
            {code.state === 'waiting' && (
              <Button
                kind="quiet"
                busy={revoke.busy}
                onClick={() => void revoke.run({ person: code.person, id: code.id })}
              >
                {t('own_code.revoke')}
              </Button>
            )}
          </ListRow>
        ))}
      </List>
    </>
  )
}
