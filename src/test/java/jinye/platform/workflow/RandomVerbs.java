package jinye.platform.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jinye.kernel.Actor;
import jinye.platform.workflow.Side.Row;

/** Draws the verbs of one sequence: the common ones itself, the rarer ones from its two companions. */
final class RandomVerbs {

    private static final Actor BOSS = Fired.BOSS;

    private final Random random;
    private final Fired fired;
    private final List<String> nodes;
    private final RarerVerbs rarer;
    private final VerbsForOthers others;
    /** Whether services fail just now. */
    private boolean failing;

    RandomVerbs(Random random, Fired fired, List<String> nodes, VerbsForOthers.Standing standing) {
        this.random = random;
        this.fired = fired;
        this.nodes = nodes;
        this.rarer = new RarerVerbs(random, fired);
        this.others = new VerbsForOthers(random, fired, standing);
        fired.onEachWorld(world -> world.services.put("test.serve", new MatterService() {
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
        }));
    }

    static Map<String, Object> facts(boolean a, boolean again) {
        return Map.of("route", a ? "a" : "b", "again", again, "rows", List.of("甲", "乙", "丙"));
    }

    static List<Integer> live(List<Row> rows) {
        var live = new ArrayList<Integer>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).live()) {
                live.add(i);
            }
        }
        return live;
    }

    void next() {
        var rows = fired.rows();
        var live = live(rows);
        fired.tellFacts(facts(random.nextBoolean(), random.nextInt(3) == 0));
        long stranger = 1 + random.nextInt(12);
        boolean wrong = random.nextInt(12) == 0;
        if (random.nextInt(8) == 0) {
            failing = random.nextInt(3) == 0;
            letTimePass();
            return;
        }
        var state = random.nextBoolean() ? "FAILED" : "ARMED";
        var triggers = fired.side().triggers(state);
        if (!triggers.isEmpty() && random.nextInt(state.equals("FAILED") ? 2 : 20) == 0) {
            troubleTrigger(state, random.nextInt(triggers.size()), random.nextBoolean());
            return;
        }
        if (random.nextInt(12) == 0) {
            changeBranches(wrong);
            return;
        }
        int at = live.isEmpty() ? -1 : live.get(random.nextInt(live.size()));
        long person = at < 0 || wrong ? stranger : rows.get(at).person();
        if (random.nextInt(3) == 0) {
            if (random.nextBoolean()) {
                others.fire(rows, at, stranger);
            } else {
                rarer.fire(rows, at, stranger, World.actor(person));
            }
            return;
        }
        int verb = random.nextInt(100);
        if (at < 0 || verb >= 79) {
            steer(rows, random.nextInt(25), stranger, wrong);
        } else {
            handle(rows, verb, at, stranger, person);
        }
    }

    private void handle(List<Row> rows, int verb, int at, long stranger, long person) {
        var actor = World.actor(person);
        boolean coin = random.nextBoolean();
        var node = nodes.get(random.nextInt(nodes.size()));
        if (verb < 38) {
            send(rows, at, person);
        } else if (verb < 46) {
            fired.fire("open", (w, m, r) -> w.sending.open(actor, r.get(at).id()));
        } else if (verb < 60) {
            fired.fire(
                    "return " + (coin ? "straight " : "") + node,
                    (w, m, r) -> w.returning.returnTo(actor, r.get(at).id(), node, coin, "请修改"));
        } else if (verb < 64) {
            fired.fire(
                    "transfer", (w, m, r) -> w.sharing.transfer(actor, r.get(at).id(), stranger, ""));
        } else if (verb < 69) {
            fired.fire(
                    coin ? "add-before" : "add-after",
                    (w, m, r) -> w.sharing.addSigner(actor, r.get(at).id(), stranger, coin, ""));
        } else if (verb < 72) {
            removeSigner(rows);
        } else if (verb < 77) {
            if (coin) {
                fired.fire(
                        "claim", (w, m, r) -> w.sharing.claim(actor, r.get(at).id()));
            }
            if (!coin || random.nextBoolean()) {
                fired.fire(
                        "release",
                        (w, m, r) -> w.sharing.release(actor, r.get(at).id()));
            }
        } else {
            fired.fire("circulate", (w, m, r) -> w.circulating.circulate(actor, m, List.of(stranger, 3L), ""));
        }
    }

    private void steer(List<Row> rows, int verb, long stranger, boolean wrong) {
        var node = nodes.get(random.nextInt(nodes.size()));
        if (verb < 3) {
            fired.fire("suspend", (w, m, r) -> w.steering.suspend(BOSS, m, "等待"));
        } else if (verb < 16) {
            withdraw(rows, stranger, wrong);
        } else if (verb < 19) {
            fired.fire("resume", (w, m, r) -> w.steering.resume(BOSS, m));
        } else if (verb < 22) {
            fired.fire("jump " + node, (w, m, r) -> w.steering.jump(BOSS, m, node, "调整", Choices.NONE));
        } else if (verb < 23) {
            fired.fire("terminate", (w, m, r) -> w.steering.terminate(BOSS, m, "作废"));
        } else {
            fired.fire("reopen " + node, (w, m, r) -> w.steering.reopen(BOSS, m, node, "误终止", Choices.NONE));
        }
    }

    private void withdraw(List<Row> rows, long stranger, boolean wrong) {
        var done = new ArrayList<Integer>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).state().equals("DONE")) {
                done.add(i);
            }
        }
        if (done.isEmpty()) {
            return;
        }
        int last = random.nextInt(4) > 0 ? done.getLast() : done.get(random.nextInt(done.size()));
        fired.fire(
                "withdraw " + rows.get(last).key(),
                (w, m, r) -> w.withdrawing.withdraw(
                        World.actor(wrong ? stranger : r.get(last).person()),
                        r.get(last).id()));
    }

    private void removeSigner(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.role().equals("ADDED") && row.addedBy() != null) {
                int added = i;
                fired.fire(
                        "remove-signer",
                        (w, m, r) -> w.sharing.removeSigner(
                                World.actor(row.addedBy()), r.get(added).id()));
                return;
            }
        }
    }

    private void send(List<Row> rows, int index, long person) {
        var row = rows.get(index);
        var decision = decision(random, row);
        var opinion = random.nextBoolean() ? "同意" : "";
        fired.fire(
                "send " + row.key(),
                (world, matter, now) ->
                        world.sending.send(World.actor(person), now.get(index).id(), decision, opinion, Choices.NONE));
    }

    static String decision(Random random, Row row) {
        return row.mode().equals("VOTE") ? List.of("yes", "no", "abstain").get(random.nextInt(3)) : "";
    }

    /** Whoever steers adds a branch or takes one away: a lane of a fork, or one of the parts that sub-matters handle. */
    private void changeBranches(boolean wrong) {
        var matter = fired.matter();
        var lanes = fired.world().lanes.of(matter);
        var calls = fired.world().calledParts.of(matter);
        if (!lanes.isEmpty() && (calls.isEmpty() || random.nextBoolean())) {
            var lane = lanes.get(random.nextInt(lanes.size()));
            if (lane.open() == wrong) {
                fired.fire(
                        "add-lane " + lane.name(), (w, m, r) -> w.lanes.add(BOSS, m, lane.lane(), "再问", Choices.NONE));
            } else {
                fired.fire(
                        "remove-lane " + lane.name(),
                        (w, m, r) -> w.lanes.remove(BOSS, m, lane.lane(), "不再需要", Choices.NONE));
            }
        } else if (!calls.isEmpty()) {
            changeParts(calls.get(random.nextInt(calls.size())), wrong);
        }
    }

    private void changeParts(CalledParts.CallRow call, boolean wrong) {
        if (call.parts().isEmpty() || random.nextBoolean()) {
            var row = wrong ? "甲" : "丁" + random.nextInt(50);
            fired.fire("add-part", (w, m, r) -> w.calledParts.add(BOSS, m, call.node(), row, "再问"));
            return;
        }
        int which = random.nextInt(call.parts().size());
        fired.fire("remove-part", (w, m, r) -> {
            var now = w.calledParts.of(w.store.byId(m, false).orElseThrow()).stream()
                    .filter(one -> one.node().equals(call.node()))
                    .findFirst()
                    .orElseThrow();
            w.calledParts.remove(BOSS, m, now.parts().get(which).matter(), "不再需要");
        });
    }

    /** Drives the matter to its end by ordinary handling, with nothing failing any more. */
    void driveToTheEnd() {
        failing = false;
        for (int i = 0; ; i++) {
            var state = fired.world().state(fired.side().matter);
            if (state.equals("SUSPENDED")) {
                fired.fire("resume", (world, matter, rows) -> world.steering.resume(BOSS, matter));
            } else if (!state.equals("RUNNING")) {
                return;
            } else if (i > 400) {
                throw new Side.Broken("cannot be driven to its end");
            } else {
                fired.tellFacts(facts(true, false));
                goOn();
            }
        }
    }

    private void goOn() {
        var rows = fired.rows();
        var live = live(rows);
        if (live.isEmpty()) {
            while (!fired.side().triggers("FAILED").isEmpty()) {
                troubleTrigger("FAILED", 0, true);
            }
            letTimePass();
            return;
        }
        int any = live.get(random.nextInt(live.size()));
        // a lead waits for the assistants, so somebody else goes first while there is anybody else
        int who = live.stream()
                .filter(i -> !rows.get(i).role().equals("LEAD"))
                .findFirst()
                .orElse(any);
        send(rows, who, rows.get(who).person());
    }

    /** Sub-matters are handled, the message comes, an hour goes by. */
    private void letTimePass() {
        fired.fire("time", (world, matter, rows) -> {
            handleSubMatters(world, matter);
            var record =
                    world.sql.queryForObject("select record from workflow.matter where id = ?", Long.class, matter);
            world.announcements.announce("go", record, Map.of());
            // what fails is tried again after half a minute and after two
            for (int i = 0; i < Trigger.ATTEMPTS; i++) {
                world.clock.pass(Duration.ofMinutes(21));
                world.keeper.takeDue();
                world.scheduling.sendDue();
            }
            world.delegations.announceBegun();
        });
    }

    /** An administrator tries again what failed, or lets the matter go on without it. */
    private void troubleTrigger(String state, int which, boolean retry) {
        fired.fire(retry ? "trigger-retry" : "trigger-skip", (world, matter, rows) -> {
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
}
