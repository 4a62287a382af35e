// Calculations that need their own result, directly or through others: no order of computing them is right.
import { INDEXED_REPEAT, without } from './brackets.ts'
import { referencesIn } from './expression.ts'
import type { Findings } from './findings.ts'
import { descendants, type SurveyNode } from './survey-tree.ts'

export function checkCycles(survey: SurveyNode, findings: Findings): void {
  const needs = new Map<SurveyNode, SurveyNode[]>()
  const byName = new Map<string, SurveyNode>()
  for (const node of descendants(survey)) if (node.kind === 'question') byName.set(node.name, node)
  for (const node of byName.values()) {
    const calculate = node.bind?.get('calculate')
    if (typeof calculate !== 'string' || node.trigger.length > 0) continue
    const names = referencesIn(withoutOthers(calculate)).filter(({ lastSaved }) => !lastSaved)
    needs.set(
      node,
      names.map(({ name }) => byName.get(name)).filter((each) => each !== undefined),
    )
  }
  const state = new Map<SurveyNode, 'open' | 'done'>()
  for (const start of needs.keys()) {
    // By a list of its own and not by recursion: a chain may be as long as the form.
    const trail: { node: SurveyNode; next: number }[] = [{ node: start, next: 0 }]
    if (state.has(start)) continue
    state.set(start, 'open')
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const needed = needs.get(top.node)?.[top.next++]
      if (!needed) {
        state.set(top.node, 'done')
        trail.pop()
      } else if (state.get(needed) === 'open') {
        const circle = [...trail.map(({ node }) => node), needed].map(({ name }) => name)
        findings.refuse(
          'calculate.circle',
          { sheet: 'survey', row: top.node.row, column: 'calculation' },
          { names: circle.slice(circle.indexOf(needed.name)).join(' → ') },
        )
      } else if (!state.has(needed)) {
        state.set(needed, 'open')
        trail.push({ node: needed, next: 0 })
      }
    }
  }
}

/** Without what looks at other repetitions or in other instances, where the name is not the own value. */
const withoutOthers = (text: string): string => without(without(text, INDEXED_REPEAT, ')'), '[', ']')
