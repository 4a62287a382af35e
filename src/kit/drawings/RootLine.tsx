// The root line: a vertical timeline of a person, a referral or a claim, with branches that leave it and may
// return.
import type { ReactNode } from 'react'
import { DateText } from '../Figures.tsx'
import { Icon, type IconName } from './Icon.tsx'

export type RootNode = {
  key: string
  /** A civil date, or an instant when the hour matters. */
  date?: string
  instant?: string
  title: ReactNode
  detail?: ReactNode
  icon?: IconName
  /** `done`: happened; `now`: waits for a person; `later`: expected; `undone`: was reversed. */
  state?: 'done' | 'now' | 'later' | 'undone'
  /** A branch for what happened at another organisation; with `returns` it joins the line again. */
  branch?: { label: string; nodes: readonly RootNode[]; returns: boolean }
}

const SIGN: Record<NonNullable<RootNode['state']>, IconName | undefined> = {
  done: undefined,
  now: 'alert',
  later: 'clock',
  undone: 'close',
}

/**
 * Draws the nodes, newest last; `label` names the list for screen readers. `byDay`: each day is a heading, once,
 * before the first of its nodes.
 */
export function RootLine({
  label,
  nodes,
  byDay = false,
}: {
  label: string
  nodes: readonly RootNode[]
  byDay?: boolean
}) {
  return (
    <ol className="root-line" aria-label={label}>
      {nodes.map((node, at) => (
        <RootItem key={node.key} node={node} day={dayOf(node, byDay, nodes[at - 1])} />
      ))}
    </ol>
  )
}

/** What a node says of its day: nothing where the node before it said the same. */
const dayOf = (node: RootNode, byDay: boolean, before: RootNode | undefined): Day =>
  !byDay ? 'date' : node.date === undefined || node.date === before?.date ? 'none' : 'heading'

type Day = 'date' | 'heading' | 'none'

function RootItem({ node, day }: { node: RootNode; day: Day }) {
  const state = node.state ?? 'done'
  const icon = node.icon ?? SIGN[state]
  return (
    <li
      className={`root-node root-${state}${node.branch ? ' root-branching' : ''}${day === 'heading' ? ' root-day' : ''}`}
    >
      {day === 'heading' && (
        <h3 className="root-day-name">
          <DateText {...(node.date && { date: node.date })} />
        </h3>
      )}
      <span className="root-sign">{icon && <Icon name={icon} />}</span>
      <div className="root-body">
        {day === 'date' && (node.date ?? node.instant) && (
          <div className="root-date">
            <DateText {...(node.date ? { date: node.date } : { instant: node.instant ?? '' })} />
          </div>
        )}
        <div className="root-title">{node.title}</div>
        {node.detail && <div className="root-detail">{node.detail}</div>}
      </div>
      {node.branch && (
        <div className={`root-branch${node.branch.returns ? ' root-returns' : ''}`}>
          <p className="root-branch-label">{node.branch.label}</p>
          <ol aria-label={node.branch.label}>
            {node.branch.nodes.map((child) => (
              <RootItem key={child.key} node={child} day="date" />
            ))}
          </ol>
        </div>
      )}
    </li>
  )
}
