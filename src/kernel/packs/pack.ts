// The schema of packs. Everything local is data in a pack, so that core code never names a country, a status
// or a funder.
import * as z from 'zod/mini'
import { OrganisationClass } from '../actor.ts'
import { Currency } from '../money.ts'
import { PlainDate } from '../time.ts'
import { Code, Locale } from '../words.ts'

/** One text in each language of the pack; `pack check` asks for every declared locale. */
export const Label = z.record(Locale, z.string().check(z.minLength(1), z.maxLength(8000)))
export type Label = z.infer<typeof Label>

/** A CEL expression of type boolean; each field that holds one says which variables it may use. */
const Condition = z.string().check(z.minLength(1), z.maxLength(2000))

/** One entry of a taxonomy. `parent` is a code of the same taxonomy, or of the one that groups it. */
const term = {
  code: Code,
  label: Label,
  parent: z.optional(Code),
  /** A longer explanation for staff. */
  about: z.optional(Label),
  /** Visible only to roles whose work needs it; never in lists, exports or public figures. */
  protected: z.optional(z.boolean()),
  /** Kept for old records and no longer offered (a historic permit). */
  retired: z.optional(z.boolean()),
  /**
   * Reveals that a person sought protection from their own state: never goes to a consulate, even with
   * consent.
   */
  neverConsular: z.optional(z.boolean()),
}
export const Term = z.strictObject(term)
export type Term = z.infer<typeof Term>

/**
 * A kind of document or number by which someone is known; `pattern` holds for the canonical form: upper case,
 * digits as 0-9, without separators. `\p{L}` in it lets letters of every script in; `A-Z` does not.
 */
export const IdentifierType = z.strictObject({
  ...term,
  pattern: z.string().check(z.minLength(1), z.maxLength(200)),
  example: z.string(),
  /** Code of the country that issues it, where one does. */
  country: z.optional(Code),
})
export type IdentifierType = z.infer<typeof IdentifierType>

/** A language that is spoken or signed. Its code is a language tag (BCP 47), two letters where there are two. */
export const Language = z.strictObject({
  ...term,
  /** ISO 639-3, where the code has two letters: `spa` of `es`. */
  iso: z.optional(z.string().check(z.regex(/^[a-z]{3}$/u))),
})

/** An event in a person's life that outcomes may count: recorded as fact `milestone.recorded`. */
export const Milestone = z.strictObject({
  ...term,
  /** Code of its need domain. */
  domain: Code,
})
export type Milestone = z.infer<typeof Milestone>

export const Taxonomies = z.strictObject({
  /** Broad areas of need; `needs` name one as parent. */
  needDomains: z.array(Term),
  needs: z.array(Term),
  /** How soon a need must be answered, most pressing first. */
  urgencies: z.array(Term),
  /** What providers offer; the parent is a need domain. */
  serviceKinds: z.array(Term),
  milestones: z.array(Milestone),
  populationGroups: z.array(Term),
  /** Migration statuses; always contains `not_asked` and `prefers_not_to_say`. */
  statuses: z.array(Term),
  identifierTypes: z.array(IdentifierType),
  languages: z.array(Language),
  /** ISO 3166-1 alpha-2 codes, in lower case. */
  countries: z.array(Term),
  /** Country code and official place code (`co_44001`); the parent is the place that holds it. */
  places: z.array(Term),
  sexes: z.array(Term),
  genders: z.array(Term),
  disabilities: z.array(Term),
  householdRoles: z.array(Term),
  contactKinds: z.array(Term),
  /** Why a provider turns a referral down. */
  declineReasons: z.array(Term),
  /** Why a case closes. */
  closureReasons: z.array(Term),
  /** What can prove an outcome. */
  evidenceTypes: z.array(Term),
  /** What data may be used for, as consent names it. */
  purposes: z.array(Term),
  /** Which part of a record a field belongs to, as consent and disclosure name it. */
  fieldGroups: z.array(Term),
})
export type Taxonomies = z.infer<typeof Taxonomies>

/**
 * Field groups that the application itself uses for parts of a record; every pack contains them, and may add
 * others.
 */
export const FIELD_GROUPS = [
  'identity',
  'documents',
  'contact',
  'household',
  'status',
  'health',
  'protection',
  'needs',
] as const
export type FieldGroup = (typeof FIELD_GROUPS)[number]

export type TaxonomyName = keyof Taxonomies

export const QuestionKind = z.enum(['text', 'integer', 'date', 'one', 'many', 'yes_no', 'note'])
export type QuestionKind = z.infer<typeof QuestionKind>

/** Name of an answer, used in conditions and in records. */
const QuestionName = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,59}$/u))

