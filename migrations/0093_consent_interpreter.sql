-- Who interpreted when a person decided: part of the words of a decision, read by those who may read its witness.
alter table consent_words add column interpreter text;
