package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jinye.runtime.SpareDatabases;
import org.junit.jupiter.api.Test;

/**
 * Random verbs by random, sometimes wrong, people on random processes. After every verb: each open step has somebody who can act,
 * nothing is open on a closed step, the trail only grew, a refused verb changed nothing; at the end every matter can be driven to
 * its end. The same seed drives our interpreter and a general engine, which must agree on all of it.
 *
 * <p>Where each verb is drawn; a run in which one of them was never accepted fails:
 *
 * <table>
 * <tr><td>{@link RandomVerbs}</td><td>sending, opening, returning, withdrawing, transferring, signers before and after, claiming,
 * circulating, suspending, jumping, terminating, reopening, branches added and removed, time, failed triggers</td></tr>
 * <tr><td>{@link VerbsForOthers}</td><td>delegation, dictation, handing over and its undoing, absence</td></tr>
 * <tr><td>{@link RarerVerbs}</td><td>participants, copies, pools, urging, notes, following, reading, ink, batches, sending at a
 * moment, migration and its undoing (these two without the general engine)</td></tr>
 * </table>
 *
 * <p>{@code -Djinye.law-sequences=2000 -Djinye.law-seed=1} for a long run.
 */
class HandlingLawsTests {

    private static final String[] EVERY_VERB = {
        "send",
        "open",
        "return",
        "withdraw",
        "transfer",
        "add-before",
        "add-after",
        "remove-signer",
        "claim",
        "release",
        "circulate",
        "suspend",
        "resume",
        "jump",
        "terminate",
        "reopen",
        "add-lane",
        "remove-lane",
        "delegate",
        "end-delegation",
        "stand-in",
        "appoint",
        "dismiss",
        "dictate",
        "confirm-dictation",
        "dispute-dictation",
        "absent",
        "present",
        "hand-over",
        "undo-hand-over",
        "migrate",
        "undo-migration",
        "schedule",
        "unschedule",
        "note",
        "remove-note",
        "follow",
        "unfollow",
        "subscribe",
        "unsubscribe",
        "read",
        "add-participant",
        "remove-participant",
        "copy",
        "assign",
        "next-of-queue",
        "urge",
        "ink",
        "batch"
    };

    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void randomVerbsKeepTheLaws() {
        var models = Model.all();
        try (var own = world(models)) {
            Model.publishVersions(own, false);
            run(models, List.of(new Side(own, false)), Integer.getInteger("jinye.law-sequences", 116), 30);
        }
        assertThat(fired()).contains(EVERY_VERB);
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
            Model.publishVersions(own, true);
            run(models, List.of(new Side(own, false)), Integer.getInteger("jinye.law-sequences", 75), 30);
            timedOut = own.sql.queryForList(
                    "select distinct outcome from workflow.trigger where kind = 'TIMEOUT' and state = 'FIRED'",
                    String.class);
        }
        assertThat(fired()).contains("time", "trigger-skip", "trigger-retry", "add-part", "remove-part", "migrate");
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
            flow.attach(other.source, other.sql, forEngine);
            int sequences = Integer.getInteger("jinye.law-sequences", 25);
            run(models, List.of(new Side(own, false), new Side(other, true)), sequences, 15);
        }
    }

    /** The verbs that were accepted at least once. */
    private List<String> fired() {
        return seen.keySet().stream()
                .filter(verb -> verb.endsWith(" ok"))
                .map(verb -> verb.substring(0, verb.length() - 3))
                .toList();
    }

    private static World world(Map<String, String> models) {
        return new World(bureau(), models);
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
        var standing = new VerbsForOthers.Standing();
        for (int i = 0; i < sequences; i++) {
            var kind = kinds.get(i % kinds.size());
            var fired = new Fired(sides, seen);
            try {
                sequence(new Random(base + i), kind, fired, standing, 10 + i % longest);
            } catch (RuntimeException broken) {
                throw new AssertionError(
                        "seed " + (base + i) + " " + kind + ": " + broken.getMessage() + "\n" + fired.log(), broken);
            }
        }
    }

    private static void sequence(
            Random random, String kind, Fired fired, VerbsForOthers.Standing standing, int length) {
        // the same for both: a step that is skipped lets a gateway ask for them at the start already
        fired.begin(kind, RandomVerbs.facts(random.nextBoolean(), false));
        var nodes = fired.world().processes.latest(kind).shape().steps().stream()
                .map(node -> node.id())
                .toList();
        var verbs = new RandomVerbs(random, fired, nodes, standing);
        for (int i = 0; i < length; i++) {
            verbs.next();
        }
        verbs.driveToTheEnd();
        fired.side().checkPages();
    }
}
