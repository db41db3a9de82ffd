package jinye.exchange.partners;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.kernel.Urgency;
import jinye.office.transmission.ArrivedDocument;
import jinye.office.transmission.Crossings;
import jinye.office.transmission.TellingKind;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import org.springframework.stereotype.Component;

/** What a parcel is about becomes true here, in the transaction that keeps the parcel. */
@Component
class Applying {

    private static final Set<String> RECEIPTS = Set.of("SIGNING", "REFUSAL", "REGISTRATION", "CLOSING");

    private final Crossings crossings;
    private final Directory directory;
    private final Staging staging;
    private final AddressBooks books;
    private final Succession succession;

    Applying(Crossings crossings, Directory directory, Staging staging, AddressBooks books, Succession succession) {
        this.crossings = crossings;
        this.directory = directory;
        this.staging = staging;
        this.books = books;
        this.succession = succession;
    }

    void apply(Partner partner, Parcel parcel) {
        try {
            switch (parcel.kind()) {
                case DOCUMENT -> document(partner, parcel);
                case RECEIPT -> receipt(partner, parcel);
                case TELLING -> telling(partner, parcel);
                case ABANDONED -> {
                    // fills the place of a parcel that will not come
                }
                case BOOK -> books.take(partner, parcel);
                case CERTIFICATE -> succession.take(partner, parcel);
            }
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw new Parcel.Malformed();
        }
    }

    private void document(Partner partner, Parcel parcel) {
        var content = parcel.content();
        SecrecyWords.refuseIn(content.path("title").asString(""));
        SecrecyWords.refuseIn(content.path("text").asString(""));
        var code = content.path("receiver").asString("");
        var receiver = directory.allUnits().stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new UnknownReceiver(code));
        refuseWithoutPermission(partner, content.path("sender").asString(""), receiver);
        Long paper = null;
        Long ofd = null;
        var attachments = new ArrayList<Long>();
        for (var enclosed : parcel.enclosed()) {
            long file = staging.keep(partner.id(), enclosed);
            switch (enclosed.part()) {
                case "paper" -> paper = file;
                case "ofd" -> ofd = file;
                default -> attachments.add(file);
            }
        }
        if (paper == null) {
            throw new Parcel.Malformed();
        }
        crossings.arrive(new ArrivedDocument(
                partner.code(),
                UUID.fromString(content.path("package").asString("")),
                content.path("identifier").asString(""),
                content.path("sender").asString(""),
                receiver.id(),
                content.path("role").asString("MAIN").equals("COPY") ? "COPY" : "MAIN",
                content.path("title").asString(""),
                content.path("number").asString(""),
                content.path("kindCode").asString(""),
                content.path("kindName").asString(""),
                Urgency.valueOf(content.path("urgency").asString("PLAIN")).name(),
                content.has("issueDate")
                        ? LocalDate.parse(content.path("issueDate").asString(""))
                        : null,
                content.path("sentBy").asString(""),
                Instant.parse(content.path("sentAt").asString("")),
                content.path("text").asString(""),
                paper,
                ofd,
                attachments));
    }

    /** 越级交换: what was forgotten over there is not let in here either. */
    private void refuseWithoutPermission(Partner partner, String sender, Unit receiver) {
        if (partner.direct()) {
            return;
        }
        books.units(partner).stream()
                .filter(unit -> unit.code().equals(sender))
                .filter(unit ->
                        Math.abs(unit.level().ordinal() - receiver.level().ordinal()) > 1)
                .findFirst()
                .ifPresent(unit -> {
                    throw new RouteNotGranted(unit.name(), receiver.name());
                });
    }

    private void receipt(Partner partner, Parcel parcel) {
        var content = parcel.content();
        var receipt = content.path("receipt").asString("");
        if (!RECEIPTS.contains(receipt)) {
            throw new Parcel.Malformed();
        }
        boolean known = crossings.answered(
                partner.code(),
                UUID.fromString(content.path("package").asString("")),
                receipt,
                Instant.parse(content.path("at").asString("")),
                content.has("person") ? content.path("person").asString() : null,
                content.has("text") ? content.path("text").asString() : null);
        if (!known) {
            throw new UnknownEnvelope();
        }
    }

    private void telling(Partner partner, Parcel parcel) {
        var content = parcel.content();
        boolean known = crossings.told(
                partner.code(),
                UUID.fromString(content.path("package").asString("")),
                TellingKind.valueOf(content.path("telling").asString("")),
                content.path("words").asString(""),
                content.path("person").asString(""),
                Instant.parse(content.path("at").asString("")));
        if (!known) {
            throw new UnknownEnvelope();
        }
    }

    /** §7's result code of a refusal. */
    static int code(Refusal refused) {
        return switch (refused.code()) {
            case "partners.unknown-receiver", "transmission.no-registrar" -> Answer.Code.UNKNOWN_RECEIVER;
            case "transmission.already-sent" -> Answer.Code.DUPLICATE;
            case "partners.route-not-granted", "transmission.route-not-granted" -> Answer.Code.ROUTE_NOT_GRANTED;
            case "partners.unknown-envelope" -> Answer.Code.UNKNOWN_ENVELOPE;
            case "files.too-large" -> Answer.Code.SIZE;
            case "partners.damaged", "cryptography.does-not-open", "cryptography.not-for-us" ->
                Answer.Code.HASH_MISMATCH;
            default -> refused.code().contains("secre") ? Answer.Code.SECRECY : Answer.Code.FORMAT;
        };
    }

    static final class UnknownReceiver extends Refusal {
        UnknownReceiver(String code) {
            super(Kind.INVALID, "partners.unknown-receiver", code);
        }
    }

    static final class RouteNotGranted extends Refusal {
        RouteNotGranted(String sender, String receiver) {
            super(Kind.FORBIDDEN, "partners.route-not-granted", sender, receiver);
        }
    }

    static final class UnknownEnvelope extends Refusal {
        UnknownEnvelope() {
            super(Kind.INVALID, "partners.unknown-envelope");
        }
    }
}
