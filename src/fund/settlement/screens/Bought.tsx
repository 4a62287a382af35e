// What a payer bought and paid this year, on the overview: three figures, and the way to the others.
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Stat } from '../../../kit/Figures.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Columns, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer } from '../../../kit/State.tsx'
import { statementFigures } from '../operations.ts'
import * as policy from '../policy.ts'

export default function Bought() {
  const t = useMessages()
  const { money, number } = useFormats()
  const mayNot = useMay(policy.pay)
  const asked = useAsk(statementFigures, mayNot === undefined ? {} : null, {
    refreshOn: ['statement', 'payment'],
  })
  if (mayNot !== undefined) return null
  return (
    <Answer of={asked} lines={3}>
      {({ outcomes, money: sums, year }) => (
        <Stack>
          <Columns of={3}>
            <Stat figure={number(outcomes)} label={t('statement.bought')} detail={String(year)} />
            {sums.map(({ stated }) => (
              <Stat key={stated.currency} figure={money(stated)} label={t('statement.stated')} />
            ))}
            {sums.map(({ paid }) => (
              <Stat key={paid.currency} figure={money(paid)} label={t('statement.paid_sum')} />
            ))}
          </Columns>
          <Actions>
            <LinkButton href="/overview/results" icon="forward">
              {t('statement.figures')}
            </LinkButton>
          </Actions>
        </Stack>
      )}
    </Answer>
  )
}
