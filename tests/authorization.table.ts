// Who may do what, as one page an auditor can read. tests/authorization.test.ts holds every line of it over HTTP.

/**
 * The roles in their order, each with the class of organisation in which somebody would hold it. A dot means the role
 * is refused with its reason; its letter means it is let in.
 */
export const ROLES = [
  ['F', 'front_desk', 'garden'],
  ['O', 'orientation', 'garden'],
  ['C', 'case_manager', 'garden'],
  ['S', 'supervisor', 'garden'],
  ['P', 'provider', 'roots'],
  ['K', 'coordinator', 'garden'],
  ['N', 'analyst', 'garden'],
  ['M', 'communications', 'garden'],
  ['V', 'verifier', 'seal'],
  ['$', 'funder', 'purse'],
  ['D', 'data_protection_officer', 'garden'],
  ['A', 'administrator', 'garden'],
] as const

/**
 * Then the relation, each tried by somebody who holds every role, so that only where they stand decides. `own` keeps
 * the record, `shared` had it shared by a referral, `outsider` has nothing to do with it. For results, `own` made them
 * and `shared` was asked to verify them; for money, `own` is paid and `shared` pays.
 *
 * What comes back: `yes`; `none`, an answer that shows nothing of the record; a number, the refusal (403 it is not for
 * you to do, 404 not yours to know about, 409 not from where you or it stands); `-`, nothing to stand in relation to.
 * A line of dots is what only the house's own jobs and other commands may run, or the person with a code (`own.`).
 */
