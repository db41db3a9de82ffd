-- the rows of one unit lie scattered among those of a hundred others; the key carries their sums, so that a page reads the key alone
alter table mining.day_node
    drop constraint day_node_pkey,
    add primary key (kind, unit, day, version, node)
        include (node_name, visits, returned, withdrawn, with_due, late, wait_seconds, touch_seconds);
alter table mining.day_span
    drop constraint day_span_pkey, add primary key (kind, unit, day, version, node, measure, bucket) include (count);
alter table mining.day_arc
    drop constraint day_arc_pkey, add primary key (kind, unit, day, version, from_node, to_node) include (count);
alter table mining.day_hand_over
    drop constraint day_hand_over_pkey,
    add primary key (kind, unit, day, version, from_department, to_department) include (count);
alter table mining.day_case
    drop constraint day_case_pkey,
    add primary key (kind, unit, day, version, path_hash) include (ended, terminated, returned, late, worked_seconds);
