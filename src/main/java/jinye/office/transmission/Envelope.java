package jinye.office.transmission;

import java.time.Instant;
import java.util.UUID;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/** What one receiver gets. Signed for or refused once, then registered once, then closed; recalled only while unsigned. */
@Table(schema = "transmission", name = "envelope")
class Envelope {

    @Id
    private final long id;

    @Version
    private final long version;

    @Column("package")
    private final UUID packageId;

    private final long dispatch;
    private final long document;
    private final long sender;
    private final long receiver;
    private final String receiverName;
    private final int position;
    private final EnvelopeRole role;
    private final String urgency;
    private EnvelopeState state;
    private final Instant sentAt;
    private @Nullable Instant arrivedAt;
    private final Instant signDueAt;
    private final String signDueExplanation;
    private @Nullable Instant signedAt;
    private @Nullable String signedByName;
    private @Nullable Instant refusedAt;
    private @Nullable String refusalReason;
    private @Nullable Instant registeredAt;
    private @Nullable Long incoming;
    private @Nullable Instant closedAt;
    private @Nullable String result;
    private int urgings;
    private @Nullable Instant nextUrgingAt;

    @PersistenceCreator
    Envelope(
            long id,
            long version,
            UUID packageId,
            long dispatch,
            long document,
            long sender,
            long receiver,
            String receiverName,
            int position,
            EnvelopeRole role,
            String urgency,
            EnvelopeState state,
            Instant sentAt,
            @Nullable Instant arrivedAt,
            Instant signDueAt,
            String signDueExplanation,
            @Nullable Instant signedAt,
            @Nullable String signedByName,
            @Nullable Instant refusedAt,
            @Nullable String refusalReason,
            @Nullable Instant registeredAt,
            @Nullable Long incoming,
            @Nullable Instant closedAt,
            @Nullable String result,
            int urgings,
            @Nullable Instant nextUrgingAt) {
        this.id = id;
        this.version = version;
        this.packageId = packageId;
        this.dispatch = dispatch;
        this.document = document;
        this.sender = sender;
        this.receiver = receiver;
        this.receiverName = receiverName;
        this.position = position;
        this.role = role;
        this.urgency = urgency;
        this.state = state;
        this.sentAt = sentAt;
        this.arrivedAt = arrivedAt;
        this.signDueAt = signDueAt;
        this.signDueExplanation = signDueExplanation;
        this.signedAt = signedAt;
        this.signedByName = signedByName;
        this.refusedAt = refusedAt;
        this.refusalReason = refusalReason;
        this.registeredAt = registeredAt;
        this.incoming = incoming;
        this.closedAt = closedAt;
        this.result = result;
        this.urgings = urgings;
        this.nextUrgingAt = nextUrgingAt;
    }

    void sign(String personName, Instant now) {
        refuseUnlessUnsigned();
        state = EnvelopeState.SIGNED;
        arrivedAt = arrivedAt == null ? now : arrivedAt;
        signedAt = now;
        signedByName = personName;
        nextUrgingAt = null;
    }

    void refuse(String reason, Instant now) {
        refuseUnlessUnsigned();
        state = EnvelopeState.REFUSED;
        refusedAt = now;
        refusalReason = reason;
        nextUrgingAt = null;
    }

    void recall() {
        refuseUnlessUnsigned();
        state = EnvelopeState.RECALLED;
        nextUrgingAt = null;
    }

    void requireRegistrable() {
        if (!isUnsigned() && state != EnvelopeState.SIGNED) {
            throw new NotRegistrable(state);
        }
    }

    /** Registering without signing first is one act for a busy registrar: it signs as well. */
    void register(long incomingDocument, String personName, Instant now) {
        requireRegistrable();
        if (isUnsigned()) {
            sign(personName, now);
        }
        state = EnvelopeState.REGISTERED;
        registeredAt = now;
        incoming = incomingDocument;
    }

    void close(String outcome, Instant now) {
        if (state == EnvelopeState.REGISTERED) {
            state = EnvelopeState.CLOSED;
            closedAt = now;
            result = outcome;
        }
    }

    void urged(Instant next) {
        urgings++;
        nextUrgingAt = next;
    }

    boolean isUnsigned() {
        return EnvelopeState.UNSIGNED.contains(state);
    }

    boolean isRecalled() {
        return state == EnvelopeState.RECALLED;
    }

    @Nullable
    Long incoming() {
        return incoming;
    }

    /** What the receiver's node says of an envelope we sent there; it may come after a recall that came too late. */
    void answeredOutside(Receipts.Kind kind, @Nullable String personName, @Nullable String text, Instant at) {
        switch (kind) {
            case ARRIVAL -> {
                arrivedAt = arrivedAt == null ? at : arrivedAt;
                state = state == EnvelopeState.SENT ? EnvelopeState.ARRIVED : state;
            }
            case SIGNING -> {
                if (isUnsigned() || isRecalled()) {
                    state = EnvelopeState.SENT;
                    sign(personName == null ? receiverName : personName, at);
                }
            }
            case REFUSAL -> {
                if (isUnsigned() || isRecalled()) {
                    state = EnvelopeState.SENT;
                    refuse(text == null ? "" : text, at);
                }
            }
            case REGISTRATION -> {
                if (state == EnvelopeState.SIGNED) {
                    state = EnvelopeState.REGISTERED;
                    registeredAt = at;
                }
            }
            case CLOSING -> close(text == null ? "" : text, at);
            case RECALL, URGING -> {
                // said by the sender, never by the receiver
            }
        }
    }

    boolean hasArrived() {
        return arrivedAt != null;
    }

    UUID packageId() {
        return packageId;
    }

    long id() {
        return id;
    }

    long dispatch() {
        return dispatch;
    }

    long document() {
        return document;
    }

    long sender() {
        return sender;
    }

    long receiver() {
        return receiver;
    }

    String receiverName() {
        return receiverName;
    }

    EnvelopeRole role() {
        return role;
    }

    String urgency() {
        return urgency;
    }

    Instant sentAt() {
        return sentAt;
    }

    private void refuseUnlessUnsigned() {
        if (state == EnvelopeState.RECALLED) {
            throw new Recalled();
        }
        if (!isUnsigned()) {
            throw new AlreadySigned(state.term(), String.valueOf(signedByName == null ? receiverName : signedByName));
        }
    }

    static final class AlreadySigned extends Refusal {
        AlreadySigned(String state, String by) {
            super(Kind.CONFLICT, "transmission.already-signed", state, by);
        }
    }

    static final class Recalled extends Refusal {
        Recalled() {
            super(Kind.CONFLICT, "transmission.recalled");
        }
    }

    static final class NotRegistrable extends Refusal {
        NotRegistrable(EnvelopeState state) {
            super(Kind.CONFLICT, "transmission.not-registrable", state.term());
        }
    }
}
