package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.workflow.Side.Broken;
import jinye.platform.workflow.Side.Row;
import jinye.runtime.SpareDatabases;
import org.junit.jupiter.api.Test;

/**
 * Random verbs by random, sometimes wrong, people on random processes. After every verb: each open step has somebody who can act,
 * nothing is open on a closed step, the trail only grew, a refused verb changed nothing; at the end every matter can be driven to
 * its end. The same seed drives our interpreter and a general engine, which must agree on all of it.
 *
 * <p>{@code -Djinye.law-sequences=2000 -Djinye.law-seed=1} for a long run.
 */
class HandlingLawsTests {

    private interface Verb {
        void on(World world, long matter, List<Row> rows);
    }

    private static final Actor BOSS = World.actor(99);

    private final List<String> log = new ArrayList<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    /** Whether services fail just now. */
    private boolean failing;

    @Test
    void randomVerbsKeepTheLaws() {
        var models = Model.all();
        try (var own = world(models)) {
            run(models, List.of(new Side(own, false)), Integer.getInteger("jinye.law-sequences", 116), 30);
        }
        assertThat(seen.keySet())
                .anyMatch(verb -> verb.startsWith("withdraw ok"))
                .anyMatch(verb -> verb.startsWith("claim ok"))
                .anyMatch(verb -> verb.startsWith("batch ok"))
                .anyMatch(verb -> verb.startsWith("hand-over ok"))
                .anyMatch(verb -> verb.startsWith("add-participant ok"))
                .anyMatch(verb -> verb.startsWith("remove-participant ok"));
    }

    @Test
    void aGeneralEngineAgreesOnEveryState() {
        var models = Model.all();
        var flow = new FlowableFlow();
        try (var own = world(models);
                var other = new World(SpareDatabases.create(), bureau(), models, flow)) {
            flow.attach(other.source, other.sql, models);
            int sequences = Integer.getInteger("jinye.law-sequences", 29);
            run(models, List.of(new Side(own, false), new Side(other, true)), sequences, 15);
        }
    }

    @Test
    void randomVerbsKeepTheLawsWhileMattersWaitWithoutPeople() {
        var models = Model.waiting();
        List<String> timedOut;
        try (var own = world(models)) {
            run(models, List.of(new Side(own, false)), Integer.getInteger("jinye.law-sequences", 75), 30);
            timedOut = own.sql.queryForList(
                    "select distinct outcome from workflow.trigger where kind = 'TIMEOUT' and state = 'FIRED'",
                    String.class);
        }
        assertThat(seen.keySet()).contains("time ok", "withdraw ok", "trigger-skip ok", "trigger-retry ok", "urge ok");
        assertThat(timedOut).contains("returned", "timeout", "silent-consent", "handed-over", "escalated", "skipped");
    }

    @Test
    void aGeneralEngineAgreesWhileMattersWaitWithoutPeople() {
        var models = Model.waiting();
        var forEngine = new LinkedHashMap<String, String>();
        models.forEach((kind, bpmn) -> forEngine.put(kind, Model.forEngine(bpmn)));
        var flow = new FlowableFlow();
        try (var own = world(models);
                var other = new World(SpareDatabases.create(), bureau(), models, flow)) {
            letServicesFail(other);
            flow.attach(other.source, other.sql, forEngine);
            int sequences = Integer.getInteger("jinye.law-sequences", 25);
            run(models, List.of(new Side(own, false), new Side(other, true)), sequences, 15);
        }
    }

    private World world(Map<String, String> models) {
        var world = new World(bureau(), models);
        letServicesFail(world);
        return world;
    }

    private void letServicesFail(World world) {
        world.services.put("test.serve", new MatterService() {
            @Override
            public String name() {
                return "test.serve";
            }

            @Override
            public Map<String, Object> run(Call call) {
                if (failing) {
                    throw Refused.noSuchPerson("/record");
                }
                return Map.of();
            }
        });
    }

