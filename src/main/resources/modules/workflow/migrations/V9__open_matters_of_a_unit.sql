-- 全部办件: what is under way in a unit, and everywhere, the longest waiting first
create index matter_under_way on workflow.matter (initiator_unit) where state in ('RUNNING', 'SUSPENDED');
create index step_waiting on workflow.step (opened_at, id) where state = 'OPEN';
