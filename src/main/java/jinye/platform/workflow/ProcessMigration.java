package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.workflow.process.Shape;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Moves running matters to another version of their process, as {@link MigrationPlan} says. What cannot stand in the new version
 * stays where it is, with the reason; what moved can be put back until somebody handles it.
 */
@Component
class ProcessMigration {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Place>> PLACES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> NODES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};
    private static final EnumSet<Matter.State> RUNNING = EnumSet.of(Matter.State.RUNNING, Matter.State.SUSPENDED);

    /** @param migration null when nothing could be moved */
    record Migrated(@Nullable Long migration, int moved, List<MigrationPlan.Candidate> stayed) {}

    /** @param stayed titles of those that were handled since and therefore stay in the newer version */
    record Undone(int moved, List<String> stayed) {}

    record MigrationRow(
            long id,
            int from,
            int to,
            String reason,
            Instant at,
            String byName,
            long matters,
            @Nullable Instant undoneAt) {}

    /** @param back the node whose handler asked for the answer straight back */
    private record Place(String node, String name, @Nullable String back) {

        static Place of(Step step) {
            var back = step.back();
            return new Place(step.node().id(), step.node().name(), back == null ? null : back.node());
        }
    }

    private final JdbcClient jdbc;
    private final Processes processes;
    private final MatterStore store;
    private final MatterWriter numbers;
    private final Handling handling;
    private final Neighbours neighbours;
    private final MigrationPlan plan;
    private final Desks desks;
    private final Watching watching;
    private final Clock clock;

    ProcessMigration(
            JdbcClient jdbc,
            Processes processes,
            MatterStore store,
            MatterWriter numbers,
            Handling handling,
            Neighbours neighbours,
            MigrationPlan plan,
            Desks desks,
            Watching watching,
            Clock clock) {
        this.watching = watching;
        this.desks = desks;
        this.jdbc = jdbc;
        this.processes = processes;
        this.store = store;
        this.numbers = numbers;
        this.handling = handling;
        this.neighbours = neighbours;
        this.plan = plan;
        this.clock = clock;
    }

    @Transactional
    public Migrated apply(Actor actor, String kind, int from, int to, Map<String, String> nodes, String reason) {
        actor.require(ProcessDefinitions.DESIGN);
        var all = plan.preview(kind, from, to, nodes);
        var stayed = all.stream().filter(one -> one.obstacle() != null).toList();
        var moving = all.stream().filter(one -> one.obstacle() == null).toList();
        if (moving.isEmpty()) {
            return new Migrated(null, 0, stayed);
        }
        long migration = numbers.next();
        jdbc.sql("""
                        insert into workflow.migration (id, kind, from_version, to_version, nodes, reason, at, by_person, by_name)
                        values (:id, :kind, :from, :to, :nodes::jsonb, :reason, :at, :by, :byName)""")
                .param("id", migration)
                .param("kind", kind)
                .param("from", from)
                .param("to", to)
                .param("nodes", JSON.writeValueAsString(nodes))
                .param("reason", reason)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", actor.person())
                .param("byName", actor.name())
                .update();
        var shape = processes.version(kind, to).shape();
        int moved = 0;
        for (var one : moving) {
            moved += move(actor, migration, one.matter(), from, to, shape, nodes) ? 1 : 0;
        }
        neighbours.journal(
                actor,
                null,
                "workflow.migrate",
                new RecordId("workflow", migration),
                Map.of("kind", kind, "from", from, "to", to, "matters", moved, "reason", reason));
        return new Migrated(migration, moved, stayed);
    }

    /** Under the lock everything is looked at once more: somebody may have handled the matter since the preview. */
    private boolean move(
            Actor actor, long migration, long id, int from, int to, Shape shape, Map<String, String> nodes) {
        return handling.onMatter(actor, id, RUNNING, work -> {
            var matter = work.matter();
            var now = plan.candidate(matter, shape, nodes);
            if (matter.process().version() != from || now.obstacle() != null) {
                return false;
            }
            var before = new LinkedHashMap<String, Place>();
            matter.open().forEach(step -> before.put(Long.toString(step.id()), Place.of(step)));
            var facts = matter.renamed(nodes);
            var told = desks.of(matter.kind()).migrated(actor, matter.asSeen(Map.of()), to);
            work.trail("MIGRATE", null, "第 " + to + " 版", told.isEmpty() ? null : told);
            work.also(() -> {
                matter.open().forEach(step -> {
                    var node = shape.node(now.nodes()
                            .getOrDefault(step.node().id(), step.node().id()));
                    var back = step.back();
                    place(
                            step.id(),
                            new Place(
                                    node.id(),
                                    node.name(),
                                    back == null ? null : nodes.getOrDefault(back.node(), back.node())));
                });
                watching.renamed(id, nodes);
                version(id, to);
                jdbc.sql("""
                                insert into workflow.migrated (migration, matter, steps, facts)
                                values (:migration, :matter, :steps::jsonb, :facts::jsonb)""")
                        .param("migration", migration)
                        .param("matter", id)
                        .param("steps", JSON.writeValueAsString(before))
                        .param("facts", JSON.writeValueAsString(facts))
                        .update();
            });
            return true;
        });
    }

    /** Puts back every matter that nobody has handled since. */
    @Transactional
    public Undone undo(Actor actor, long migration) {
        actor.require(ProcessDefinitions.DESIGN);
        record Row(String kind, int fromVersion, int toVersion, String nodes, boolean undone) {}
        var row =
                jdbc.sql("""
                        select kind, from_version, to_version, nodes::text as nodes, undone_at is not null as undone
                        from workflow.migration where id = :id for update""").param("id", migration).query(Row.class).optional().orElseThrow(NoSuchMigration::new);
        if (row.undone()) {
            throw new UndoneAlready();
        }
        var earlier = new LinkedHashMap<String, String>();
        JSON.readValue(row.nodes(), NODES).forEach((old, renamed) -> earlier.put(renamed, old));
        var stayed = new ArrayList<String>();
        int moved = 0;
        for (long matter : jdbc.sql("select matter from workflow.migrated where migration = :id order by matter")
                .param("id", migration)
                .query(Long.class)
                .list()) {
            if (putBack(actor, migration, matter, row.fromVersion(), row.toVersion(), earlier)) {
                moved++;
            } else {
                store.byId(matter, false).ifPresent(still -> stayed.add(still.title()));
            }
        }
        jdbc.sql("update workflow.migration set undone_at = :at, undone_by_name = :by where id = :id")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", actor.name())
                .param("id", migration)
                .update();
        neighbours.journal(
                actor,
                null,
                "workflow.undo-migration",
                new RecordId("workflow", migration),
                Map.of("kind", row.kind(), "matters", moved));
        return new Undone(moved, List.copyOf(stayed));
    }

    private boolean putBack(Actor actor, long migration, long id, int from, int to, Map<String, String> earlier) {
        var found = store.byId(id, true);
        if (found.isEmpty() || !RUNNING.contains(found.get().state())) {
            return false;
        }
        record Row(String steps, String facts) {}
        var row = jdbc.sql("""
                        select steps::text as steps, facts::text as facts
                        from workflow.migrated where migration = :migration and matter = :matter""")
                .param("migration", migration)
                .param("matter", id)
                .query(Row.class)
                .single();
        var before = JSON.readValue(row.steps(), PLACES);
        var open = found.get().open().stream()
                .map(step -> Long.toString(step.id()))
                .collect(java.util.stream.Collectors.toSet());
        if (found.get().process().version() != to || !open.equals(before.keySet())) {
            return false;
        }
        return handling.onMatter(actor, id, RUNNING, work -> {
            work.matter().learn(JSON.readValue(row.facts(), FACTS));
            var told =
                    desks.of(work.matter().kind()).migrated(actor, work.matter().asSeen(Map.of()), from);
            work.trail("MIGRATE", null, "第 " + from + " 版", told.isEmpty() ? "撤销迁移" : "撤销迁移；" + told);
            work.also(() -> {
                before.forEach((step, place) -> place(Long.parseLong(step), place));
                watching.renamed(id, earlier);
                version(id, from);
                jdbc.sql("update workflow.migrated set undone = true where migration = :migration and matter = :matter")
                        .param("migration", migration)
                        .param("matter", id)
                        .update();
            });
            return true;
        });
    }

    @Transactional(readOnly = true)
    public List<MigrationRow> of(String kind) {
        return jdbc.sql("""
                        select id, from_version as "from", to_version as "to", reason, at, by_name, undone_at,
                               (select count(*) from workflow.migrated d where d.migration = g.id) as matters
                        from workflow.migration g where kind = :kind order by id desc limit 100""")
                .param("kind", kind)
                .query((row, n) -> new MigrationRow(
                        row.getLong("id"),
                        row.getInt("from"),
                        row.getInt("to"),
                        row.getString("reason"),
                        Moments.from(row, "at"),
                        row.getString("by_name"),
                        row.getLong("matters"),
                        Moments.fromNullable(row, "undone_at")))
                .list();
    }

    private void place(long step, Place place) {
        // what is armed stays armed; it names the node it will leave
        jdbc.sql("""
                        update workflow.trigger set node = :node, node_name = :name
                        where step = :step and node = (select node from workflow.step where id = :step)""")
                .param("node", place.node())
                .param("name", place.name())
                .param("step", step)
                .update();
        jdbc.sql("update workflow.assignment set node = :node, node_name = :name where step = :step")
                .param("node", place.node())
                .param("name", place.name())
                .param("step", step)
                .update();
        jdbc.sql("""
                        update workflow.step set node = :node, node_name = :name, back_to = coalesce(:back, back_to)
                        where id = :step""")
                .param("node", place.node())
                .param("name", place.name())
                .param("back", place.back())
                .param("step", step)
                .update();
    }

    private void version(long matter, int version) {
        jdbc.sql("update workflow.matter set version = :version where id = :id")
                .param("version", version)
                .param("id", matter)
                .update();
    }

    static final class NoSuchMigration extends Refusal {
        NoSuchMigration() {
            super(Kind.NOT_FOUND, "workflow.no-such-migration");
        }
    }

    static final class UndoneAlready extends Refusal {
        UndoneAlready() {
            super(Kind.CONFLICT, "workflow.migration-undone");
        }
    }
}
