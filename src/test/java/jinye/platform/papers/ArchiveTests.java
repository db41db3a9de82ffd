package jinye.platform.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import jinye.platform.papers.OfficialPage.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of paper we print is fit for keeping and readable aloud, says an independent validator (ISO 19005-2 A, ISO 14289-1). */
class ArchiveTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("papers")
    void everyPaperIsFitForKeeping(String name, Paper paper) {
        assertThat(ArchiveCheck.faults(paper.pdf())).isEmpty();
    }

    static Stream<Arguments> papers() {
        var papers = PaperSamples.PAPERS;
        var seal = PaperSamples.seal();
        var bureau = PaperSamples.BUREAU;
        return Stream.of(
                Arguments.of("notice", papers.print(PaperSamples.notice(PaperSamples.text(6), seal))),
                Arguments.of("upward", papers.print(PaperSamples.request(List.of("周建国", "李明"), seal))),
                Arguments.of(
                        "letter",
                        papers.print(PaperSamples.of(Format.LETTER, bureau, PaperSamples.text(8), List.of(), seal))),
                Arguments.of("order", papers.print(PaperSamples.order(seal))),
                Arguments.of("minutes", papers.print(PaperSamples.minutes())),
                Arguments.of("table", papers.print(PaperSamples.notice(PaperSamples.table(), seal))),
                Arguments.of("wide table", papers.print(PaperSamples.notice(PaperSamples.wideTable(20), seal))),
                Arguments.of("sheet of a draft", papers.sheet(SheetSamples.draft())),
                Arguments.of("sheet of receipts", papers.sheet(SheetSamples.receipts())));
    }

    @Test
    void whatIsNotFitIsNamed() {
        var pdf = new String(OfdSample.pdf(), java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("<pdfaid:conformance>A<", "<pdfaid:conformance>X<");

        assertThat(ArchiveCheck.faults(pdf.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
                .anyMatch(fault -> fault.startsWith("2a"));
    }
}
