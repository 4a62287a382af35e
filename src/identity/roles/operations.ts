// Roles that an organisation makes from the shipped grants, and teams: users who share their people.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { userUnknown } from '../../kernel/problems.ts'
import { Grant } from '../../kernel/roles.ts'
import { Id, SingleLine } from '../../kernel/words.ts'
import {
  roleAboveCeiling,
  roleDutiesApart,
  roleHeld,
  roleNameTaken,
  roleOwnChange,
  roleUnknown,
  teamNameTaken,
  teamOwnChange,
  teamUnknown,
} from './problems.ts'

const Done = z.object({ id: Id })

const RoleDetails = {
  id: Id,
  name: SingleLine(80),
  grants: z.array(Grant).check(z.minLength(1), z.maxLength(100)),
}

export const defineRole = command({
  name: 'role.define',
  forPeople: true,
  exposure: 'staff',
  summary:
    'An administrator makes a role of what the shipped roles hold, for fewer people or less than they do.',
  input: z.strictObject(RoleDetails),
  output: Done,
  problems: [roleAboveCeiling, roleDutiesApart, roleNameTaken],
})

export const changeRole = command({
  name: 'role.change',
  forPeople: true,
  exposure: 'staff',
  summary:
    'An administrator changes what a role of their organisation holds; whoever has it holds that at once.',
  input: z.strictObject(RoleDetails),
  output: Done,
  problems: [roleUnknown, roleAboveCeiling, roleOwnChange, roleHeld, roleDutiesApart, roleNameTaken],
})

export const retireRole = command({
  name: 'role.retire',
  forPeople: true,
  exposure: 'staff',
  summary: 'A role of the organisation ends: whoever has it holds nothing by it from now on.',
  input: z.strictObject({ id: Id }),
  output: Done,
  problems: [roleUnknown],
})

export const listRoles = query({
  name: 'role.list',
  forPeople: true,
  exposure: 'staff',
  summary:
    'The roles an organisation may give, shipped and its own, with what each holds and how many hold it.',
  input: z.strictObject({}),
  output: z.object({
    roles: z.array(
      z.object({
        /** The name of a shipped role, or the id of the organisation's own. */
        id: z.string(),
        /** Of the organisation's own; shipped ones are named in the messages. */
        name: z.optional(z.string()),
        grants: z.array(Grant),
        holders: z.number(),
      }),
    ),
  }),
})

const TeamDetails = {
  id: Id,
  name: SingleLine(80),
  members: z.array(Id).check(z.minLength(1), z.maxLength(200)),
}

export const formTeam = command({
  name: 'team.form',
  forPeople: true,
  exposure: 'staff',
  summary: 'Users who share their people are given a name together.',
  input: z.strictObject(TeamDetails),
  output: Done,
  problems: [userUnknown, teamOwnChange, teamNameTaken],
})

export const changeTeam = command({
  name: 'team.change',
  forPeople: true,
  exposure: 'staff',
  summary: 'Who belongs to a team, and what it is called, is set anew.',
  input: z.strictObject(TeamDetails),
  output: Done,
  problems: [teamUnknown, userUnknown, teamOwnChange, teamNameTaken],
})

export const disbandTeam = command({
  name: 'team.disband',
  forPeople: true,
  exposure: 'staff',
  summary: 'A team ends; its members keep their own people.',
  input: z.strictObject({ id: Id }),
  output: Done,
  problems: [teamUnknown],
})

export const listTeams = query({
  name: 'team.list',
  forPeople: true,
  exposure: 'staff',
  summary: 'The teams of the own organisation.',
  input: z.strictObject({}),
  output: z.object({
    teams: z.array(
      z.object({ id: Id, name: z.string(), members: z.array(z.object({ id: Id, name: z.string() })) }),
    ),
  }),
})
