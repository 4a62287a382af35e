-- What happened when a need or a goal was closed, beside what was noted when it was named, so that reopening it loses neither; and a
-- goal may be left, as a step may.
alter table need add column ending_note text;
alter table goal add column ending_note text, add column dropped_on date,
  add constraint goal_one_ending check (reached_on is null or dropped_on is null);

-- The words of a plan, for whoever draws what happened by day.
create view read.goal with (security_invoker = true) as
  select person, id, organisation, text from goal where arraigo.visible(organisation, '{}');
grant select on read.goal to arraigo_app;
create view read.plan_step with (security_invoker = true) as
  select person, id, organisation, goal, text from plan_step where arraigo.visible(organisation, '{}');
grant select on read.plan_step to arraigo_app;