export const Question = z.strictObject({
  name: QuestionName,
  kind: QuestionKind,
  label: Label,
  /** Why it is asked, in words for the person. */
  why: z.optional(Label),
  /** Own choices, or the taxonomy that gives them; for `one` and `many`. */
  choices: z.optional(z.union([z.array(Term), z.strictObject({ taxonomy: z.string() })])),
  /** The article of law that allows its condition to depend on migration status. */
  law: z.optional(Label),
  required: z.optional(z.boolean()),
  /** CEL; the variables are the answers by question name (an unanswered one is null; `many` is a list). */
  relevant: z.optional(Condition),
  /** For `integer`. */
  min: z.optional(z.int()),
  max: z.optional(z.int()),
  /**
   * What cannot be, given the answers to this and earlier questions, and what to say then. An unanswered question is
   * null, and the condition not known.
   */
  contradiction: z.optional(z.strictObject({ when: Condition, says: Label })),
  /** For `date`: a day in the person's life, so neither before their birth nor still to come. */
  happened: z.optional(z.boolean()),
  /** Code of a field group, which decides who may see the answer. */
  fieldGroup: Code,
})
export type Question = z.infer<typeof Question>

/** A fixed questionnaire; an answered one keeps its code, version and pack release. */
export const Questionnaire = z.strictObject({
  code: Code,
  version: z.int().check(z.minimum(1)),
  title: Label,
  about: z.optional(Label),
  pages: z
    .array(
      z.strictObject({
        code: Code,
        title: Label,
        relevant: z.optional(Condition),
        /** As for a question. */
        law: z.optional(Label),
        questions: z.array(Question).check(z.minLength(1)),
      }),
    )
    .check(z.minLength(1)),
})
export type Questionnaire = z.infer<typeof Questionnaire>

/** Selects facts: a kind, and a CEL condition on the fact's `data`, `snapshot` and `occurredOn`. */
export const FactMatch = z.strictObject({ kind: z.string(), where: z.optional(Condition) })
export type FactMatch = z.infer<typeof FactMatch>

export const EvidenceRule = z.strictObject({
  type: Code,
  required: z.boolean(),
  label: z.optional(Label),
})
export type EvidenceRule = z.infer<typeof EvidenceRule>

const outcome = {
  code: Code,
  label: Label,
  about: z.optional(Label),
  /**
   * Outcomes of one family are the same result, named differently by contract: paid once across contracts.
   */
  family: Code,
  /** Code of the need domain it meets. */
  domain: z.optional(Code),
  start: FactMatch,
  /** Outcomes that must be achieved by the same person before this one counts. */
  after: z.optional(z.array(Code)),
  evidence: z.array(EvidenceRule),
  /**
   * The law that allows proof and payment without consent; else the person's consent for `results` is needed.
   */
  ground: z.optional(Label),
  /**
   * The article of law that allows its condition to depend on migration status; services follow need (mission
   * P4).
   */
  law: z.optional(Label),
}

/** A result that can be claimed: an event that happened, or a state that lasted a number of days. */
export const Outcome = z.discriminatedUnion('metric', [
  z.strictObject({ ...outcome, metric: z.literal('event') }),
  z.strictObject({
    ...outcome,
    metric: z.literal('clock'),
    /** Whole days from the start until it is achieved (start + spanDays). */
    spanDays: z.int().check(z.minimum(1), z.maximum(3660)),
    /** A fact that interrupts it, when it occurs after the start and before the end. */
    breaks: z.optional(FactMatch),
    /** `reset`: the next start begins a new clock. `fail`: it can no longer be achieved. */
    onBreak: z.optional(z.enum(['reset', 'fail'])),
  }),
])
export type Outcome = z.infer<typeof Outcome>

/** A class of organisation, or one organisation by its key in the network. */
export const Party = z.strictObject({
  class: z.optional(z.union([OrganisationClass, z.array(OrganisationClass)])),
  organisation: z.optional(Code),
})
export type Party = z.infer<typeof Party>

const Price = z.string().check(z.regex(/^\d{1,12}(\.\d{1,4})?$/u))

/** What a payer pays a provider for a verified result. */
export const RateCard = z.strictObject({
  code: Code,
  title: Label,
  payer: Party,
  provider: Party,
  currency: Currency,
  lines: z.array(z.strictObject({ outcome: Code, price: Price })).check(z.minLength(1)),
  /** The most that is paid for one person under this card. */
  capPerPerson: z.optional(Price),
  from: PlainDate,
  until: z.optional(PlainDate),
})
export type RateCard = z.infer<typeof RateCard>

