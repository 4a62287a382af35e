// The evidence of a claim, opened beside the decision; the server keeps which files the verifier opened.
import { lazy, Suspense, useEffect, useState } from 'react'
import { say } from '../../../kernel/packs/pack.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { send } from '../../../kit/request.ts'
import { Failed, Loading, StatusPill } from '../../../kit/State.tsx'
import type { VerificationDetail } from '../operations.ts'
import './evidence.css'

const Pages = lazy(() => import('./Pages.tsx'))

type File = VerificationDetail['evidence'][number]

/** `url` of the blob, for a picture. */
type Fetched = { blob: Blob; url: string }

/** `onOpened`: the server has noted that a file was opened. */
export function Evidence({ claim, onOpened }: { claim: VerificationDetail; onOpened: () => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { number } = useFormats()
  const [chosen, choose] = useState<string>()
  const open = claim.evidence.find(({ attachment }) => attachment === chosen)
  return (
    <Card title={t('evidence.title')} icon="clip">
      {claim.evidence.length === 0 ? (
        <p className="soft">{t('verification.no_evidence')}</p>
      ) : (
        <Stack tight>
          <List label={t('evidence.title')}>
            {claim.evidence.map((file) => (
              <ListRow
                key={file.attachment}
                title={say(file.type.label, locale)}
                detail={
                  <>
                    <DateText instant={file.attachedAt} />{' '}
                    {t('evidence.size', { kilobytes: number(Math.max(1, Math.round(file.size / 1000))) })}
                  </>
                }
                end={
                  <StatusPill tone={file.opened ? 'good' : 'now'}>
                    {t(file.opened ? 'verification.file_opened' : 'verification.file_unopened')}
                  </StatusPill>
                }
              >
                {file.attachment !== chosen && (
                  <Button icon="eye" onClick={() => choose(file.attachment)}>
                    {t('verification.file_open', { type: say(file.type.label, locale) })}
                  </Button>
                )}
              </ListRow>
            ))}
          </List>
          {open && <Open key={open.attachment} file={open} onOpened={onOpened} />}
        </Stack>
      )}
    </Card>
  )
}

function Open({ file, onOpened }: { file: File; onOpened: () => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const [content, setContent] = useState<Fetched>()
  const [problem, setProblem] = useState<Error>()
  const [attempt, setAttempt] = useState(0)
  const { attachment, opened } = file
  useEffect(() => {
    const leaving = new AbortController()
    let url: string | undefined
    send(`/api/attachments/${attachment}`, { signal: leaving.signal })
      .then((answer) => answer.blob())
      .then((blob) => {
        if (leaving.signal.aborted) return
        url = URL.createObjectURL(blob)
        setContent({ blob, url })
        setProblem(undefined)
        if (!opened) onOpened()
      })
      .catch((error: Error) => leaving.signal.aborted || setProblem(error))
    return () => {
      leaving.abort()
      if (url) URL.revokeObjectURL(url)
    }
    // Fetched once, also when the claim is read again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [attachment, attempt])
  const label = say(file.type.label, locale)
  return (
    <section aria-label={label}>
      <Stack tight>
        <div className="evidence-head">
          <strong>{label}</strong>
          <LinkButton href={`/api/attachments/${attachment}`} kind="quiet" download>
            {t('evidence.open')}
          </LinkButton>
        </div>
        {problem ? (
          <Failed problem={problem} again={() => setAttempt((before) => before + 1)} />
        ) : (
          // What scrolls must be reachable by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <div className="evidence-open" tabIndex={0} role="group" aria-label={label}>
            <Suspense fallback={<Loading lines={8} />}>
              {content ? (
                <Content type={file.mediaType} content={content} label={label} />
              ) : (
                <Loading lines={8} />
              )}
            </Suspense>
          </div>
        )}
      </Stack>
    </section>
  )
}

function Content({ type, content, label }: { type: string; content: Fetched; label: string }) {
  if (type === 'application/pdf') return <Pages file={content.blob} />
  return <img className="evidence-page" src={content.url} alt={label} />
}
