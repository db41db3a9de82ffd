package jinye.office.approvals;

import java.time.Instant;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.approvals.kinds.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** 申请: one filled-in form on its way. Its form and process stay those of the version it began with. */
class Request {

    /** Who applies, in the post of that day. */
    record Origin(
            long applicant,
            String applicantName,
            long department,
            String departmentName,
            String departmentCode,
            long unit,
            String unitName,
            Instant createdAt) {}

    final long id;
    final String kind;
    final Origin origin;
    int kindVersion;
    long version;
    String title;
    Urgency urgency;
    ObjectNode data;
    RequestState state;
    String verdicts = "[]";
    boolean refused;
    long lastStep;

    @Nullable
    Instant arrivedAt;

    @Nullable
    String number;

    @Nullable
    Instant sentAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Long sheet;

    @Nullable
    String archiveNumber;

    @Nullable
    Instant filedAt;

    Request(
            long id,
            long version,
            String kind,
            int kindVersion,
            Origin origin,
            String title,
            Urgency urgency,
            RequestState state,
            ObjectNode data) {
        this.id = id;
        this.version = version;
        this.kind = kind;
        this.kindVersion = kindVersion;
        this.origin = origin;
        this.title = title;
        this.urgency = urgency;
        this.state = state;
        this.data = data;
    }

    static Request begin(
            long id, Kind kind, Actor actor, String departmentCode, String title, ObjectNode data, Instant now) {
        return new Request(
                id,
                1,
                kind.name(),
                kind.version(),
                new Origin(
                        actor.person(),
                        actor.name(),
                        actor.department(),
                        actor.departmentName(),
                        departmentCode,
                        actor.unit(),
                        actor.unitName(),
                        now),
                title,
                Urgency.PLAIN,
                RequestState.DRAFT,
                data);
    }

    void fill(ObjectNode filled, String heading) {
        refuseOver();
        data = filled;
        title = heading;
    }

    void send(Instant now) {
        refuseOver();
        if (state == RequestState.DRAFT) {
            state = RequestState.RUNNING;
            sentAt = now;
        }
    }

    /** Somebody new is asked: what was refused before is theirs to decide now. Others who join a step are nothing new. */
    void arrive(long step, Instant now) {
        if (step > lastStep) {
            lastStep = step;
            arrivedAt = now;
            refused = false;
        }
    }

    /** A refusal ends the request unless the very act that refused has asked somebody else. */
    void refuse(Instant at) {
        refused = arrivedAt == null || arrivedAt.isBefore(at);
    }

    void end(Instant now) {
        if (!state.isOver()) {
            state = refused ? RequestState.REFUSED : RequestState.APPROVED;
            endedAt = now;
        }
    }

    /** It goes on after it was over: somebody reopened it. */
    void reopen() {
        if (filedAt != null) {
            throw new Over(title, "已归档");
        }
        if (state.isOver()) {
            state = RequestState.RUNNING;
            refused = false;
            endedAt = null;
        }
    }

    void makeVoid(Instant now) {
        if (!state.isOver()) {
            state = RequestState.VOID;
            endedAt = now;
        }
    }

    void file(String number, Instant now) {
        if (!state.isOver() || state == RequestState.VOID) {
            throw new NotOver(title);
        }
        archiveNumber = number;
        filedAt = now;
    }

    private void refuseOver() {
        if (state.isOver()) {
            throw new Over(title, state.term());
        }
    }

    String matter() {
        return Kind.matter(kind);
    }

    static final class Over extends Refusal {
        Over(String title, String state) {
            super(Kind.CONFLICT, "approvals.over", title, state);
        }
    }

    static final class NotOver extends Refusal {
        NotOver(String title) {
            super(Kind.CONFLICT, "approvals.not-over", title);
        }
    }
}
