package jinye.platform.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.workflow.Side.Broken;
import jinye.platform.workflow.Side.Row;

/**
 * Verbs done in somebody's place: delegation, dictation, handing over, absence. The test keeps by itself who stands in for whom: the
 * kernel must let exactly these act, and show them exactly what they may act on.
 */
final class VerbsForOthers {

    /** What was agreed so far in the worlds of one run; it outlives the sequence it was agreed in. */
    static final class Standing {
        private final List<Delegated> delegations = new ArrayList<>();
        private final List<Appointed> secretaries = new ArrayList<>();
    }

    private record Delegated(long person, long substitute, List<String> kinds, Instant from, Instant until) {

        boolean covers(String kind, Instant now) {
            return !from.isAfter(now)
                    && until.isAfter(now)
                    && (kinds.isEmpty() || kinds.contains(kind) || kinds.contains("test"));
        }
    }

    private record Appointed(long leader, long secretary) {}

    private static final List<Staffing.Away> AWAY = List.of(
            new Staffing.Away("出差", new Handler(6, "人6", "处0", World.UNIT)),
            new Staffing.Away("休假", new Handler(2, "人2", "处2", World.UNIT)));

    private final Random random;
    private final Fired fired;
    private final Standing standing;

    VerbsForOthers(Random random, Fired fired, Standing standing) {
        this.random = random;
        this.fired = fired;
        this.standing = standing;
    }

    /** @param at which row, negative when nobody is asked just now */
    void fire(List<Row> rows, int at, long stranger) {
        long asked = at < 0 ? stranger % 8 + 1 : rows.get(at).person();
        switch (random.nextInt(14)) {
            case 0, 1 -> delegate(asked, stranger);
            case 2 -> endDelegation(stranger);
            case 3, 4, 5 -> standIn(rows, at, stranger);
            case 6 -> appoint(asked, stranger);
            case 7 -> dismiss();
            case 8, 9, 10, 11 -> {
                dictate(rows, at, stranger);
                if (random.nextInt(3) > 0) {
                    answerDictation(random.nextBoolean());
                }
            }
            case 12 -> beAway(asked);
            default -> handOver(asked, stranger);
        }
    }

    private Instant now() {
        return fired.world().clock.instant();
    }

    private void delegate(long person, long substitute) {
        var kind = fired.matter().kind();
        var kinds = List.of(List.<String>of(), List.of(kind), List.of("test"), List.of("other"))
                .get(random.nextInt(4));
        var from = now().plus(Duration.ofMinutes(random.nextInt(2) * 40L));
        var until = from.plus(Duration.ofMinutes(random.nextInt(180)));
        fired.fire(
                "delegate",
                (w, m, r) -> w.delegations.delegate(World.actor(person), substitute, kinds, from, until, "出差"));
        var rows = fired.world().delegations.of(World.actor(person));
        var made = new Delegated(person, substitute, kinds, from, until);
        if (rows.stream().anyMatch(row -> is(row, made) && row.endedAt() == null)
                && !standing.delegations.contains(made)) {
            standing.delegations.add(made);
        }
    }

    private static boolean is(Delegations.DelegationRow row, Delegated made) {
        return row.person() == made.person()
                && row.substitute() == made.substitute()
                && row.kinds().equals(made.kinds())
                && row.from().equals(made.from())
                && row.until().equals(made.until());
    }

    private void endDelegation(long stranger) {
        standing.delegations.removeIf(made -> !made.until().isAfter(now()));
        if (standing.delegations.isEmpty()) {
            return;
        }
        var made = standing.delegations.get(random.nextInt(standing.delegations.size()));
        boolean wrong = random.nextInt(6) == 0;
        long ends = wrong ? stranger : made.person();
        fired.fire("end-delegation", (w, m, r) -> {
            long id = w.delegations.of(World.actor(made.person())).stream()
                    .filter(row -> is(row, made) && row.endedAt() == null)
                    .findFirst()
                    .orElseThrow(() -> new Broken("a delegation was lost"))
                    .id();
            w.delegations.end(World.actor(ends), id);
        });
        if (ends == made.person()) {
            standing.delegations.remove(made);
        }
    }

    /** Somebody sends what lies with another; it works exactly while a delegation for the kind lasts, and is never chained. */
    private void standIn(List<Row> rows, int at, long stranger) {
        if (at < 0) {
            return;
        }
        var row = rows.get(at);
        var kind = fired.matter().kind();
        long substitute = standing.delegations.stream()
                .filter(made -> made.person() == row.person() && random.nextInt(4) > 0)
                .map(Delegated::substitute)
                .findFirst()
                .orElse(stranger);
        boolean may = substitute == row.person()
                || standing.delegations.stream()
                        .anyMatch(made -> made.person() == row.person()
                                && made.substitute() == substitute
                                && made.covers(kind, now().plusSeconds(1)));
        var decision = RandomVerbs.decision(random, row);
        fired.fire("stand-in " + row.key() + " by " + substitute, (w, m, r) -> {
            long id = r.get(at).id();
            checkShown(w, World.actor(substitute), id, may);
            exactly(may, () -> {
                w.sending.send(World.actor(substitute), id, decision, "代为办理", Choices.NONE);
                return true;
            });
        });
    }

