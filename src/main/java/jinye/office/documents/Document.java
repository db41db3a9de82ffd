package jinye.office.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.office.documents.elements.Elements;
import jinye.platform.numbering.TakenNumber;
import org.jspecify.annotations.Nullable;

/** One official document, from its first draft or its registration until it is filed. Never deleted. */
final class Document {

    /** Where it was written, by whom; as it was on that day. */
    record Origin(
            long unit,
            String unitName,
            long department,
            String departmentName,
            String departmentCode,
            long author,
            String authorName,
            Instant createdAt) {}

    /** 签发: opinion, name, full date (条例 art. 22). @param hash of the text that was signed */
    record Signature(long person, String name, String opinion, LocalDate date, Instant at, String hash) {}

    /** @param missing characters no font has: 用印 is refused while there are any */
    record Printed(long paper, List<String> missing, LocalDate date) {}

    final long id;
    final long version;
    final Flow flow;
    final Origin origin;
    DocumentState state;
    Elements elements;
    Instant changedAt;
    String changedBy;

    @Nullable
    String number;

    @Nullable
    TakenNumber taken;

    List<String> objections = List.of();

    @Nullable
    Signature signature;

    @Nullable
    LocalDate issueDate;

    @Nullable
    Printed printed;

    /** The sealed OFD file; null while not sealed, and for what came from outside without one. */
    @Nullable
    Long ofd;

    @Nullable
    Long sheet;

    @Nullable
    Instant sealedAt;

    @Nullable
    Instant distributedAt;

    int receivers;

    @Nullable
    Incoming incoming;

    @Nullable
    String result;

    @Nullable
    Instant endedAt;

    @Nullable
    Voiding voiding;

    @Nullable
    String archiveNumber;

    @Nullable
    Instant filedAt;

    Document(
            long id,
            long version,
            Flow flow,
            Origin origin,
            DocumentState state,
            Elements elements,
            Instant changedAt,
            String changedBy) {
        this.id = id;
        this.version = version;
        this.flow = flow;
        this.origin = origin;
        this.state = state;
        this.elements = elements;
        this.changedAt = changedAt;
        this.changedBy = changedBy;
    }

    static Document begin(long id, Flow flow, Elements elements, Actor author, String departmentCode, Instant now) {
        var origin = new Origin(
                author.unit(),
                author.unitName(),
                author.department(),
                author.departmentName(),
                departmentCode,
                author.person(),
                author.name(),
                now);
        return new Document(id, 0, flow, origin, DocumentState.first(flow), elements, now, author.name());
    }

    void changed(Actor actor, Instant now) {
        changedAt = now;
        changedBy = actor.name();
    }

    void edit(Elements edited, Actor actor, Instant now) {
        refuseWhenFiled();
        if (!state.editable()) {
            throw new DocumentRefused.Frozen(state);
        }
        elements = edited;
        changed(actor, now);
    }

    /** A step of the process arrived; a step that does not fit the present state is a fault in the process file. */
    void arrive(DocumentState next) {
        if (endedAt != null) {
            reopen();
            if (!canRestartAt(next)) {
                throw new DocumentRefused.NotReopenedHere(next.term());
            }
        } else if (!state.canBecome(next)) {
            throw new DocumentRefused.WrongState(state, next.term());
        }
        if (next == DocumentState.D40) {
            // back at the signer: what was signed before no longer counts
            signature = null;
            issueDate = null;
            printed = null;
        }
        state = next;
    }

    /** What was terminated may be handled again. A number that was voided with it is gone for good, and so is what has ended. */
    private void reopen() {
        if (voiding == null) {
            throw new DocumentRefused.NotReopened();
        }
        if (!voiding.how().equals("TERMINATED")) {
            throw new DocumentRefused.Void(voiding.reason());
        }
        if (number != null) {
            throw new DocumentRefused.NumberVoided(number);
        }
        voiding = null;
        endedAt = null;
    }

    /** Whether handling may begin anew there; the same as what {@link #arrive} would refuse. */
    boolean mayRestartAt(@Nullable DocumentState next) {
        var ended = voiding;
        return next != null
                && ended != null
                && ended.how().equals("TERMINATED")
                && number == null
                && canRestartAt(next);
    }