export const TABLE = `
                                  F O C S P K N M V $ D A    own   shared  outsider

Who works here
organisation.register             . . . . . . . . . . . A    -     -       -
organisation_move.ask             . . . . . . . . . . D A    -     -       -
organisation_move.decide          . . . . . . . . . . D A    -     -       -
organisation_move.end_sharing     . . . . . . . . . . . .    -     -       -
organisation_move.list            . . . . . . . . . . D A    -     -       -
organisation.close_moved          . . . . . . . . . . . .    -     -       -
organisation.change               . . . . . . . . . . . A    -     -       -
organisation.list                 F O C S P K N M V $ D A    -     -       -
organisation.get                  F O C S P K N M V $ D A    yes   none    none
centre.open                       . . . . . K . . . . . A    -     -       -
centre.list                       F O C S P K N M V $ D A    yes   yes     yes
user.invite                       . . . . . . . . . . . A    -     -       -
user.add_program                  . . . . . . . . . . . .    -     -       -
user.hand_program                 . . . . . . . . . . . .    -     -       -
user.reinvite                     . . . . . . . . . . . A    yes   404     404
user.deactivate                   . . . . . . . . . . . A    yes   404     404
user.reactivate                   . . . . . . . . . . . A    yes   404     404
user.choose_language              F O C S P K N M V $ D A    -     -       -
user.list                         . . . S . K . . . . D A    yes   none    none
user.invitation                   . . . . . . . . . . . A    409   404     404
role.grant                        . . . . . . . . . . . A    yes   403     403
role.confirm                      . . . . . . . . . . . A    yes   404     404
role.revoke                       . . . . . . . . . . . A    yes   404     404
role.unconfirmed                  . . . . . . . . . . . A    yes   none    none
role.from_outside                 F O C S P K N M V $ D A    yes   yes     none
second_factor.reset               . . . . . . . . . . . A    yes   404     404
second_factor.confirm_reset       F O C S P K N M V $ D A    yes   404     404
second_factor.decline_reset       F O C S P K N M V $ D A    yes   404     404
second_factor.resets              F O C S P K N M V $ D A    yes   none    none
membership.accept                 F O C S P K N M V $ D A    yes   404     404
membership.decline                F O C S P K N M V $ D A    yes   404     404
membership.offered                F O C S P K N M V $ D A    yes   none    none
membership.code                   . . . . . . . . . . . A    yes   403     403
role.define                       . . . . . . . . . . . A    -     -       -
role.change                       . . . . . . . . . . . A    yes   404     404
role.retire                       . . . . . . . . . . . A    yes   404     404
role.list                         . . . S . K . . . . D A    yes   none    none
team.form                         . . . . . . . . . . . A    -     -       -
team.change                       . . . . . . . . . . . A    yes   404     404
team.disband                      . . . . . . . . . . . A    yes   404     404
team.list                         . . . S . K . . . . D A    yes   none    none
key.issue                         . . . . . . . . . . . A    -     -       -
key.revoke                        . . . . . . . . . . . A    yes   404     404
key.list                          . . . . . . . . . . . A    yes   none    none
key.names                         . . . . . . . . . . . A    -     -       -
sign_on.configure                 . . . . . . . . . . . A    -     -       -
sign_on.remove                    . . . . . . . . . . . A    -     -       -
sign_on.prove_domain              . . . . . . . . . . . A    yes   404     404
sign_on.note_domain               . . . . . . . . . . . .    -     -       -
sign_on.confirm_domain            . . . . . . . . . . . A    yes   403     403
sign_on.claims                    . . . . . . . . . . . A    yes   none    none
sign_on.get                       . . . . . . . . . . . A    yes   none    none

Consent
consent.give                      F O C S P . . . . . . .    yes   yes     404
consent.refuse                    F O C S P . . . . . . .    yes   yes     404
consent.withdraw                  F O C S P . . . . . . .    yes   yes     404
consent.confirm                   F O C S P . . . . . . .    yes   403     404
consent.uphold                    F O C S P . . . . . . .    yes   403     404
consent.unconfirmed               F O C S P . . . . . D .    yes   none    none
consent.lifted_noes               . . . . . . . . . . D .    yes   none    none
consent.expire                    . . . . . . . . . . . .    -     -       -
consent.apply                     . . . . . . . . . . . .    -     -       -
consent.list                      F O C S P . . . . . D .    yes   yes     none
consent.expiring                  F O C S P . . . . . D .    yes   none    none
consent.receipt                   F O C S P . . . . . D .    yes   yes     404
consent.tell                      . . . . . . . . . . . .    -     -       -
consent.acknowledge               F O C S P K . . . . D .    404   yes     404
consent.notices                   F O C S P K . . . . D .    none  yes     none
override.ask                      . O C S P . . . . . . .    yes   yes     404
override.decide                   . . . S . K . . . . D .    yes   404     404
override.end                      . . . S . K . . . . D .    yes   404     404
override.review                   . . . . . . . . . . D .    yes   404     404
override.list                     . O C S P K . . . . D .    yes   none    none

What was told in confidence
note.seal                         . O C S P . . . . . . .    yes   yes     404
note.open                         . . C S P . . . . . . .    yes   404     404
note.list                         . O C S P . . . . . D .    yes   none    none
confidant.assign                  . . C S P . . . . . . .    yes   404     404
confidant.release                 . . C S P . . . . . . .    yes   404     404
confidant.list                    . . C S P . . . . . . .    yes   none    none
break_glass.open                  . . C S P . . . . . . .    yes   yes     404
break_glass.review                . . . S . . . . . . D .    yes   404     404
break_glass.list                  . . . S . . . . . . D .    yes   none    none
break_glass.waiting               . . . S . . . . . . D .    -     -       -
retelling.count                   . . . S . K . . . . D .    -     -       -
data_key.rewrap                   . . . . . . . . . . . .    -     -       -
data_key.destroy                  . . . . . . . . . . . .    -     -       -

People
person.register                   F O C S P K . . . . . .    -     -       -
person.change                     F O C S P K . . . . . .    yes   yes     404
person.add_identifier             F O C S P K . . . . . .    yes   yes     404
person.retire_identifier          F O C S P K . . . . . .    yes   yes     404
person.add_contact                F O C S P K . . . . . .    yes   yes     404
person.change_contact             F O C S P K . . . . . .    yes   yes     404
person.share                      . . . . . . . . . . . .    -     -       -
person.stop_sharing               . . . . . . . . . . . .    -     -       -
person.rule_out_duplicate         F O C S . K . . . . . .    yes   404     404
person.get                        F O C S P K . . . . D .    yes   yes     404
person.search                     F O C S P K . . . . . .    yes   yes     none
person.caseload                   F O C S P K . . . . D .    yes   yes     none
person.timeline                   F O C S P K . . . . D .    yes   none    404
person.duplicates                 F O C S P K . . . . . .    yes   none    none
household.form                    F O C S P K . . . . . .    yes   404     404
household.add_member              F O C S P K . . . . . .    yes   404     404
household.remove_member           F O C S P K . . . . . .    yes   404     404
household.get                     F O C S P K . . . . D .    yes   404     404
attachment.share                  . . . . . . . . . . . .    -     -       -
attachment.unshare                . . . . . . . . . . . .    -     -       -

Registers from elsewhere
import.start                      . . . S . K . . . . . A    yes   404     404
import.note                       . . . S . K . . . . . A    -     -       -
import.cancel                     . . . S . K . . . . . A    yes   404     404
import.advance                    . . . . . . . . . . . .    -     -       -
import.list                       . . . S . K . . . . . A    yes   none    none
import.get                        . . . S . K . . . . . A    yes   404     404
import.preview                    . . . S . K . . . . . A    yes   404     404
import.words                      . . . S . K . . . . . A    yes   404     404
import.mappings                   . . . S . K . . . . . A    -     -       -

Knowing and planning
characterization.record           . O C S P . . . . . . .    yes   yes     404
characterization.list             . O C S P . . . . . . .    yes   409     none
need.identify                     F O C S P . . . . . . .    yes   yes     404
need.change_urgency               F O C S P . . . . . . .    yes   404     404
need.end                          F O C S P . . . . . . .    yes   404     404
plan.set_goal                     . O C S P . . . . . . .    yes   yes     404
plan.reach_goal                   . O C S P . . . . . . .    yes   404     404
plan.add_step                     . O C S P . . . . . . .    yes   404     404
plan.attach_referral              . O C S P . . . . . . .    yes   404     404
plan.complete_step                . O C S P . . . . . . .    yes   404     404
plan.drop_step                    . O C S P . . . . . . .    yes   404     404
plan.due                          F O C S P . . . . . . .    yes   none    none
milestone.record                  . O C S P . . . . . . .    yes   yes     404
case.open                         F O C S P . . . . . . .    yes   yes     404
case.assign                       . . . S . K . . . . . .    yes   404     404
case.close                        . . C S P . . . . . . .    409   404     404
case.work                         F O C S P . . . . . . .    yes   none    404

Services and referrals
service.offer                     . . . S P K . . . . . A    -     -       -
service.change                    . . . S P K . . . . . A    yes   404     404
service.list                      F O C S P K N M V $ D A    -     -       -
referral.draft                    F O C S P . . . . . . .    yes   yes     404
referral.send                     F O C S P . . . . . . .    yes   409     404
referral.accept                   . O C S P . . . . . . .    409   yes     404
referral.decline                  . O C S P . . . . . . .    409   yes     404
referral.redirect                 F O C S P . . . . . . .    yes   409     404
referral.schedule                 . O C S P . . . . . . .    409   yes     404
referral.miss                     . O C S P . . . . . . .    409   409     404
referral.serve                    . O C S P . . . . . . .    409   yes     404
referral.close                    F O C S P . . . . . . .    yes   409     404
referral.cancel                   F O C S P . . . . . . .    yes   409     404
referral.expire                   . . . . . . . . . . . .    -     -       -
referral.end_for_closed           . . . . . . . . . . . .    -     -       -
referral.list                     F O C S P . . . . . . .    none  yes     none
referral.get                      F O C S P . . . . . . .    yes   yes     404
referral.count                    F O C S P K N . . . . .    -     -       -
delivery.record                   F O C S P . . . . . . .    409   yes     404
delivery.list                     F O C S P . . . . . . .    none  yes     none

Results and money
outcome.evaluate                  . . . . . . . . . . . .    -     -       -
outcome.attach_evidence           . . C S P K . . . . . .    yes   403     404
outcome.submit                    . . . S P K . . . . . .    yes   403     404
outcome.conclude                  . . . . . . . . . . . .    -     -       -
outcome.tell                      . . . . . . . . . . . .    -     -       -
outcome.list                      . . C S P K . . . . . A    yes   403     none
outcome.of_person                 . . C S P K . . . . . A    yes   403     none
outcome.get                       . . C S P K . . . . . A    yes   403     404
verification.decide               . . . . . . . . V . . .    403   yes     403
verification.void                 . . . . . . . . V . . .    403   yes     403
verification.inbox                . . . . . . . . V . . .    403   yes     403
verification.get                  . . . . . . . . V . . .    403   yes     403
verification.decisions            . . C S P K . . V . . A    yes   yes     none
contract.sign                     . . . . . . . . . $ . .    -     -       -
contract.list                     . . . S P K N . . $ . A    yes   yes     none
statement.issue                   . . . . P K . . . . . A    yes   403     404
statement.preview                 . . . S P K N . . $ . A    yes   yes     404
statement.list                    . . . S P K N . . $ . A    yes   yes     none
statement.get                     . . . S P K N . . $ . A    yes   yes     404
payment.record                    . . . . . . . . . $ . .    404   yes     404
ledger.get                        . . . S P K N . . $ . A    yes   yes     404

Who saw whom
disclosure.search                 . . . . . . . . . . D .    yes   yes     404
disclosure.unusual                . . . . . . . . . . D .    -     -       -
disclosure.refused_unread         . . . . . . . . . . D .    -     -       -
disclosure.refused                . . . . . . . . . . D .    yes   none    none
disclosure.sealed                 . . . . . . . . . . D .    -     -       -
disclosure.erase                  . . . . . . . . . . . .    -     -       -

What is kept no longer
retention.rules                   F O C S P K N M V $ D A    -     -       -
erasure.ask                       F O C S P K . . . . D .    yes   yes     404
erasure.of_person                 F O C S P K . . . . D .    yes   none    none
erasure.note_due                  . . . . . . . . . . . .    -     -       -
erasure.keep                      . . . . . . . . . . D .    yes   404     404
erasure.erase                     . . . . . . . . . . D .    yes   404     404
erasure.repeat                    . . . . . . . . . . . .    -     -       -
erasure.list                      . . . . . . . . . . D .    yes   none    none
record.erase                      . . . . . . . . . . . .    -     -       -

The own view
own_code.make                     F O C S P K . . . . D .    yes   yes     404
own_code.revoke                   F O C S P K . . . . D .    yes   404     404
own_code.list                     F O C S P K . . . . D .    yes   none    none
correction.share                  . . . . . . . . . . . .    -     -       -
correction.answer                 . . C S P K . . . . D .    yes   404     404
correction.list                   . . C S P K . . . . D .    yes   none    none
own.enter                         . . . . . . . . . . . .    -     -       -
own.look                          . . . . . . . . . . . .    -     -       -
own.withdraw                      . . . . . . . . . . . .    -     -       -
own.confirm                       . . . . . . . . . . . .    -     -       -
own.ask_correction                . . . . . . . . . . . .    -     -       -
own.ask_erasure                   . . . . . . . . . . . .    -     -       -
own.finish                        . . . . . . . . . . . .    -     -       -

The firewall
firewall.note_refusal             . . . . . . . . . . . .    -     -       -
firewall.refusals                 . . . . . . . . . . D .    -     -       -
status_rule.set                   . . . . . K . . . . D A    -     -       -
status_rule.get                   F O C S P K N M V $ D A    -     -       -
status_rule.list                  . . . . . K . . . . D A    -     -       -
demand.receive                    . . . . . . . . . . D .    -     -       -
demand.decide                     . . . . . . . . . . D .    yes   404     404
demand.list                       . . . . . . . . . . D .    yes   none    none
demand.get                        . . . . . . . . . . D .    yes   404     404

What leaders see
report.overview                   . . C S P K N . . $ D A    -     -       -
report.hand_over                  . . . . . K N . . . . A    -     -       -

The house
pack.get                          F O C S P K N M V $ D A    -     -       -
device.revoke                     F O C S P K N M V $ D A    -     -       -
device.set_rule                   . . . . . . . . . . . A    -     -       -
device.get_rule                   F O C S P K N M V $ D A    -     -       -
device.get_secret                 F O C S P K N M V $ D A    -     -       -
command.discard                   F O C S P K N M V $ D A    -     -       -
device.list                       F O C S P K N M V $ D A    -     -       -
late.list                         . . . S . K . . . . . .    yes   none    none
late.count                        . . . S . K . . . . . .    -     -       -
late.erase                        . . . . . . . . . . . .    -     -       -
late.discard                      . . . S . K . . . . . .    yes   404     404
`
