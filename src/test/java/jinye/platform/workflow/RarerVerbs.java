package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.platform.workflow.Side.Broken;
import jinye.platform.workflow.Side.Row;
import org.springframework.transaction.support.TransactionTemplate;

/** The verbs beside the ordinary way: participants, copies, pools, notes, following, ink, batches, appointed sending, migration. */
final class RarerVerbs {

    private static final Actor DESIGNER =
            new Actor(98, "人98", 98, "科员", 2, "处2", World.UNIT, "省局", Set.of(), Set.of(ProcessDefinitions.DESIGN));
    private static final List<List<Integer>> STROKES = List.of(List.of(10, 10, 20, 25), List.of(40, 40));

    private final Random random;
    private final Fired fired;
    private long migration;

    RarerVerbs(Random random, Fired fired) {
        this.random = random;
        this.fired = fired;
    }

    /** @param at which row, negative when nobody is asked just now */
    void fire(List<Row> rows, int at, long stranger, Actor actor) {
        int verb = random.nextInt(20);
        if (verb < 5) {
            // whether it could be sent is tried in memory, and versions differ: an engine with a state of its own knows
            // neither
            if (fired.alone()) {
                alone(verb, at, actor);
            }
        } else if (verb < 12) {
            beside(verb, rows, actor, stranger);
        } else if (at >= 0) {
            within(verb, rows, at, stranger, actor);
        }
    }

    private void alone(int verb, int at, Actor actor) {
        switch (verb) {
            case 0, 1 -> migrate();
            case 2 -> undoMigration();
            default -> {
                if (at >= 0) {
                    schedule(at, actor);
                }
            }
        }
    }

    /** What moves nothing, and needs nobody's turn. */
    private void beside(int verb, List<Row> rows, Actor actor, long stranger) {
        boolean coin = random.nextBoolean();
        var node = rows.isEmpty() ? "t1" : rows.get(random.nextInt(rows.size())).node();
        switch (verb) {
            case 5, 6 -> note(actor, coin);
            case 7 ->
                fired.fire(coin ? "follow" : "unfollow", (w, m, r) -> {
                    if (coin) {
                        w.watching.follow(actor, m);
                    } else {
                        w.watching.unfollow(actor, m);
                    }
                });
            case 8, 9, 10 -> subscribe(actor, coin ? node : null, coin ? null : stranger);
            default ->
                fired.fire("read", (w, m, r) -> {
                    var given = w.sql.query(
                            "select id, person from workflow.circulation where matter = ? order by read_at is not null, id limit 1",
                            (row, n) -> List.of(row.getLong(1), row.getLong(2)),
                            m);
                    if (given.isEmpty()) {
                        throw Refused.noSuchCirculation();
                    }
                    var reader = World.actor(given.getFirst().getLast());
                    w.circulating.read(reader, given.getFirst().getFirst(), coin ? "已阅" : "");
                });
        }
    }

    private void note(Actor actor, boolean personal) {
        fired.fire("note", (w, m, r) -> w.notes.write(actor, m, personal, "请注意"));
        if (random.nextInt(3) == 0) {
            fired.fire("remove-note", (w, m, r) -> {
                var notes = w.sql.queryForList(
                        "select id from workflow.note where matter = ? and person = ? order by id desc",
                        Long.class,
                        m,
                        actor.person());
                w.notes.remove(actor, notes.isEmpty() ? 0 : notes.getFirst());
            });
        }
    }

    private void subscribe(Actor actor, String node, Long person) {
        fired.fire("subscribe", (w, m, r) -> {
            var matter = w.store.byId(m, false).orElseThrow();
            w.watching.subscribe(actor, matter, node, person);
        });
        if (random.nextInt(4) == 0) {
            fired.fire("unsubscribe", (w, m, r) -> {
                var waiting = w.watching.of(actor, w.store.byId(m, false).orElseThrow());
                w.watching.unsubscribe(
                        actor, waiting.isEmpty() ? 0 : waiting.getFirst().id());
            });
        }
    }

