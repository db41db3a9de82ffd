-- the trail only grows, so a few pages of block ranges find what was added since a moment
create index trail_at on workflow.trail using brin (at);
create index matter_moved on workflow.matter (kind, started_at);
