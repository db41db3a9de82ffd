insert into clocks.rule (id, version, name, event, length, unit, promised, extension, source, tag, editable, effective_from) values
    ('approvals.days.1', 1, '审批一日内办理', '送达本环节', 1, 'WORKING_DAYS', null, null, '本单位审批时限要求', 'CFG', true, '2020-01-01'),
    ('approvals.days.2', 1, '审批两日内办理', '送达本环节', 2, 'WORKING_DAYS', null, null, '本单位审批时限要求', 'CFG', true, '2020-01-01'),
    ('approvals.days.3', 1, '审批三日内办理', '送达本环节', 3, 'WORKING_DAYS', null, null, '本单位审批时限要求', 'CFG', true, '2020-01-01'),
    ('approvals.days.5', 1, '审批五日内办理', '送达本环节', 5, 'WORKING_DAYS', null, null, '本单位审批时限要求', 'CFG', true, '2020-01-01'),
    ('approvals.days.7', 1, '审批七日内办理', '送达本环节', 7, 'WORKING_DAYS', null, null, '本单位审批时限要求', 'CFG', true, '2020-01-01'),
    ('approvals.days.10', 1, '审批十日内办理', '送达本环节', 10, 'WORKING_DAYS', null, null, '本单位审批时限要求', 'CFG', true, '2020-01-01'),
    ('approvals.days.15', 1, '审批十五日内办理', '送达本环节', 15, 'WORKING_DAYS', null, null, '本单位审批时限要求', 'CFG', true, '2020-01-01'),
    ('approvals.days.20', 1, '审批二十日内办理', '送达本环节', 20, 'WORKING_DAYS', null, null, '本单位审批时限要求', 'CFG', true, '2020-01-01'),
    ('approvals.days.30', 1, '审批三十日内办理', '送达本环节', 30, 'WORKING_DAYS', null, null, '本单位审批时限要求', 'CFG', true, '2020-01-01'),
    ('approvals.notice', 1, '公示征求意见', '公示开始', 7, 'WORKING_DAYS', null, null, '规划公示征求意见的通行做法，以当地规定为准', 'VERIFY', true, '2020-01-01');