    private void within(int verb, List<Row> rows, int at, long stranger, Actor actor) {
        var someone = random.nextBoolean() ? Fired.BOSS : actor;
        switch (verb) {
            case 12 ->
                fired.fire(
                        "add-participant",
                        (w, m, r) -> w.participants.add(
                                someone, m, r.get(at).node(), List.of(stranger), List.of(stranger % 3), ""));
            case 13 ->
                fired.fire(
                        "remove-participant",
                        (w, m, r) -> w.participants.remove(someone, m, r.get(at).id(), "不再需要"));
            case 14 -> fired.fire("copy", (w, m, r) -> w.copying.copy(someone, m, List.of(stranger), List.of(1L), ""));
            case 15 ->
                fired.fire(
                        "assign",
                        (w, m, r) -> w.queueing.assign(
                                someone, m, r.get(at).step(), r.get(at).person()));
            case 16 -> fired.fire("next-of-queue", (w, m, r) -> w.queueing.next(actor));
            case 17 -> fired.fire("urge", (w, m, r) -> w.circulating.urge(someone, m, "请抓紧"));
            case 18 -> write(rows, at, actor);
            default -> batch(rows, actor);
        }
    }

    /** An opinion by hand, now and then on a page that is not the present one. */
    private void write(List<Row> rows, int at, Actor actor) {
        boolean present = random.nextInt(4) > 0;
        var decision = RandomVerbs.decision(random, rows.get(at));
        fired.fire("ink " + rows.get(at).key(), (w, m, r) -> {
            var hash = present ? w.desks.pageHash(w.store.byId(m, false).orElseThrow()) : "0".repeat(64);
            var said = new Said(decision, "", new Ink(300, 100, STROKES, hash), null);
            w.sending.send(actor, r.get(at).id(), said, Choices.NONE);
            if (!present) {
                throw new Broken("an opinion was written on another page");
            }
        });
    }

    private void batch(List<Row> rows, Actor actor) {
        var ids = new ArrayList<>(RandomVerbs.live(rows));
        fired.fire("batch", (w, m, r) -> {
            var answer =
                    w.batches.send(actor, ids.stream().map(i -> r.get(i).id()).toList(), "", "同意");
            if (answer.done() == 0) {
                throw Refused.noSuchAssignment();
            }
        });
    }

    private void schedule(int at, Actor actor) {
        fired.fire(
                "schedule",
                (w, m, r) -> w.scheduling.schedule(
                        actor,
                        r.get(at).id(),
                        Said.of("", "同意"),
                        Choices.NONE,
                        w.clock.instant().plusSeconds(60)));
        if (random.nextInt(3) == 0) {
            fired.fire(
                    "unschedule",
                    (w, m, r) -> w.scheduling.cancel(actor, r.get(at).id()));
        }
    }

    /** To another version; and at times straight back, which must leave everything as it stood. */
    private void migrate() {
        var matter = fired.matter();
        int from = matter.process().version();
        int to = 1
                + random.nextInt(
                        fired.world().processes.latestVersion(matter.kind()).orElseThrow());
        var names = random.nextInt(3) == 0 ? Map.<String, String>of() : names(matter, to);
        boolean back = random.nextInt(3) == 0;
        fired.fire("migrate " + from + "→" + to + (back ? " and back" : ""), (w, m, r) -> {
            var stood = fired.side().standing();
            new TransactionTemplate(w.transactions).executeWithoutResult(status -> {
                var moved = w.migration.apply(DESIGNER, matter.kind(), from, to, names, "统一环节");
                if (moved.migration() == null || moved.moved() == 0) {
                    throw Refused.noSuchMatter();
                }
                migration = moved.migration();
            });
            fired.side().checkPages();
            if (back) {
                undo(w);
                if (!stood.equals(fired.side().standing())) {
                    throw new Broken("a migration undone at once left something else");
                }
            }
        });
    }

    /** Renamed steps of the one version are named by their plain name in the other, and the other way round. */
    private static Map<String, String> names(Matter matter, int to) {
        var names = new HashMap<String, String>();
        for (int i = 1; i < 60; i++) {
            var plain = "t" + i;
            var renamed = plain + Model.RENAMED;
            if (to == Model.RENAMED_VERSION) {
                names.put(plain, i % 2 == 0 ? renamed : plain);
            } else if (matter.process().version() == Model.RENAMED_VERSION) {
                names.put(renamed, plain);
            }
        }
        return names;
    }

    private void undoMigration() {
        if (migration != 0) {
            fired.fire("undo-migration", (w, m, r) -> {
                undo(w);
                fired.side().checkPages();
            });
        }
    }

    private void undo(World w) {
        new TransactionTemplate(w.transactions).executeWithoutResult(status -> w.migration.undo(DESIGNER, migration));
    }
}
