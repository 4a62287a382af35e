// The columns of tables about people that hold no text of theirs, each looked at by a person; an erasure leaves them or takes them.

/** Sealed by a key that is destroyed, or wrapped. */
export const SEALED = `
  break_glass.reason break_glass_review.note confidant.reason data_key.wrapped sealed_note.opened
  sealed_note.story sealed_note.summary
`
/** What stands for something without saying it; gone or emptied with the row it belongs to. */
export const HASHED = `
  attachment.sha256 claim.pseudonym consent.text_hash own_code.hash own_session.token_hash
`
/** Empty, or the mark that there is something: the words are in `consent_words` and `referral_words`. */
export const MOVED = `
  consent.because consent.spoke_name consent.witness referral.feedback referral.introduction referral.note referral.reason
`
/** Codes of the pack or of the program, versions, languages: looked at one by one, and nobody's words. */
export const CODES = `
  attachment.media_type break_glass.field_group break_glass_review.verdict case_file.closure_reason
  characterization.field_groups characterization.pack_release characterization.questionnaire claim.family claim.grounds claim.outcome
  claim.pack_release claim.state claim_evidence.type confidant.field_group consent.field_groups consent.how
  consent.locale consent.no_review consent.pack_release consent.purpose consent.recipient_class consent.said consent.spoke_as
  consent.spoke_because consent.text_version consent_notice.because consent_notice.field_groups
  consent_notice.purpose consent_override.field_groups consent_override.ground consent_override.purpose
  consent_override.ended_because consent_override.state consent_override.verdict correction.state data_key.kek delivery.kind demand_disclosure.field_groups
  disclosure.fields disclosure.purpose disclosure.via duplicate_pair.reasons duplicate_pair.state
  erasure.classes erasure_review.because erasure_review.classes erasure_review.rule erasure_review.state
  fact.age_band fact.disability fact.kind fact.migration_status fact.nationality fact.pack_release
  fact.place fact.population_group fact.sex household_member.left_because household_member.relation
  need.code need.domain need.ending need.urgency own_code.checked person.born_precision person.consent_text person.disability
  person.gender person.languages person.migration_status person.nationalities person.pack_release
  person.place person.population_group person.sex person.shown_to person_contact.kind
  person_identifier.country person_identifier.type person_share.field_groups plan_step.by_whom
  plan_step.state referral.decline_reason referral.ended_because referral.result referral.state retelling.how
  retelling.reason sealed_note.field_group verification.decision verification.reason verification.wanted
`
