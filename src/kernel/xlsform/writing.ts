// What the writers of the model and of the body share: references turned into paths, expressions checked on the way, and
// the place in the sheets that a mistake is told for.
import { hasItext, type ChoiceList, type ChoiceLists } from './choices.ts'
import type { Place, Findings } from './findings.ts'
import type { Cell } from './grouped-rows.ts'
import { References, UnresolvedReference } from './references.ts'
import type { Settings } from './settings.ts'
import { pathOf, type SurveyNode } from './survey-tree.ts'
import { element, type Element } from './xml.ts'
import { faultIn } from './xpath.ts'

/** Attributes of a bind that are expressions, in the order in which files are looked for in them. */
export const EXPRESSIONS: readonly string[] = ['calculate', 'constraint', 'readonly', 'required', 'relevant']

/** The columns of attributes of a bind, by the name that people know. */
const COLUMNS: Readonly<Record<string, string>> = {
  calculate: 'calculation',
  readonly: 'read_only',
  'jr:constraintMsg': 'constraint_message',
  'jr:requiredMsg': 'required_message',
}
const ENTITY_COLUMNS: Readonly<Record<string, string>> = {
  create: 'create_if',
  update: 'update_if',
  label: 'label',
}

export function placeOf(node: SurveyNode | undefined, attribute: string): Place {
  if (node?.kind === 'attribute' || node?.type === 'entity-label')
    return { sheet: 'entities', row: node.row, column: ENTITY_COLUMNS[node.name] ?? 'entity_id' }
  if (node?.name === 'instanceName' && node.parent?.name === 'meta')
    return { sheet: 'settings', row: 2, column: 'instance_name' }
  return { sheet: 'survey', row: node?.row, column: COLUMNS[attribute] ?? attribute }
}

type Manner = Parameters<References['inExpression']>[2]

export class Writing {
  readonly settings: Settings
  readonly lists: ChoiceLists
  readonly findings: Findings
  readonly #references: References

  constructor(survey: SurveyNode, settings: Settings, lists: ChoiceLists, findings: Findings) {
    this.settings = settings
    this.lists = lists
    this.findings = findings
    this.#references = new References(survey)
  }

  target(name: string): SurveyNode | undefined {
    return this.#resolved(() => this.#references.target(name), undefined, {}, undefined)
  }

  /** A text with a path for each reference. */
  text(text: string, node: SurveyNode, attribute: string, manner?: Manner): string {
    return this.#resolved(() => this.#references.inExpression(text, node, manner), node, { attribute }, text)
  }

  /** The same for an expression, which must be one. */
  expression(text: string, node: SurveyNode, attribute: string, manner?: Manner): string {
    const resolved = this.text(text, node, attribute, manner)
    this.check(resolved, node, attribute)
    return resolved
  }

  check(expression: string, node: SurveyNode, attribute: string): void {
    // A reference that is left was refused as such.
    const fault = expression.includes('${') ? undefined : faultIn(expression)
    if (fault !== undefined)
      this.findings.refuse('expression.syntax', placeOf(node, attribute), { near: fault })
  }

  /** A text for people. */
  words(text: string, node: SurveyNode | undefined, attribute = 'label'): (Element | string)[] {
    return this.#resolved(() => this.#references.inText(text, node), node, { attribute }, [text])
  }

  #resolved<T>(run: () => T, node: SurveyNode | undefined, { attribute = '' }, otherwise: T): T {
    try {
      return run()
    } catch (error) {
      if (!(error instanceof UnresolvedReference)) throw error
      const code = error.several ? 'reference.several' : 'reference.unknown'
      const place = placeOf(node, attribute)
      const told = this.findings.refused.some(
        ({ code: each, row, values }) =>
          (each.startsWith('reference.') || each === 'name.twice') &&
          (!node || row === place.row) &&
          values['name'] === error.message,
      )
      if (!told) this.findings.refuse(code, place, { name: error.message })
      return otherwise
    }
  }

  label(node: SurveyNode): Element {
    if (needsItext(node)) return element('label', { ref: `jr:itext('${pathOf(node)}:label')` })
    return element('label', {}, typeof node.label === 'string' ? this.words(node.label, node) : [])
  }

  hint(node: SurveyNode): Element {
    if (node.hint instanceof Map || node.guidance !== undefined)
      return element('hint', { ref: `jr:itext('${pathOf(node)}:hint')` })
    return element('hint', {}, node.hint === undefined ? [] : this.words(node.hint, node, 'hint'))
  }

  listOf(node: SurveyNode): ChoiceList | undefined {
    return this.lists.get(node.itemset ?? '')
  }

  labelOfOptions(list: ChoiceList | undefined): string {
    return list && hasItext(list) ? 'jr:itext(itextId)' : 'label'
  }
}

export const mediaOf = ({ media }: SurveyNode): Map<string, Cell> | undefined =>
  media instanceof Map && media.size > 0 ? media : undefined

export const needsItext = (node: SurveyNode): boolean =>
  node.label instanceof Map || mediaOf(node) !== undefined
