// The views of a list that the user kept: opened by a link, deleted, and the one that is on the screen saved.
import type { Href } from '../../../kernel/paths.ts'
import { Button, IconButton } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { List, ListRow, Stack } from '../../../kit/Layout.tsx'
import type { ViewsProps } from '../../../kit/list/Views.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { listViews, removeView, saveView } from '../operations.ts'

export default function ViewsOfList({ list, path, search }: ViewsProps) {
  const t = useMessages()
  const asked = useAsk(listViews, { list })
  const remove = useCommand(removeView)
  return (
    <Stack tight>
      <Answer of={asked} lines={2}>
        {({ views }) =>
          views.length === 0 ? (
            <p className="soft">{t('view.none')}</p>
          ) : (
            <List label={t('view.title')}>
              {views.map((view) => (
                <ListRow
                  key={view.id}
                  href={`${path}${view.search === '' ? '' : `?${view.search}`}` as Href}
                  title={view.name}
                  {...(view.search === search && { detail: t('view.shown') })}
                >
                  <IconButton
                    icon="close"
                    label={t('view.remove', { name: view.name })}
                    onClick={() => void remove.run({ id: view.id })}
                  />
                </ListRow>
              ))}
            </List>
          )
        }
      </Answer>
      <Save key={search} list={list} search={search} />
    </Stack>
  )
}

function Save({ list, search }: { list: string; search: string }) {
  const t = useMessages()
  const say = useToast()
  const form = useOperationForm(saveView, {
    initial: { list, search },
    input: (given, idOf) => ({ ...given, id: idOf('view') }),
    problems: { 'view.name_taken': 'name' },
    done: () => say(t('view.saved')),
  })
  return (
    <OperationForm of={form}>
      <form.Text
        name="name"
        label={t('view.name')}
        help={t('view.name_help')}
        missing={t('view.name_missing')}
      />
      <Actions>
        <Button type="submit" busy={form.busy}>
          {t('view.save')}
        </Button>
      </Actions>
    </OperationForm>
  )
}
