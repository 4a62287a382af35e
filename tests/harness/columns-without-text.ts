// The columns of tables about people that hold no free text, each reviewed by a person; an erasure keeps or
// deletes them.

/** Sealed with a key that is destroyed, or wrapped. */
export const SEALED = `
  break_glass.reason break_glass_review.note confidant.reason data_key.wrapped sealed_note.opened
  sealed_note.story sealed_note.summary
`
/** Hashes and pseudonyms, which reveal no text; deleted or emptied with their row. */
export const HASHED = `
  attachment.sha256 claim.pseudonym consent.text_hash known_token.token own_code.hash own_session.token_hash
`
/** Empty, or a mark that there is a text: the texts are in `consent_words` and `referral_words`. */
export const MOVED = `
  consent.because consent.spoke_name consent.witness referral.feedback referral.introduction referral.note referral.reason
`
/** Codes of the pack or of the program, versions, languages: each reviewed, none of them free text. */
export const CODES = `
  attachment.media_type break_glass.field_group break_glass_review.verdict case_file.closure_reason child_check.outcome
  characterization.field_groups characterization.pack_release characterization.questionnaire claim.family claim.grounds claim.outcome
  claim.pack_release claim.state claim_evidence.type confidant.field_group consent.field_groups consent.how
  consent.locale consent.no_review consent.pack_release consent.purpose consent.recipient_class consent.said consent.spoke_as
  consent.spoke_because consent.text_version consent_notice.because consent_notice.field_groups
  consent_notice.purpose consent_override.field_groups consent_override.ground consent_override.purpose
  consent_override.ended_because consent_override.state consent_override.verdict correction.state data_key.kek delivery.kind demand_disclosure.field_groups
  disclosure.fields disclosure.purpose disclosure.via duplicate_pair.reasons duplicate_pair.state
  erasure.classes erasure_review.because erasure_review.classes erasure_review.rule erasure_review.state
  fact.age_band fact.disability fact.kind fact.migration_status fact.nationality fact.pack_release
  fact.place fact.population_group fact.sex fact.subject_kind household_member.left_because household_member.relation
  known_token.audience merge.assigned need.code need.domain need.ending need.urgency own_code.checked person.born_precision person.consent_text person.disability
  person.gender person.languages person.migration_status person.nationalities person.needs_interpreter person.reading
  person.reads_in consent_words.interpreter_kind person.pack_release
  person.place person.population_group person.sex person.shown_to person_contact.kind
  same_person.assigned
  person_identifier.country person_identifier.type person_share.field_groups record_link.state plan_step.by_whom
  plan_step.state referral.decline_reason referral.ended_because referral.result referral.state retelling.how
  retelling.reason sealed_note.field_group verification.decision verification.reason verification.wanted
`
