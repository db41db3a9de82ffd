package jinye.office.documents;

import java.time.LocalDate;
import jinye.kernel.Refusal;

/** What a document says no to. */
final class DocumentRefused {

    private DocumentRefused() {}

    static final class WrongState extends Refusal {
        WrongState(DocumentState state, String act) {
            super(Kind.CONFLICT, "documents.wrong-state", state.term(), act);
        }
    }

    static final class NotReopened extends Refusal {
        NotReopened() {
            super(Kind.CONFLICT, "documents.not-reopened");
        }
    }

    static final class NumberVoided extends Refusal {
        NumberVoided(String number) {
            super(Kind.CONFLICT, "documents.number-voided", number);
        }
    }

    static final class NotReopenedHere extends Refusal {
        NotReopenedHere(String node) {
            super(Kind.CONFLICT, "documents.not-reopened-here", node);
        }
    }

    static final class WrongFlow extends Refusal {
        WrongFlow(String actual, String expected) {
            super(Kind.CONFLICT, "documents.wrong-flow", actual, expected);
        }
    }

    static final class Frozen extends Refusal {
        Frozen(DocumentState state) {
            super(Kind.CONFLICT, "documents.frozen", state.term());
        }
    }

    static final class AlreadySigned extends Refusal {
        AlreadySigned(String name, LocalDate date) {
            super(Kind.CONFLICT, "documents.already-signed", name, date);
        }
    }

    static final class AlreadySealed extends Refusal {
        AlreadySealed() {
            super(Kind.CONFLICT, "documents.already-sealed");
        }
    }

    static final class NotSigned extends Refusal {
        NotSigned() {
            super(Kind.CONFLICT, "documents.not-signed");
        }
    }

    static final class NotNumbered extends Refusal {
        NotNumbered() {
            super(Kind.CONFLICT, "documents.not-numbered");
        }
    }

    static final class SealOfAnother extends Refusal {
        SealOfAnother(String seal, String signer) {
            super(Kind.CONFLICT, "documents.seal-of-another", seal, signer);
        }
    }

    static final class DrafterMayNotSeal extends Refusal {
        DrafterMayNotSeal() {
            super(Kind.FORBIDDEN, "documents.drafter-may-not-seal");
        }
    }

    static final class GlyphsMissing extends Refusal {
        GlyphsMissing(String characters) {
            super(Kind.CONFLICT, "documents.glyphs-missing", characters);
        }
    }

    static final class Filed extends Refusal {
        Filed(String archiveNumber) {
            super(Kind.CONFLICT, "documents.filed", archiveNumber);
        }
    }

    static final class Void extends Refusal {
        Void(String reason) {
            super(Kind.CONFLICT, "documents.void", reason);
        }
    }
}
