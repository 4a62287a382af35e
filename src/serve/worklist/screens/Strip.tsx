// The strip of three figures at the top of the home screen, each a link to where it comes from.
import type { Href } from '../../../kernel/paths.ts'
import type { ShownFigure } from '../../../kernel/worklist.ts'
import { Money, Stat } from '../../../kit/Figures.tsx'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { later } from '../../../kit/later.tsx'

const UnsentNotice = later(() => import('./UnsentNotice.tsx'), null)

export function Strip({
  figures,
  hrefs,
}: {
  figures: readonly ShownFigure[]
  hrefs: ReadonlyMap<string, Href>
}) {
  const t = useMessages()
  const lookup = useLookup()
  const { number } = useFormats()
  if (figures.length === 0) return null
  return (
    <>
      <section className="work-strip" aria-label={t('work.figures')}>
        {figures.map(({ figure, period, count, plain, money, rounded }) => {
          const href = hrefs.get(figure)
          const sums =
            money?.map((sum) => (
              <span key={sum.currency} className="work-money">
                <Money value={sum} />
              </span>
            )) ?? []
          return (
            <Stat
              key={figure}
              figure={sums.length > 0 ? sums : number(count ?? plain ?? 0)}
              label={lookup(`figure.${figure}`)}
              detail={[t(`work.period.${period}`), rounded && t('work.rounded')].filter(Boolean).join(', ')}
              {...(href !== undefined && { href })}
            />
          )
        })}
      </section>
      <UnsentNotice />
    </>
  )
}