    private static World.Bureau bureau() {
        var bureau = new World.Bureau();
        bureau.posts.putAll(Model.posts());
        bureau.heads.put(0L, List.of(3L));
        bureau.heads.put(1L, List.of(4L));
        bureau.away.put(5L, new Staffing.Away("出差", new Handler(6, "人6", "处0", World.UNIT)));
        return bureau;
    }

    private void run(Map<String, String> models, List<Side> sides, int sequences, int longest) {
        var kinds = List.copyOf(models.keySet());
        long base = Long.getLong("jinye.law-seed", 1000);
        for (int i = 0; i < sequences; i++) {
            var kind = kinds.get(i % kinds.size());
            try {
                sequence(new Random(base + i), kind, sides, 10 + i % longest);
            } catch (RuntimeException broken) {
                throw new AssertionError(
                        "seed " + (base + i) + " " + kind + ": " + broken.getMessage() + "\n" + log, broken);
            }
        }
    }

    private void sequence(Random random, String kind, List<Side> sides, int length) {
        log.clear();
        failing = false;
        // the same for both: a step that is skipped lets a gateway ask for them at the start already
        var given = facts(random.nextBoolean(), false);
        for (var side : sides) {
            side.began(side.world.start(kind, 50, given));
        }
        var nodes = sides.getFirst().world.processes.latest(kind).shape().steps().stream()
                .map(node -> node.id())
                .toList();
        for (int i = 0; i < length; i++) {
            randomVerb(random, sides, nodes);
        }
        failing = false;
        for (int i = 0; ; i++) {
            var state = sides.getFirst().world.state(sides.getFirst().matter);
            if (state.equals("SUSPENDED")) {
                apply(sides, "resume", (world, matter, rows) -> world.steering.resume(BOSS, matter));
            } else if (!state.equals("RUNNING")) {
                return;
            } else if (i > 400) {
                throw new Broken("cannot be driven to its end");
            } else {
                tellFacts(sides, facts(true, false));
                if (live(sides.getFirst().rows()).isEmpty()) {
                    while (!sides.getFirst().triggers("FAILED").isEmpty()) {
                        troubleTrigger(sides, "FAILED", 0, true);
                    }
                    letTimePass(sides);
                } else {
                    handleSomething(random, sides);
                }
            }
        }
    }

    private static Map<String, Object> facts(boolean a, boolean again) {
        return Map.of("route", a ? "a" : "b", "again", again, "rows", List.of("甲", "乙", "丙"));
    }

    /** Sub-matters are handled, the message comes, an hour goes by. */
    private void letTimePass(List<Side> sides) {
        apply(sides, "time", (world, matter, rows) -> {
            handleSubMatters(world, matter);
            var record =
                    world.sql.queryForObject("select record from workflow.matter where id = ?", Long.class, matter);
            world.announcements.announce("go", record, Map.of());
            // what fails is tried again after half a minute and after two
            for (int i = 0; i < Trigger.ATTEMPTS; i++) {
                world.clock.pass(Duration.ofMinutes(21));
                world.keeper.takeDue();
            }
        });
    }

    /** An administrator tries again what failed, or lets the matter go on without it. */
    private void troubleTrigger(List<Side> sides, String state, int which, boolean retry) {
        apply(sides, retry ? "trigger-retry" : "trigger-skip", (world, matter, rows) -> {
            long trigger = Side.triggers(world, matter, state).get(which);
            if (retry) {
                world.waitingDesk.retry(BOSS, trigger);
            } else {
                world.waitingDesk.skip(BOSS, trigger, "不再等待");
            }
        });
    }

