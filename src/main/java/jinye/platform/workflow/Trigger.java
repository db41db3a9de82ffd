package jinye.platform.workflow;

import java.time.Duration;
import java.time.Instant;
import jinye.platform.clocks.Due;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an open step without people: a moment comes, a service runs, a message arrives, sub-matters are over, or nobody
 * acted in time. Read and changed under the matter's lock only.
 */
final class Trigger {

    enum Kind {
        TIMER("定时等待"),
        TIMEOUT("超时处理"),
        SERVICE("自动办理"),
        MESSAGE("等待消息"),
        SUB_MATTERS("子办件");

        private final String term;

        Kind(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    enum State {
        ARMED,
        /** The matter is suspended; time does not count. */
        PAUSED,
        FIRED,
        /** Tried often enough; an administrator tries again or skips it. */
        FAILED,
        CANCELLED
    }

    /** How often it is tried before it goes to the administrators. */
    static final int ATTEMPTS = 3;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);

    /** What it waits for. @param node the step's node, or the timer on its edge. @param needed how many sub-matters must be over */
    record Target(
            String node,
            String nodeName,
            Kind kind,
            @Nullable String message,
            @Nullable Long correlation,
            int needed) {}

    private final long id;
    private final Step step;
    private Target target;
    private final Instant armedAt;
    private final boolean fresh;
    private State state;
    private boolean touched;
    private @Nullable Instant dueAt;
    private @Nullable Due due;
    private @Nullable Long heard;
    private int attempts;
    private int rounds;
    private @Nullable String failure;
    private @Nullable String outcome;
    private @Nullable Instant pausedAt;
    private @Nullable Instant endedAt;

    private Trigger(long id, Step step, Target target, Instant armedAt, State state, boolean fresh) {
        this.id = id;
        this.step = step;
        this.target = target;
        this.armedAt = armedAt;
        this.state = state;
        this.fresh = fresh;
        step.add(this);
    }

    /** @param due null when only a message or the end of a sub-matter wakes it, after the keeper has looked once */
    static Trigger arm(long id, Step step, Target target, @Nullable Due due, Instant now) {
        var trigger = new Trigger(id, step, target, now, State.ARMED, true);
        trigger.due = due;
        trigger.dueAt = due == null ? now : due.at();
        return trigger;
    }

    /** What may change in the life of a trigger, as it was read. */
    record Memory(
            State state,
            Instant armedAt,
            @Nullable Instant dueAt,
            @Nullable Due due,
            @Nullable Long heard,
            int attempts,
            int rounds,
            @Nullable String failure,
            @Nullable Instant pausedAt) {}

    static Trigger read(long id, Step step, Target target, Memory memory) {
        var trigger = new Trigger(id, step, target, memory.armedAt(), memory.state(), false);
        trigger.dueAt = memory.dueAt();
        trigger.due = memory.due();
        trigger.heard = memory.heard();
        trigger.attempts = memory.attempts();
        trigger.rounds = memory.rounds();
        trigger.failure = memory.failure();
        trigger.pausedAt = memory.pausedAt();
        return trigger;
    }

    void fired(String result, Instant now) {
        state = State.FIRED;
        outcome = result;
        endedAt = now;
        pausedAt = null;
        failure = null;
        touched = true;
    }

    /** Sub-matters came or went: another number must be over, and perhaps is already. */
    void needs(int number, Instant now) {
        target = new Target(target.node, target.nodeName, target.kind, target.message, target.correlation, number);
        if (state == State.ARMED) {
            dueAt = now;
        }
        touched = true;
    }

    void hear(long announcement) {
        heard = announcement;
        touched = true;
    }

    /** Nothing to do yet: sleeps until it is woken. */
    void sleep() {
        dueAt = null;
        attempts = 0;
        failure = null;
        touched = true;
    }

    /** Did something, and will do it again. */
    void again(Due next) {
        due = next;
        dueAt = next.at();
        rounds++;
        attempts = 0;
        failure = null;
        touched = true;
    }

    /** Tried once more without success: waits twice as long each time, and at last for an administrator. */
    void failed(String why, Instant now) {
        attempts++;
        failure = why;
        if (attempts >= ATTEMPTS) {
            state = State.FAILED;
        } else {
            dueAt = now.plus(FIRST_WAIT.multipliedBy(1L << (2 * (attempts - 1))));
        }
        touched = true;
    }

    void retry(Instant now) {
        state = State.ARMED;
        attempts = 0;
        dueAt = now;
        touched = true;
    }

    void pause(Instant now) {
        if (state == State.ARMED) {
            state = State.PAUSED;
            pausedAt = now;
            touched = true;
        }
    }

    /** @param left the due moment moved by the time that did not count; null to be looked at now */
    void resume(@Nullable Due left, Instant now) {
        state = State.ARMED;
        pausedAt = null;
        if (left != null) {
            due = left;
        }
        dueAt = left == null ? now : left.at();
        touched = true;
    }

    /** Holidays were announced: the same waiting ends at another moment. */
    void reckonedAgain(Due again) {
        due = again;
        dueAt = again.at();
        touched = true;
    }

    void cancel(Instant now) {
        state = State.CANCELLED;
        endedAt = now;
        pausedAt = null;
        touched = true;
    }

    boolean isDue(Instant now) {
        return state == State.ARMED && dueAt != null && !dueAt.isAfter(now);
    }

    boolean isPending() {
        return state == State.ARMED || state == State.PAUSED || state == State.FAILED;
    }

    long id() {
        return id;
    }

    Step step() {
        return step;
    }

    Target target() {
        return target;
    }

    Kind kind() {
        return target.kind();
    }

    State state() {
        return state;
    }

    boolean isFresh() {
        return fresh;
    }

    boolean isTouched() {
        return touched;
    }

    Instant armedAt() {
        return armedAt;
    }

    @Nullable
    Instant dueAt() {
        return dueAt;
    }

    @Nullable
    Due due() {
        return due;
    }

    @Nullable
    Long heard() {
        return heard;
    }

    int attempts() {
        return attempts;
    }

    int rounds() {
        return rounds;
    }

    @Nullable
    String failure() {
        return failure;
    }

    @Nullable
    String outcome() {
        return outcome;
    }

    @Nullable
    Instant pausedAt() {
        return pausedAt;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }
}
