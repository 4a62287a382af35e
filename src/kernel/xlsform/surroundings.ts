// What the rows of the sheet `survey` may refer to in the other sheets.
import type { ChoiceLists } from './choices.ts'
import type { EntityUse } from './entities.ts'
import type { Findings } from './findings.ts'
import type { SurveyNode } from './survey-tree.ts'

export type Surroundings = {
  lists: ChoiceLists
  /** The lists of the sheet `external_choices`; none without that sheet. */
  externalLists: ReadonlySet<string> | undefined
  osmTags: ReadonlyMap<string, SurveyNode['tags']>
  entities: EntityUse
  sheetNames: readonly string[]
  findings: Findings
}