    private static void handleSubMatters(World world, long matter) {
        for (long child : world.sql.queryForList(
                "select id from workflow.matter where parent = ? and state = 'RUNNING' order by id",
                Long.class,
                matter)) {
            for (int i = 0; world.state(child).equals("RUNNING") && i < 50; i++) {
                world.sql
                        .query("""
                                select id, person, mode from (
                                    select a.id, a.person, s.mode, a.role from workflow.assignment a
                                    join workflow.step s on s.id = a.step
                                    where a.matter = ? and a.state in ('OFFERED', 'OPENED')) live
                                order by role = 'LEAD', id limit 1""", (row, n) -> new Object[] {row.getLong(1), row.getLong(2), row.getString(3)}, child)
                        .forEach(one -> world.sending.send(
                                World.actor((Long) one[1]),
                                (Long) one[0],
                                one[2].equals("VOTE") ? "yes" : "",
                                "",
                                Choices.NONE));
            }
        }
    }

    private static void tellFacts(List<Side> sides, Map<String, Object> facts) {
        sides.forEach(side -> side.world.facts.put(side.record, facts));
    }

    private void handleSomething(Random random, List<Side> sides) {
        var rows = sides.getFirst().rows();
        var live = live(rows);
        int any = live.get(random.nextInt(live.size()));
        // a lead waits for the assistants, so somebody else goes first while there is anybody else
        int who = live.stream()
                .filter(i -> !rows.get(i).role().equals("LEAD"))
                .findFirst()
                .orElse(any);
        send(random, sides, who, rows.get(who).person());
    }