/** The text a person agrees to or refuses; a consent stores the version it was given under. */
export const ConsentText = z.strictObject({
  version: Code,
  title: Label,
  text: Label,
  purposes: z.array(Code).check(z.minLength(1)),
  fieldGroups: z.array(Code).check(z.minLength(1)),
  /** Days until it must be asked again. */
  validDays: z.int().check(z.minimum(1)),
  /** Age in whole years from which a person may decide alone; below it a representative decides for them. */
  aloneFrom: z.optional(z.int().check(z.minimum(1), z.maximum(25))),
})
export type ConsentText = z.infer<typeof ConsentText>

/** Classes of personal data, by the harm they could do; `evidence`: the files that prove a result. */
export const DataClass = z.enum(['personal', 'sensitive', 'protected', 'evidence'])
export type DataClass = z.infer<typeof DataClass>

/** How long a class of data is kept, and the law it rests on. */
export const RetentionRule = z.strictObject({
  code: Code,
  class: DataClass,
  /** Counted from the last contact, with no case open; for evidence, from the decision on the result. */
  months: z.int().check(z.minimum(1), z.maximum(600)),
  basis: Label,
  about: Label,
})
export type RetentionRule = z.infer<typeof RetentionRule>

/** A message to a person or an organisation, in ICU MessageFormat; `parameters` are the names it may use. */
export const MessageTemplate = z.strictObject({
  code: Code,
  channel: z.enum(['sms', 'email', 'print']),
  parameters: z.array(z.string()),
  text: Label,
})
export type MessageTemplate = z.infer<typeof MessageTemplate>

const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/u))

/** Which text of the pack is meant: `consent/v1`, `purpose/service`, `question/characterization/people`. */
export const TextKey = z.string().check(z.regex(/^[a-z]+(?:\/[a-z][a-z0-9_]{0,63}){1,3}$/u))

/** A text of the pack said aloud in a language, which need not be one that it is written in. */
export const PackRecording = z.strictObject({
  key: TextKey,
  language: Code,
  /** SHA-256 of the words it was recorded from: once they are others, it is not offered. */
  text: Hash,
  /** SHA-256 of the sound. */
  sound: Hash,
  type: z.string(),
  /** The day on which whoever speaks agreed to the use of their voice. */
  voiceAgreedOn: PlainDate,
})
export type PackRecording = z.infer<typeof PackRecording>

/** What an example of a pack says of an outcome. */
export const EXAMPLE_STATES = ['running', 'evidence_missing', 'achieved', 'failed'] as const

/** A drawing beside a text: lines and surfaces of one to three tones, so that it is read in dark and in print. */
export const Picture = z.strictObject({
  key: TextKey,
  /** What is seen, for those who do not see it. */
  alt: Label,
  shapes: z
    .array(
      z.strictObject({
        d: z.string().check(z.regex(/^[MmLlHhVvCcSsQqTtAaZz0-9 ,.-]{1,2000}$/u)),
        tone: z.enum(['line', 'leaf', 'sun']),
      }),
    )
    .check(z.minLength(1), z.maxLength(40)),
})
export type Picture = z.infer<typeof Picture>

export const Pack = z.strictObject({
  name: z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/u)),
  version: z.string().check(z.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/u)),
  title: Label,
  /** Languages of every text; the first is the default. */
  locales: z.array(Locale).check(z.minLength(1)),
  currency: Currency,
  /** IANA time zone, which decides the date of today. */
  timeZone: z.string(),
  /** Version of the consent text in use. */
  consent: Code,
  /**
   * Purposes for which a person may be asked their status; `pack check` needs one. Releases before the
   * firewall have none.
   */
  statusPurposes: z.optional(z.array(Term)),
  /** One rule for each class of data; `pack check` needs them all. Releases before retention have none. */
  retention: z.optional(z.array(RetentionRule)),
  /** Days after which no backup that still holds an erased person may exist. */
  backupDays: z.optional(z.int().check(z.minimum(1), z.maximum(3660))),
  taxonomies: Taxonomies,
  questionnaires: z.array(Questionnaire),
  outcomes: z.array(Outcome),
  rateCards: z.array(RateCard),
  consentTexts: z.array(ConsentText),
  messages: z.array(MessageTemplate),
  recordings: z.optional(z.array(PackRecording)),
  pictures: z.optional(z.array(Picture)),
})
export type Pack = z.infer<typeof Pack>

/** An immutable release of a pack: `id` is `name@version+` and the first 12 digits of `hash`. */
export type PackRelease = { readonly id: string; readonly hash: string; readonly pack: Pack }

export {
  answerFields,
  choicesOf,
  findQuestionnaire,
  findTerm,
  labelsOf,
  namesOf,
  offered,
  outcomeWords,
  say,
} from './pack-terms.ts'
