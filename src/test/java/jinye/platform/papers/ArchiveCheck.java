package jinye.platform.papers;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** What the validator of the PDF Association's members (veraPDF) has against a file; empty when nothing. */
public final class ArchiveCheck {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private ArchiveCheck() {}

    /** Against ISO 19005-2 level A and ISO 14289-1, the two every file of ours claims. */
    public static List<String> faults(byte[] pdf) {
        return java.util.stream.Stream.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)
                .flatMap(flavour -> faults(pdf, flavour).stream())
                .toList();
    }

    private static List<String> faults(byte[] pdf, PDFAFlavour flavour) {
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            var faults = result.getTestAssertions().stream()
                    .map(one -> flavour.getId() + " " + one.getRuleId().getClause() + ": " + one.getMessage() + " "
                            + one.getLocation().getContext())
                    .distinct()
                    .toList();
            return result.isCompliant() || !faults.isEmpty() ? faults : List.of(flavour.getId() + ": not compliant");
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