    private static void checkShown(World w, Actor actor, long assignment, boolean may) {
        var everything = new TodoList.Question(false, null, null, null, null, TodoList.Sort.ARRIVED);
        boolean draft =
                w.sql.queryForObject("select draft from workflow.assignment where id = ?", Boolean.class, assignment);
        boolean shown = w.todo.page(actor, everything, null, 100).items().stream()
                .anyMatch(row -> row.assignment() == assignment);
        if (shown != (may && !draft)) {
            throw new Broken(shown ? "somebody sees what is not theirs to do" : "a substitute does not see the work");
        }
    }

    /** Who may not act is told that there is nothing to act on; who may is never told so. */
    private static void exactly(boolean may, BooleanSupplier act) {
        try {
            act.getAsBoolean();
        } catch (Refusal refused) {
            if (may && refused.code().equals("workflow.no-such-assignment")) {
                throw new Broken("somebody who stands in is refused");
            }
            throw refused;
        }
        if (!may) {
            throw new Broken("somebody acted who stands in for nobody");
        }
    }

    private void appoint(long leader, long secretary) {
        fired.fire("appoint", (w, m, r) -> w.secretaries.appoint(World.actor(leader), secretary));
        var made = new Appointed(leader, secretary);
        if (leader != secretary && !standing.secretaries.contains(made)) {
            standing.secretaries.add(made);
        }
    }

    private void dismiss() {
        if (standing.secretaries.size() < 4) {
            return;
        }
        var made = standing.secretaries.remove(random.nextInt(standing.secretaries.size()));
        long ends = random.nextBoolean() ? made.leader() : made.secretary();
        fired.fire("dismiss", (w, m, r) -> {
            long id = w.secretaries.of(World.actor(made.leader())).stream()
                    .filter(row -> row.leader() == made.leader() && row.secretary() == made.secretary())
                    .findFirst()
                    .orElseThrow(() -> new Broken("an appointment was lost"))
                    .id();
            w.secretaries.dismiss(World.actor(ends), id);
        });
    }

    /** A secretary types what the leader said: it is the leader's opinion, and shows who typed it. */
    private void dictate(List<Row> rows, int at, long stranger) {
        if (at < 0) {
            return;
        }
        var row = rows.get(at);
        long typist = standing.secretaries.stream()
                .filter(made -> made.leader() == row.person() && random.nextInt(4) > 0)
                .map(Appointed::secretary)
                .findFirst()
                .orElse(stranger);
        boolean may = standing.secretaries.contains(new Appointed(row.person(), typist));
        var decision = RandomVerbs.decision(random, row);
        fired.fire("dictate " + row.key() + " by " + typist, (w, m, r) -> {
            long id = r.get(at).id();
            exactly(may, () -> {
                w.dictation.send(World.actor(typist), id, decision, "同意。", Choices.NONE);
                return true;
            });
            boolean kept = w.sql.queryForObject(
                    "select exists (select from workflow.opinion where assignment = ? and person = ? and typed_by = ?)",
                    Boolean.class,
                    id,
                    row.person(),
                    typist);
            if (!kept) {
                throw new Broken("a dictated opinion is not the leader's");
            }
        });
    }

    private void answerDictation(boolean disputed) {
        fired.fire(disputed ? "dispute-dictation" : "confirm-dictation", (w, m, r) -> {
            var typed = w.sql.query("""
                    select person, id from workflow.opinion where matter = ? and typed_by is not null
                    order by confirmed_at is not null or disputed_at is not null, id desc limit 1""", (row, n) -> List.of(row.getLong(1), row.getLong(2)), m);
            if (typed.isEmpty()) {
                throw Refused.noSuchAssignment();
            }
            var leader = World.actor(typed.getFirst().getFirst());
            if (disputed) {
                w.dictation.dispute(leader, typed.getFirst().getLast(), "不是这样说的");
            } else {
                w.dictation.confirm(leader, typed.getFirst().getLast());
            }
        });
    }

    /** Whoever is away is replaced or passed over where the process says so, from the next step on. */
    private void beAway(long person) {
        var away = AWAY.get(random.nextInt(AWAY.size()));
        boolean comes = random.nextBoolean();
        fired.fire(comes ? "present" : "absent", (w, m, r) -> {
            if (comes) {
                w.bureau().away.remove(person);
            } else {
                w.bureau().away.put(person, away);
            }
        });
    }

    private void handOver(long from, long to) {
        var someone = random.nextBoolean() ? Fired.BOSS : World.actor(from);
        fired.fire("hand-over", (w, m, r) -> w.handOvers.handOver(someone, from, to, List.of(), "调离"));
        if (random.nextInt(3) == 0) {
            fired.fire(
                    "undo-hand-over",
                    (w, m, r) -> w.handOvers.list(Fired.BOSS).stream()
                            .filter(HandOvers.HandOverRow::undoable)
                            .findFirst()
                            .ifPresentOrElse(row -> w.handOvers.undo(Fired.BOSS, row.id()), () -> {
                                throw Refused.noSuchAssignment();
                            }));
        }
    }
}
