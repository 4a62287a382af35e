// Who may move an organisation behind the firewall; docs/authorization.md says what the letters and words
// mean.

export const rows = `
Moves behind the firewall         F O C S P K N M V $ D A    own   shared  outsider
organisation_move.ask             . . . . . . . . . . D A    -     -       -
organisation_move.decide          . . . . . . . . . . D A    -     -       -
organisation_move.end_sharing     . . . . . . . . . . . .    -     -       -
organisation_move.list            . . . . . . . . . . D A    -     -       -
`
