package jinye.platform.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.workflow.Side.Broken;
import jinye.platform.workflow.Side.Row;

/** Fires a verb on every side, and checks after each that the laws hold and the sides agree. */
final class Fired {

    interface Verb {
        void on(World world, long matter, List<Row> rows);
    }

    static final Actor BOSS = World.actor(99);

    /** How often each verb was fired, by its name and what came of it. */
    final Map<String, Integer> seen;

    private final List<Side> sides;
    private final List<String> log = new ArrayList<>();

    Fired(List<Side> sides, Map<String, Integer> seen) {
        this.sides = sides;
        this.seen = seen;
    }

    Fired(List<Side> sides) {
        this(sides, new TreeMap<>());
    }

    void begin(String kind, Map<String, Object> facts) {
        log.clear();
        sides.forEach(side -> side.began(side.world.start(kind, 50, facts)));
    }

    /** An engine with a state of its own sees neither what is only tried in memory nor another version. */
    boolean alone() {
        return sides.size() == 1;
    }

    Side side() {
        return sides.getFirst();
    }

    World world() {
        return side().world;
    }

    Matter matter() {
        return world().store.byId(side().matter, false).orElseThrow();
    }

    List<Row> rows() {
        return side().rows();
    }

    void onEachWorld(java.util.function.Consumer<World> act) {
        sides.forEach(side -> act.accept(side.world));
    }

    void tellFacts(Map<String, Object> facts) {
        sides.forEach(side -> side.world.facts.put(side.record, facts));
    }

    List<String> log() {
        return log;
    }

    void fire(String name, Verb verb) {
        log.add(name);
        var before = sides.stream().map(Side::rows).toList();
        var outcomes = new LinkedHashMap<String, String>();
        for (int i = 0; i < sides.size(); i++) {
            var side = sides.get(i);
            side.world.clock.pass(Duration.ofSeconds(1));
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