    private static List<Integer> live(List<Row> rows) {
        var live = new ArrayList<Integer>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).live()) {
                live.add(i);
            }
        }
        return live;
    }

    private void send(Random random, List<Side> sides, int index, long person) {
        var row = sides.getFirst().rows().get(index);
        var decision =
                row.mode().equals("VOTE") ? List.of("yes", "no", "abstain").get(random.nextInt(3)) : "";
        var opinion = random.nextBoolean() ? "同意" : "";
        apply(
                sides,
                "send " + row.key(),
                (world, matter, rows) ->
                        world.sending.send(World.actor(person), rows.get(index).id(), decision, opinion, Choices.NONE));
    }

    private void randomVerb(Random random, List<Side> sides, List<String> nodes) {
        var rows = sides.getFirst().rows();
        var live = live(rows);
        var done = new ArrayList<Integer>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).state().equals("DONE")) {
                done.add(i);
            }
        }
        tellFacts(sides, facts(random.nextBoolean(), random.nextInt(3) == 0));
        long stranger = 1 + random.nextInt(12);
        boolean wrong = random.nextInt(12) == 0;
        boolean coin = random.nextBoolean();
        var node = nodes.get(random.nextInt(nodes.size()));
        int verb = random.nextInt(100);
        if (verb < 82 && live.isEmpty()) {
            verb = 94 + random.nextInt(6);
        }
        if (random.nextInt(8) == 0) {
            failing = random.nextInt(3) == 0;
            letTimePass(sides);
            return;
        }
        var state = random.nextBoolean() ? "FAILED" : "ARMED";
        var triggers = sides.getFirst().triggers(state);
        if (!triggers.isEmpty() && random.nextInt(state.equals("FAILED") ? 2 : 20) == 0) {
            troubleTrigger(sides, state, random.nextInt(triggers.size()), coin);
            return;
        }
        if (random.nextInt(12) == 0) {
            changeBranches(random, sides, wrong);
            return;
        }
        int at = live.isEmpty() ? -1 : live.get(random.nextInt(live.size()));
        long person = at < 0 || wrong ? stranger : rows.get(at).person();
        var actor = World.actor(person);
        if (verb < 34) {
            send(random, sides, at, person);
        } else if (verb < 40) {
            otherVerb(random, sides, rows, at, stranger, actor);
        } else if (verb < 48) {
            apply(sides, "open", (w, m, r) -> w.sending.open(actor, r.get(at).id()));
        } else if (verb < 60) {
            apply(
                    sides,
                    "return " + (coin ? "straight " : "") + node,
                    (w, m, r) -> w.returning.returnTo(actor, r.get(at).id(), node, coin, "请修改"));
        } else if (verb < 64) {
            apply(
                    sides,
                    "transfer",
                    (w, m, r) -> w.sharing.transfer(actor, r.get(at).id(), stranger, ""));
        } else if (verb < 69) {
            apply(
                    sides,
                    coin ? "add-before" : "add-after",
                    (w, m, r) -> w.sharing.addSigner(actor, r.get(at).id(), stranger, coin, ""));
        } else if (verb < 72) {
            removeSigner(sides, rows);
        } else if (verb < 77) {
            apply(sides, coin ? "claim" : "release", (w, m, r) -> {
                if (coin) {
                    w.sharing.claim(actor, r.get(at).id());
                } else {
                    w.sharing.release(actor, r.get(at).id());
                }
            });
        } else if (verb < 80) {
            apply(sides, "circulate", (w, m, r) -> w.circulating.circulate(actor, m, List.of(stranger, 3L), ""));
        } else if (verb < 82) {
            apply(sides, "suspend", (w, m, r) -> w.steering.suspend(BOSS, m, "等待"));
        } else if (verb < 94) {
            if (!done.isEmpty()) {
                int last = random.nextInt(4) > 0 ? done.getLast() : done.get(random.nextInt(done.size()));
                apply(
                        sides,
                        "withdraw " + rows.get(last).key(),
                        (w, m, r) -> w.withdrawing.withdraw(
                                World.actor(wrong ? stranger : r.get(last).person()),
                                r.get(last).id()));
            }
        } else if (verb < 96) {
            apply(sides, "resume", (w, m, r) -> w.steering.resume(BOSS, m));
        } else if (verb < 98) {
            apply(sides, "jump " + node, (w, m, r) -> w.steering.jump(BOSS, m, node, "调整", Choices.NONE));
        } else if (verb < 99) {
            apply(sides, "terminate", (w, m, r) -> w.steering.terminate(BOSS, m, "作废"));
        } else {
            apply(sides, "reopen " + node, (w, m, r) -> w.steering.reopen(BOSS, m, node, "误终止", Choices.NONE));
        }
    }

    /** Whoever steers adds a branch or takes one away: a lane of a fork, or one of the parts that sub-matters handle. */
    private void changeBranches(Random random, List<Side> sides, boolean wrong) {
        var side = sides.getFirst();
        var matter = side.world.store.byId(side.matter, false).orElseThrow();
        var lanes = side.world.lanes.of(matter);
        var calls = side.world.calledParts.of(matter);
        if (!lanes.isEmpty() && (calls.isEmpty() || random.nextBoolean())) {
            var lane = lanes.get(random.nextInt(lanes.size()));
            if (lane.open() == wrong) {
                apply(
                        sides,
                        "add-lane " + lane.name(),
                        (w, m, r) -> w.lanes.add(BOSS, m, lane.lane(), "再问", Choices.NONE));
            } else {
                apply(
                        sides,
                        "remove-lane " + lane.name(),
                        (w, m, r) -> w.lanes.remove(BOSS, m, lane.lane(), "不再需要", Choices.NONE));
            }
        } else if (!calls.isEmpty()) {
            var call = calls.get(random.nextInt(calls.size()));
            if (call.parts().isEmpty() || random.nextBoolean()) {
                var row = wrong ? "甲" : "丁" + random.nextInt(50);
                apply(sides, "add-part", (w, m, r) -> w.calledParts.add(BOSS, m, call.node(), row, "再问"));
            } else {
                int which = random.nextInt(call.parts().size());
                apply(sides, "remove-part", (w, m, r) -> {
                    var now = w.calledParts.of(w.store.byId(m, false).orElseThrow()).stream()
                            .filter(one -> one.node().equals(call.node()))
                            .findFirst()
                            .orElseThrow();
                    w.calledParts.remove(BOSS, m, now.parts().get(which).matter(), "不再需要");
                });
            }
        }
    }

    /** The rarer verbs share one place in the draw, so that the others keep theirs. */
    private void otherVerb(Random random, List<Side> sides, List<Row> rows, int at, long stranger, Actor actor) {
        var someone = random.nextBoolean() ? BOSS : actor;
        boolean personal = random.nextBoolean();
        switch (random.nextInt(11)) {
            case 0, 1 ->
                apply(
                        sides,
                        "add-participant",
                        (w, m, r) -> w.participants.add(
                                someone, m, r.get(at).node(), List.of(stranger), List.of(stranger % 3), ""));
            case 2, 3 ->
                apply(
                        sides,
                        "remove-participant",
                        (w, m, r) -> w.participants.remove(someone, m, r.get(at).id(), "不再需要"));
            case 4 -> apply(sides, "copy", (w, m, r) -> w.copying.copy(someone, m, List.of(stranger), List.of(1L), ""));
            case 5 ->
                apply(
                        sides,
                        "assign",
                        (w, m, r) -> w.queueing.assign(
                                someone, m, r.get(at).step(), r.get(at).person()));
            case 10 -> apply(sides, "urge", (w, m, r) -> w.circulating.urge(someone, m, "请抓紧"));
            case 6 -> apply(sides, "note", (w, m, r) -> w.notes.write(actor, m, personal, "请注意"));
            case 7 ->
                apply(
                        sides,
                        "hand-over",
                        (w, m, r) -> w.handOvers.handOver(someone, r.get(at).person(), stranger, List.of(), "调离"));
            case 8 -> {
                // whether it could be sent is tried in memory, which an engine with a state of its own cannot do
                if (sides.size() == 1) {
                    schedule(sides, at, actor);
                }
            }
            default -> {
                var ids = new ArrayList<Integer>(live(rows));
                apply(sides, "batch", (w, m, r) -> {
                    var answer = w.batches.send(
                            actor, ids.stream().map(i -> r.get(i).id()).toList(), "", "同意");
                    if (answer.done() == 0) {
                        throw Refused.noSuchAssignment();
                    }
                });
            }
        }
    }

    private void schedule(List<Side> sides, int at, Actor actor) {
        apply(
                sides,
                "schedule",
                (w, m, r) -> w.scheduling.schedule(
                        actor,
                        r.get(at).id(),
                        Said.of("", "同意"),
                        Choices.NONE,
                        w.clock.instant().plusSeconds(60)));
    }

    private void removeSigner(List<Side> sides, List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.role().equals("ADDED") && row.addedBy() != null) {
                int added = i;
                apply(
                        sides,
                        "remove-signer",
                        (w, m, r) -> w.sharing.removeSigner(
                                World.actor(row.addedBy()), r.get(added).id()));
                return;
            }
        }
    }

    private void apply(List<Side> sides, String name, Verb verb) {
        log.add(name);
        var before = sides.stream().map(Side::rows).toList();
        var outcomes = new LinkedHashMap<String, String>();
        for (int i = 0; i < sides.size(); i++) {
            var side = sides.get(i);
            var digest = side.digest();
            var outcome = "ok";
            try {
                verb.on(side.world, side.matter, before.get(i));
            } catch (Refusal refusal) {
                outcome = refusal.code();
                if (!digest.equals(side.digest())) {
                    throw new Broken("a refused verb left traces: " + name + " " + outcome);
                }
            }
            var after = side.rows();
            side.check(after);
            var view = outcome + " " + side.world.state(side.matter) + " " + side.world.openNodes(side.matter) + " "
                    + after.stream().map(Row::key).sorted().toList();
            outcomes.put(view, name);
            if (outcomes.size() > 1) {
                throw new Broken("the engines disagree after " + name + ": " + outcomes.keySet());
            }
            if (i == 0) {
                log.set(log.size() - 1, name + (outcome.equals("ok") ? "" : " [" + outcome + "]"));
                seen.merge(name.split(" ")[0] + " " + outcome, 1, Integer::sum);
            }
        }
    }
}
