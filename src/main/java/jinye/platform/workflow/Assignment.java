package jinye.platform.workflow;

import java.time.Instant;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.platform.clocks.Due;
import org.jspecify.annotations.Nullable;

/** 待办: one handler of a step. Read and changed under the matter's lock only. */
final class Assignment {

    enum State {
        WAITING,
        OFFERED,
        OPENED,
        DONE,
        WITHDRAWN,
        TRANSFERRED,
        CANCELLED
    }

    enum Role {
        MAIN,
        LEAD,
        ASSIST,
        ADDED
    }

    private final long id;
    private final Step step;
    private final Handler handler;
    private final Role role;
    private final int place;
    private final boolean fresh;
    private State state;
    private boolean touched;
    private @Nullable Long waitsFor;
    private @Nullable Long addedBy;
    private @Nullable Instant claimedAt;
    private @Nullable String decision;
    private @Nullable Due due;
    private Instant offeredAt;
    private @Nullable Instant openedAt;
    private @Nullable Instant doneAt;
    private @Nullable Long doneBy;
    private @Nullable String doneByName;
    private int weight = 1;
    private @Nullable Instant scheduledAt;

    /** A new one. */
    Assignment(long id, Step step, Handler handler, Role role, int place, Instant now) {
        this.id = id;
        this.step = step;
        this.handler = handler;
        this.role = role;
        this.place = place;
        this.fresh = true;
        this.state = State.WAITING;
        this.offeredAt = now;
        step.add(this);
    }

    /** One that the store read. */
    Assignment(long id, Step step, Handler handler, Role role, int place, Memory memory) {
        this.id = id;
        this.step = step;
        this.handler = handler;
        this.role = role;
        this.place = place;
        this.fresh = false;
        this.state = memory.state();
        this.waitsFor = memory.waitsFor();
        this.addedBy = memory.addedBy();
        this.claimedAt = memory.claimedAt();
        this.decision = memory.decision();
        this.due = memory.due();
        this.offeredAt = memory.offeredAt();
        this.openedAt = memory.openedAt();
        this.doneAt = memory.doneAt();
        this.doneBy = memory.doneBy();
        this.doneByName = memory.doneByName();
        step.add(this);
    }

    /** What may change in the life of an assignment, as it was read. */
    record Memory(
            State state,
            @Nullable Long waitsFor,
            @Nullable Long addedBy,
            @Nullable Instant claimedAt,
            @Nullable String decision,
            @Nullable Due due,
            Instant offeredAt,
            @Nullable Instant openedAt,
            @Nullable Instant doneAt,
            @Nullable Long doneBy,
            @Nullable String doneByName) {}

    void offer(Instant now, @Nullable Due until) {
        state = State.OFFERED;
        waitsFor = null;
        offeredAt = now;
        due = until;
        touched = true;
    }

    void open(Instant now) {
        state = State.OPENED;
        openedAt = now;
        touched = true;
    }

    void claim(Instant now) {
        claimedAt = now;
        state = State.OPENED;
        openedAt = Objects.requireNonNullElse(openedAt, now);
        touched = true;
    }

    void release() {
        claimedAt = null;
        touched = true;
    }

    /** @param other whose end this one waits for; null when it waits for its turn */
    void waitFor(@Nullable Assignment other) {
        state = State.WAITING;
        waitsFor = other == null ? null : other.id;
        touched = true;
    }

    void addedBy(@Nullable Long person) {
        addedBy = person;
        touched = true;
    }

    /** @param at when it will be sent by itself, null for not */
    void schedule(@Nullable Instant at) {
        scheduledAt = at;
        touched = true;
    }

    /** As it was read. */
    void wasScheduled(@Nullable Instant at) {
        scheduledAt = at;
    }

    /** How much the vote counts. */
    void weighs(int votes) {
        weight = votes;
    }

    void done(Actor actor, String word, Instant now) {
        decision = word;
        end(State.DONE, actor, now);
    }

    /** Nobody acted: a rule of the process counts what the handler did before. */
    void passed(String word, Instant now) {
        decision = word;
        state = State.DONE;
        doneAt = now;
        doneBy = handler.person();
        doneByName = handler.name();
        touched = true;
    }

    void end(State last, Actor actor, Instant now) {
        state = last;
        scheduledAt = null;
        doneAt = now;
        doneBy = actor.person();
        doneByName = actor.name();
        touched = true;
    }

    /** What was sent is taken back. */
    void undo(Instant now) {
        decision = null;
        state = State.OPENED;
        openedAt = Objects.requireNonNullElse(openedAt, now);
        doneAt = null;
        doneBy = null;
        doneByName = null;
        touched = true;
    }

    boolean isLive() {
        return state == State.OFFERED || state == State.OPENED;
    }

    boolean isPending() {
        return state == State.WAITING || isLive();
    }

    /** Takes over another's wait, who leaves: both wait for the same. */
    void waitAs(Assignment other) {
        state = State.WAITING;
        waitsFor = other.waitsFor;
        touched = true;
    }

    boolean waitsFor(Assignment other) {
        return waitsFor != null && waitsFor == other.id;
    }

    boolean isOf(long person) {
        return handler.person() == person;
    }

    boolean wasAddedBy(long person) {
        return role == Role.ADDED && addedBy != null && addedBy == person;
    }

    long id() {
        return id;
    }

    Step step() {
        return step;
    }

    Handler handler() {
        return handler;
    }

    Role role() {
        return role;
    }

    int place() {
        return place;
    }

    int weight() {
        return weight;
    }

    @Nullable
    Instant scheduledAt() {
        return scheduledAt;
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

    @Nullable
    Long waitsFor() {
        return waitsFor;
    }

    @Nullable
    Long addedBy() {
        return addedBy;
    }

    @Nullable
    Instant claimedAt() {
        return claimedAt;
    }

    @Nullable
    String decision() {
        return decision;
    }

    @Nullable
    Due due() {
        return due;
    }

    Instant offeredAt() {
        return offeredAt;
    }

    @Nullable
    Instant openedAt() {
        return openedAt;
    }

    @Nullable
    Instant doneAt() {
        return doneAt;
    }

    @Nullable
    Long doneBy() {
        return doneBy;
    }

    @Nullable
    String doneByName() {
        return doneByName;
    }
}
