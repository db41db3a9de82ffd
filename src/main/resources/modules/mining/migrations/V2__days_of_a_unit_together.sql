-- a page reads one unit (0 is all together) over many days: its rows lie together, not between those of a hundred others
alter table mining.day_node drop constraint day_node_pkey, add primary key (kind, unit, day, version, node);
alter table mining.day_span drop constraint day_span_pkey, add primary key (kind, unit, day, version, node, measure, bucket);
alter table mining.day_arc drop constraint day_arc_pkey, add primary key (kind, unit, day, version, from_node, to_node);
alter table mining.day_hand_over
    drop constraint day_hand_over_pkey, add primary key (kind, unit, day, version, from_department, to_department);
alter table mining.day_case drop constraint day_case_pkey, add primary key (kind, unit, day, version, path_hash);
alter table mining.day_start drop constraint day_start_pkey, add primary key (kind, unit, day, version);
