package jinye.platform.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import jinye.platform.papers.OfficialPage.Block;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The OFD file says the same as the PDF, in the same places. */
class OfdTests {

    private record Placed(String text, double x, double baseline) {}

    @Test
    void everyCharacterStandsWhereItStandsInThePdf() throws Exception {
        same(PaperSamples.notice(PaperSamples.text(20), PaperSamples.seal()));
    }

    @Test
    void specialFormatsAndTablesOnTheirSideAreTheSameInBothFiles() throws Exception {
        same(PaperSamples.order(null));
        same(PaperSamples.minutes());
        same(PaperSamples.of(
                OfficialPage.Format.LETTER, PaperSamples.BUREAU, PaperSamples.text(10), List.of("省政府办公厅"), null));
        same(PaperSamples.notice(PaperSamples.wideTable(30), null));
    }

    private static void same(OfficialPage page) throws Exception {
        var parts = parts(PaperSamples.PAPERS.printOfd(page).ofd());
        var pages = PageMeasure.pages(PaperSamples.PAPERS.print(page));

        for (int i = 0; i < pages.size(); i++) {
            List<Placed> ofd = placed(xml(parts.get("Doc_0/Pages/Page_" + i + "/Content.xml")));
            var pdf = pages.get(i).characters;
            assertThat(ofd).hasSameSizeAs(pdf);
            for (int k = 0; k < ofd.size(); k++) {
                assertThat(ofd.get(k).text()).isEqualTo(pdf.get(k).text());
                assertThat(ofd.get(k).x()).isCloseTo(pdf.get(k).x(), within(0.01));
                assertThat(ofd.get(k).baseline()).isCloseTo(pdf.get(k).baseline(), within(0.01));
            }
        }
    }

    @Test
    void everyReferredPartIsThereAndEveryFontOpens() throws Exception {
        var page = PaperSamples.notice(PaperSamples.table(), PaperSamples.seal());
        var parts = parts(PaperSamples.PAPERS.printOfd(page).ofd());

        assertThat(parts.keySet().iterator().next()).isEqualTo("OFD.xml");
        assertThat(parts).containsKeys("Doc_0/Document.xml", "Doc_0/PublicRes.xml", "Doc_0/DocumentRes.xml");
        for (var part : parts.entrySet()) {
            if (part.getKey().endsWith(".xml")) {
                xml(part.getValue());
            } else if (part.getKey().endsWith(".ttf")) {
                try (var font = new TTFParser().parse(new RandomAccessReadBuffer(part.getValue()))) {
                    assertThat(font.getNumberOfGlyphs()).isGreaterThan(1);
                }
            }
        }
        assertThat(parts.keySet()).anyMatch(name -> name.endsWith(".png"));
    }

    @Test
    void markupInTextStaysTextAndRareCharactersStandAlone() throws Exception {
        var body = List.<Block>of(new Block.Paragraph("<b>&\"李𠮷明\""));
        var parts = parts(
                PaperSamples.PAPERS.printOfd(PaperSamples.notice(body, null)).ofd());

        String text = xml(parts.get("Doc_0/Pages/Page_0/Content.xml"))
                .getDocumentElement()
                .getTextContent();
        assertThat(text).contains("<b>&\"");
    }

    private static Map<String, byte[]> parts(byte[] ofd) throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(ofd))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private static Document xml(byte[] bytes) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static List<Placed> placed(Document page) {
        List<Placed> placed = new ArrayList<>();
        var objects = page.getElementsByTagName("ofd:TextObject");
        for (int i = 0; i < objects.getLength(); i++) {
            var object = (Element) objects.item(i);
            String[] box = object.getAttribute("Boundary").split(" ");
            var code = (Element) object.getElementsByTagName("ofd:TextCode").item(0);
            double x = Double.parseDouble(box[0]) + Double.parseDouble(code.getAttribute("X"));
            double baseline = Double.parseDouble(box[1]) + Double.parseDouble(code.getAttribute("Y"));
            List<Double> distances = distances(code.getAttribute("DeltaX"));
            int[] characters = code.getTextContent().codePoints().toArray();
            boolean turned = object.getAttribute("CTM").startsWith("0 -1 1 0 0");
            double height = Double.parseDouble(box[3]);
            if (turned) {
                // a point of the object lies at (y, height − x) of its box
                x = Double.parseDouble(code.getAttribute("X"));
            }
            for (int k = 0; k < characters.length; k++) {
                placed.add(
                        turned
                                ? new Placed(
                                        Character.toString(characters[k]),
                                        Double.parseDouble(box[0]) + Double.parseDouble(code.getAttribute("Y")),
                                        Double.parseDouble(box[1]) + height - x)
                                : new Placed(Character.toString(characters[k]), x, baseline));
                x += k < distances.size() ? distances.get(k) : 0;
            }
        }
        return placed;
    }

    private static List<Double> distances(String text) {
        List<Double> distances = new ArrayList<>();
        String[] words = text.isBlank() ? new String[0] : text.split(" ");
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("g")) {
                int count = Integer.parseInt(words[i + 1]);
                for (int k = 0; k < count; k++) {
                    distances.add(Double.parseDouble(words[i + 2]));
                }
                i += 2;
            } else {
                distances.add(Double.parseDouble(words[i]));
            }
        }
        return distances;
    }
}
