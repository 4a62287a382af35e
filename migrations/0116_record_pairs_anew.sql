-- A job compares undecided pairs anew that older rules found; which these are is asked every minute.
create index duplicate_pair_rules on duplicate_pair (rules_version) where state in ('open', 'unsure');