    private boolean canRestartAt(DocumentState next) {
        if (next.flow() != flow || flow == Flow.MEMO) {
            return next.flow() == flow;
        }
        return next.compareTo(signature == null ? DocumentState.D40 : DocumentState.D50) <= 0;
    }

    void sign(Signature by, LocalDate date) {
        refuseWhenFiled();
        if (signature != null) {
            throw new DocumentRefused.AlreadySigned(signature.name(), signature.date());
        }
        require(DocumentState.D40, "签发");
        signature = by;
        issueDate = date;
    }

    void number(TakenNumber taken) {
        refuseWhenFiled();
        require(DocumentState.D50, "编号");
        this.taken = taken;
        number = taken.text();
    }

    void print(Printed printed) {
        refuseWhenFiled();
        require(DocumentState.D70, "排版成文");
        this.printed = printed;
    }

    /** 用印: only what was signed (D40) and numbered (D50) is sealed, once, and never by its drafter. */
    void seal(Actor keeper, Instant now) {
        refuseWhenFiled();
        if (sealedAt != null) {
            throw new DocumentRefused.AlreadySealed();
        }
        if (signature == null) {
            throw new DocumentRefused.NotSigned();
        }
        if (number == null) {
            throw new DocumentRefused.NotNumbered();
        }
        if (keeper.person() == origin.author()) {
            throw new DocumentRefused.DrafterMayNotSeal();
        }
        require(DocumentState.D80, "用印");
        if (printed == null) {
            throw new DocumentRefused.WrongState(state, "用印");
        }
        if (!printed.missing().isEmpty()) {
            throw new DocumentRefused.GlyphsMissing(String.join("、", printed.missing()));
        }
        sealedAt = now;
    }

    void distribute(int receivers, Instant now) {
        refuseWhenFiled();
        require(DocumentState.D90, "分发");
        this.receivers = receivers;
        distributedAt = now;
    }

    /** 补发: to more units, also after it was given out on paper only. */
    void distributeFurther(int more) {
        refuseWhenFiled();
        if (state == DocumentState.D98) {
            state = DocumentState.D95;
        }
        require(DocumentState.D95, "补发");
        receivers += more;
    }

    void end(Instant now) {
        endedAt = now;
        state = switch (flow) {
            case OUTGOING -> receivers > 0 ? DocumentState.D95 : DocumentState.D98;
            case INCOMING -> incoming != null && incoming.rejected() != null ? DocumentState.S31 : DocumentState.S98;
            case MEMO -> DocumentState.M98;
        };
    }

    void makeVoid(Voiding voiding) {
        refuseWhenFiled();
        var next = flow == Flow.MEMO ? DocumentState.M00 : DocumentState.D00;
        if (flow == Flow.INCOMING || !state.canBecome(next)) {
            throw new DocumentRefused.WrongState(state, "作废");
        }
        this.voiding = voiding;
        state = next;
        endedAt = voiding.at();
    }

    void file(String archiveNumber, Instant now) {
        if (filedAt != null) {
            throw new DocumentRefused.Filed(String.valueOf(this.archiveNumber));
        }
        var next = switch (flow) {
            case OUTGOING -> DocumentState.D99;
            case INCOMING -> DocumentState.S99;
            case MEMO -> DocumentState.M99;
        };
        if (!state.canBecome(next)) {
            throw new DocumentRefused.WrongState(state, "归档");
        }
        this.archiveNumber = archiveNumber;
        filedAt = now;
        state = next;
    }

    Incoming requireIncoming() {
        if (incoming == null) {
            throw new DocumentRefused.WrongFlow(flow.term(), Flow.INCOMING.term());
        }
        return incoming;
    }

    void requireFlow(Flow expected) {
        if (flow != expected) {
            throw new DocumentRefused.WrongFlow(flow.term(), expected.term());
        }
    }

    void require(DocumentState expected, String act) {
        if (state != expected) {
            throw new DocumentRefused.WrongState(state, act);
        }
    }

    void refuseWhenFiled() {
        if (filedAt != null) {
            throw new DocumentRefused.Filed(String.valueOf(archiveNumber));
        }
        if (voiding != null) {
            throw new DocumentRefused.Void(voiding.reason());
        }
    }
}
