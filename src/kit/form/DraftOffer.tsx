// Asks what to do with the drafts of a form before it is shown, so that none overwrites another.
import { Button } from '../controls/Button.tsx'
import { Actions } from '../Form.tsx'
import { useFormats, useMessages } from '../messages.tsx'
import { Notice } from '../State.tsx'
import type { Draft } from './draft.tsx'
import { resumed } from './resumed.ts'

export default function DraftOffer({ draft }: { draft: Draft }) {
  const t = useMessages()
  const { instant } = useFormats()
  return (
    <>
      {draft.found.map((one, at) => {
        const title = draft.titleOf(one)
        return (
          <Notice
            key={one.instance ?? ''}
            title={t('kit.draft.found', { at: instant(new Date(one.at).toISOString()) })}
          >
            {title && (
              <p>
                <strong>
                  <bdi>{title}</bdi>
                </strong>
              </p>
            )}
            <p>{t('kit.draft.found_help')}</p>
            <Actions>
              <Button
                kind="primary"
                autoFocus={at === 0}
                onClick={() => draft.resume(one, resumed(one, draft.today()))}
              >
                {t('kit.draft.resume')}
              </Button>
              <Button onClick={() => draft.discard(one)}>{t('kit.draft.discard')}</Button>
            </Actions>
          </Notice>
        )
      })}
      <Actions>
        <Button onClick={draft.leave}>{t('kit.draft.leave')}</Button>
      </Actions>
    </>
  )
}
