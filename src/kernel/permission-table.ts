// Written by `npm run manifest` from what each folder declares in permissions.ts: the verbs in force.
export const TABLE = `
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A

# serve/caseload
person.export            sensitive  administration  serving   -       second       . . . . . o . . . . . .

# serve/cases
need.identify            sensitive  service         any       own     -            o o o o o . . . . . . .
case.read                sensitive  service         any       own     -            o o o o o . . . . . . .
case.plan                sensitive  service         any       own     carries      . o o o o . . . . . . .
case.supervise           sensitive  service         any       own     -            . . . o . o . . . . . .
case.close               sensitive  service         any       own     -            . . o o o . . . . . . .

# serve/deliveries
delivery.read            sensitive  service         any       own     -            o o o o o . . . . . . .
delivery.record          sensitive  service         any       own     -            o o o o o . . . . . . .

# serve/elsewhere
person.ask_elsewhere     personal   service         any       own     -            o o o o . o . . . . . .

# serve/forms
characterization.read    sensitive  service         any       own     -            . o o o o . . . . . . .
characterization.record  sensitive  service         any       own     -            . o o o o . . . . . . .

# serve/imports
import.bring             personal   administration  any       -       -            . . . o . o . . . . . o

# serve/links
person.link              personal   service         any       own     -            . . . o . o . . . . . .

# serve/merges
person.merge             personal   service         any       own     -            . . . o . o . . . . . .

# serve/record
person.register          personal   service         any       -       -            o o o o o o . . . . . .
person.search            personal   service         any       own     -            o o o o o o . . . . . .
person.read              personal   service         any       own     -            o o o o o o . . . . w .
person.change            personal   service         any       own     -            o o o o o o . . . . . .
duplicate.decide         personal   service         any       -       -            o o o o . o . . . . . .

# serve/referrals
referral.read            sensitive  service         any       own     -            o o o o o . . . . . . .
referral.send            sensitive  service         any       own     -            o o o o o . . . . . . .
referral.close           sensitive  service         any       own     -            o o o o o . . . . . . .
referral.receive         sensitive  service         any       own     -            . o o o o . . . . . . .
referral.count           open       study           any       -       -            o o o o o o o . . . . .

# serve/services
service.offer            open       administration  any       -       -            . . . o o o . . . . . o

# protect/confidential
note.know                sensitive  service         serving   own     -            . o o o o . . . . . w .
note.seal                protected  service         serving   own     carries      . o o o o . . . . . . .
note.read                protected  service         serving   own     -            . . o o o . . . . . . .
confidant.assign         protected  service         serving   own     -            . . o o o . . . . . . .
break_glass.open         protected  service         serving   own     carries      . . o o o . . . . . . .
break_glass.review       protected  oversight       serving   -       -            . . . w . . . . . . w .
retelling.count          open       study           serving   -       -            . . . o . o . . . . w .

# protect/consent
consent.record           personal   service         any       own     -            o o o o o . . . . . . .
consent.read             personal   service         any       own     -            o o o o o . . . . . w .

# protect/disclosure
disclosure.oversee       personal   oversight       any       -       watches      . . . . . . . . . . o .

# protect/firewall
firewall.read            open       oversight       any       -       -            . . . . . . . . . . o .
status_rule.set          open       administration  any       -       -            . . . . . o . . . . o o
demand.read              protected  oversight       any       -       -            . . . . . . . . . . o .
demand.decide            protected  oversight       any       -       second       . . . . . . . . . . o .

# protect/interpreters
interpreter.keep         open       administration  any       -       -            . . . o o o . . . . . o
interpreter.read         open       service         any       -       -            o o o o o o . . . . . o
interpreter.call         personal   service         any       own     -            o o o o o o . . . . . .

# protect/notices
consent.acknowledge      personal   service         any       -       -            o o o o o o . . . . w .

# protect/organisation-moves
firewall.decide          open       oversight       any       -       second       . . . . . . . . . . o o

# protect/overrides
override.ask             sensitive  service         any       own     carries      . o o o o . . . . . . .
override.decide          sensitive  oversight       any       -       -            . . . o . o . . . . o .
override.review          sensitive  oversight       any       -       watches      . . . . . . . . . . o .
override.read            sensitive  service         any       -       -            . o o o o o . . . . w .

# protect/own
own_code.make            personal   service         serving   own     -            o o o o o o . . . . o .
correction.answer        personal   service         serving   own     -            . . o o o o . . . . o .

# protect/recordings
recording.make           open       service         any       -       -            o o o o o o . . . . . .
recording.confirm        open       administration  any       -       -            . . . o . o . . . . . o

# protect/retention
erasure.ask              personal   service         any       own     -            o o o o o o . . . . o .
erasure.decide           personal   oversight       any       -       watches      . . . . . . . . . . o .

# understand/reports
report.read              open       study           any       -       -            . . o o o n n . . o w n

# fund/outcomes
outcome.read             personal   results         serving   own     -            . . o o o o . . . . . o
outcome.attach           sensitive  results         serving   own     -            . . o o o o . . . . . .
outcome.submit           sensitive  results         serving   own     -            . . . o o o . . . . . .

# fund/settlement
contract.sign            open       payment         any       -       -            . . . . . . . . . o . .
payment.record           open       payment         any       -       -            . . . . . . . . . o . .
statement.issue          personal   payment         serving   -       -            . . . . o o . . . . . o
statement.read           personal   payment         any       -       -            . . . o o o o . . o . o

# fund/verification
verification.judge       sensitive  results         verifier  -       -            . . . . . . . . o . . .
verification.read        personal   results         any       -       -            . . o o o o . . o . . o

# identity/devices
device.oversee           personal   oversight       any       -       -            . . . . . . . . . . o o
device.rule              open       administration  any       -       -            . . . . . . . . . . . o
late.decide              sensitive  service         any       -       -            . . . o . o . . . . . .

# identity/organisations
centre.open              open       administration  any       -       -            . . . . . o . . . . . o

# identity/users
user.administer          open       administration  any       -       administers  . . . . . . . . . . . o
user.read                open       administration  any       -       -            . . . o . o . . . . w o

# platform
attachment.bring         sensitive  service         any       own     -            o o o o o o . . . . . .
attachment.open          sensitive  service         any       own     -            o o o o o o . . o . w w
`
