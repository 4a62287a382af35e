// Checks a pack against the rules of the firewall: status is asked only for a purpose, conditions use it only
// where a law says so, and nothing names an organisation behind the firewall.
import type { FieldsOf, Node } from '../../kernel/expression/expression.ts'
import { parse } from '../../kernel/expression/parse.ts'
import { isBehindFirewall } from '../../kernel/firewall.ts'
import { answerFields, type Pack } from '../../kernel/packs/pack.ts'

type Report = (at: string, message: string) => void

export function reviewStatus(pack: Pack, fieldsOf: FieldsOf, report: Report): void {
  const purposes = pack.statusPurposes ?? []
  if (purposes.length === 0)
    report('pack', 'statusPurposes says nothing that somebody may be asked about their status for')
  const codes = purposes.map(({ code }) => code)
  for (const code of codes.filter((each, index) => codes.indexOf(each) !== index))
    report('statusPurposes', `"${code}" stands twice`)
  for (const [at, condition, law] of conditions(pack, fieldsOf))
    if (condition && !law) report(at, 'depends on migration status and cites no law: services follow need')
  for (const card of pack.rateCards) {
    for (const side of ['payer', 'provider'] as const)
      if ([card[side].class ?? []].flat().some(isBehindFirewall))
        report(`rate card ${card.code}`, `its ${side} stands behind the firewall`)
  }
}

/**
 * Every condition that decides who receives something: whether it reads the status, and the law that it
 * cites.
 */
function* conditions(pack: Pack, fieldsOf: FieldsOf): Iterable<[at: string, status: boolean, law: unknown]> {
  for (const outcome of pack.outcomes) {
    const matches = [outcome.start, outcome.metric === 'clock' ? outcome.breaks : undefined]
    for (const match of matches) {
      const fields = match && fieldsOf(match.kind)
      if (!match?.where || !fields) continue
      const asks = reads(match.where, fields, (name) => name === 'snapshot.migration_status')
      yield [`outcome ${outcome.code}`, asks, outcome.law]
    }
  }
  for (const questionnaire of pack.questionnaires) {
    const questions = questionnaire.pages.flatMap((page) => page.questions)
    const status = questions
      .filter(({ choices }) => (choices as { taxonomy?: string } | undefined)?.taxonomy === 'statuses')
      .map(({ name }) => name)
    const fields = answerFields(questionnaire)
    for (const part of [...questionnaire.pages, ...questions]) {
      if (!part.relevant) continue
      const at = `questionnaire ${questionnaire.code} version ${questionnaire.version}, ${'code' in part ? part.code : part.name}`
      yield [at, reads(part.relevant, fields, (name) => status.includes(name)), part.law]
    }
  }
}

/** Whether a condition reads a field; one that cannot be parsed is reported by pack-review.ts. */
function reads(
  text: string,
  fields: Parameters<typeof parse>[1],
  wanted: (name: string) => boolean,
): boolean {
  try {
    return names(parse(text, fields, 'boolean').root).some(wanted)
  } catch {
    return false
  }
}

function names(node: Node): string[] {
  if (node.op === 'field') return [node.name]
  return Object.values(node)
    .flat()
    .flatMap((each: unknown) =>
      each !== null && typeof each === 'object' && 'op' in each ? names(each as Node) : [],
    )
}
