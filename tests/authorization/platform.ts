// The rows of the operations that belong to no capability: packs, the erasure of a record, the files kept of people.

export const rows = `
The platform                      F O C S P K N M V $ D A    own   shared  outsider
attachment.share                  . . . . . . . . . . . .    -     -       -
attachment.unshare                . . . . . . . . . . . .    -     -       -
record.erase                      . . . . . . . . . . . .    -     -       -
pack.get                          F O C S P K N M V $ D A    -     -       -
`
