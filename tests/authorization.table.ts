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
 * Then the relation, each tried by somebody who holds every role: `own` keeps the record, `shared` had it shared,
 * `outsider` belongs to an organisation that has nothing to do with it. What comes back: `yes`; `none`, an answer that
 * shows nothing of the person; a number, the refusal (403, 404, 409); `-`, there is nothing yet to stand in relation to.
 *
 * Last stands what is refused to all but the house's own jobs: `house`.
 */
export const TABLE = `
                                  F O C S P K N M V $ D A    own   shared  outsider
organisation.register             . . . . . . . . . . . A    -     -       -
organisation.change               . . . . . . . . . . . A    -     -       -
centre.open                       . . . . . K . . . . . A    -     -       -
user.invite                       . . . . . . . . . . . A    -     -       -
user.reinvite                     . . . . . . . . . . . A    yes   404     404
user.deactivate                   . . . . . . . . . . . A    yes   404     404
user.reactivate                   . . . . . . . . . . . A    yes   404     404
user.choose_language              F O C S P K N M V $ D A    -     -       -
role.grant                        . . . . . . . . . . . A    -     -       -
role.revoke                       . . . . . . . . . . . A    yes   404     404
organisation.list                 F O C S P K N M V $ D A    -     -       -
organisation.get                  F O C S P K N M V $ D A    -     -       -
centre.list                       F O C S P K N M V $ D A    yes   yes     yes
user.list                         . . . S . K . . . . D A    -     -       -
user.invitation                   . . . . . . . . . . . A    409   404     404
consent.give                      F O C S P . . . . . . .    -     -       -
consent.withdraw                  F O C S P . . . . . . .    -     -       -
consent.list                      F O C S P . . . . . D .    -     -       -
service.offer                     . . . S P K . . . . . A    -     -       -
service.change                    . . . S P K . . . . . A    -     -       -
service.list                      F O C S P K N M V $ D A    -     -       -
referral.draft                    F O C S P . . . . . . .    -     -       -
referral.send                     F O C S P . . . . . . .    -     -       -
referral.accept                   . O C S P . . . . . . .    -     -       -
referral.decline                  . O C S P . . . . . . .    -     -       -
referral.redirect                 F O C S P . . . . . . .    -     -       -
referral.schedule                 . O C S P . . . . . . .    -     -       -
referral.miss                     . O C S P . . . . . . .    -     -       -
referral.serve                    . O C S P . . . . . . .    -     -       -
referral.close                    F O C S P . . . . . . .    -     -       -
referral.cancel                   F O C S P . . . . . . .    -     -       -
referral.expire                   . . . . . . . . . . . .    -     -       -
referral.list                     F O C S P . . . . . . .    -     -       -
referral.get                      F O C S P . . . . . . .    -     -       -
referral.count                    F O C S P K N . . . . .    -     -       -
delivery.record                   F O C S P . . . . . . .    -     -       -
delivery.list                     F O C S P . . . . . . .    -     -       -
attachment.share                  . . . . . . . . . . . .    -     -       -
pack.get                          F O C S P K N M V $ D A    -     -       -
person.register                   F O C S P K . . . . . .    -     -       -
person.change                     F O C S P K . . . . . .    -     -       -
person.add_identifier             F O C S P K . . . . . .    -     -       -
person.retire_identifier          F O C S P K . . . . . .    -     -       -
person.add_contact                F O C S P K . . . . . .    -     -       -
person.change_contact             F O C S P K . . . . . .    -     -       -
person.share                      . . . . . . . . . . . .    -     -       -
person.stop_sharing               . . . . . . . . . . . .    -     -       -
person.rule_out_duplicate         F O C S . K . . . . . .    -     -       -
household.form                    F O C S P K . . . . . .    -     -       -
household.add_member              F O C S P K . . . . . .    -     -       -
household.remove_member           F O C S P K . . . . . .    -     -       -
person.get                        F O C S P K . . . . D .    -     -       -
person.search                     F O C S P K . . . . . .    -     -       -
person.caseload                   F O C S P K . . . . D .    -     -       -
person.timeline                   F O C S P K . . . . D .    -     -       -
person.duplicates                 F O C S P K . . . . . .    -     -       -
household.get                     F O C S P K . . . . D .    -     -       -
characterization.record           . O C S P . . . . . . .    -     -       -
characterization.list             . O C S P . . . . . . .    -     -       -
need.identify                     F O C S P . . . . . . .    -     -       -
need.change_urgency               F O C S P . . . . . . .    -     -       -
need.end                          F O C S P . . . . . . .    -     -       -
plan.set_goal                     . O C S P . . . . . . .    -     -       -
plan.reach_goal                   . O C S P . . . . . . .    -     -       -
plan.add_step                     . O C S P . . . . . . .    -     -       -
plan.attach_referral              . O C S P . . . . . . .    -     -       -
plan.complete_step                . O C S P . . . . . . .    -     -       -
plan.drop_step                    . O C S P . . . . . . .    -     -       -
milestone.record                  . O C S P . . . . . . .    -     -       -
case.open                         F O C S P . . . . . . .    -     -       -
case.assign                       . . . S . K . . . . . .    -     -       -
case.close                        . . C S P . . . . . . .    -     -       -
case.work                         F O C S P . . . . . . .    -     -       -
plan.due                          F O C S P . . . . . . .    -     -       -
outcome.evaluate                  . . . . . . . . . . . .    -     -       -
outcome.attach_evidence           . . C S P K . . . . . .    -     -       -
outcome.submit                    . . . S P K . . . . . .    -     -       -
outcome.conclude                  . . . . . . . . . . . .    -     -       -
outcome.tell                      . . . . . . . . . . . .    -     -       -
outcome.list                      . . C S P K . . . . . A    -     -       -
outcome.of_person                 . . C S P K . . . . . A    -     -       -
outcome.get                       . . C S P K . . . . . A    -     -       -
verification.decide               . . . . . . . . V . . .    -     -       -
verification.void                 . . . . . . . . V . . .    -     -       -
verification.inbox                . . . . . . . . V . . .    -     -       -
verification.get                  . . . . . . . . V . . .    -     -       -
verification.decisions            . . C S P K . . V . . A    -     -       -
contract.sign                     . . . . . . . . . $ . .    -     -       -
statement.issue                   . . . . P K . . . . . A    -     -       -
payment.record                    . . . . . . . . . $ . .    -     -       -
contract.list                     . . . S P K N . . $ . A    -     -       -
statement.preview                 . . . S P K N . . $ . A    -     -       -
statement.list                    . . . S P K N . . $ . A    -     -       -
statement.get                     . . . S P K N . . $ . A    -     -       -
ledger.get                        . . . S P K N . . $ . A    -     -       -
`
