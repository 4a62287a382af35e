// Who may see figures and hand them over; docs/authorization.md says what the letters and words mean.

export const rows = `
What leaders see                  F O C S P K N M V $ D A    own   shared  outsider
report.overview                   . . C S P K N . . $ D A    -     -       -
report.hand_over                  . . . . . K N . . . . A    -     -       -
`
