package jinye.office.documents.rules;

import java.util.List;
import java.util.Optional;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.elements.Kind;
import jinye.platform.directory.Department;
import jinye.platform.directory.Unit;
import org.jspecify.annotations.Nullable;

/**
 * All that a routing rule looks at: the elements, and what the directory knows about the organs they name. Rules ask nothing
 * else, so they can be tried without a database.
 *
 * @param above       the units above the issuer, the direct superior first
 * @param joint       the units that issue it together, without the issuer
 * @param attachments titles of the attached files, in order
 * @param reference   what the document answers
 * @param principal   person id of the issuer's principal head (主要负责人)
 * @param objections  departments whose 会签 ended with an objection
 */
public record Proposal(
        Kind kind,
        Elements elements,
        Unit issuer,
        Department department,
        List<Unit> above,
        List<Receiver> mainTo,
        List<Receiver> copyTo,
        List<Unit> joint,
        List<String> attachments,
        @Nullable Reference reference,
        @Nullable Long principal,
        List<String> objections) {

    /** A unit of the tree that is to receive the document, with the units above it, the direct superior first. */
    public record Receiver(Unit unit, List<Unit> above, boolean hasRegistrar) {}

    public record Reference(String kindCode, String title, String number) {}

    Optional<Unit> superior() {
        return above.stream().findFirst();
    }

    /** Is the unit above the issuer, directly or further up? */
    boolean isAbove(Unit unit) {
        return above.stream().anyMatch(superior -> superior.id() == unit.id());
    }

    boolean isBelow(Receiver receiver) {
        return receiver.above().stream().anyMatch(superior -> superior.id() == issuer.id());
    }

    boolean addressed(long unit) {
        return elements.mainTo().contains(unit) || elements.copyTo().contains(unit);
    }

    public String text() {
        return elements.title() + "\n" + elements.body().plainText();
    }
}
