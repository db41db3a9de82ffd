package jinye.platform.papers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import jinye.platform.papers.reading.OfdFile;
import org.junit.jupiter.api.Test;

/** The pages of OFD files as pictures: a page of 100 by 100 millimetres, ten pixels for each. */
class OfdPicturesTests {

    private static final String NAMESPACE = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";

    private final OfdPictures pictures = new OfdPictures(PaperSamples.SHELF);

    @Test
    void pathsAreFilledStrokedAndClippedWhereTheFileSays() {
        var page = drawn("""
                <ofd:PathObject ID="1" Boundary="10 10 20 20" Fill="true" Stroke="false"><ofd:FillColor Value="255 0 0"/>\
                <ofd:AbbreviatedData>M 0 0 L 20 0 L 20 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>\
                <ofd:PathObject ID="2" Boundary="40 10 40 20" LineWidth="2"><ofd:StrokeColor Value="0 0 255"/>\
                <ofd:AbbreviatedData>M 0 10 L 40 10</ofd:AbbreviatedData></ofd:PathObject>\
                <ofd:PathObject ID="3" Boundary="10 40 40 40" Fill="true" Stroke="false"><ofd:FillColor Value="0 255 0"/>\
                <ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 20 40"><ofd:AbbreviatedData>M 0 0 L 20 0 L 20 40 L 0 40 C\
                </ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>\
                <ofd:AbbreviatedData>M 0 0 L 40 0 L 40 40 L 0 40 C</ofd:AbbreviatedData></ofd:PathObject>\
                <ofd:PathObject ID="4" Boundary="60 60 20 20" Fill="true" Stroke="false"><ofd:FillColor Value="0 0 0"/>\
                <ofd:AbbreviatedData>M 0 10 A 10 10 0 0 1 20 10 A 10 10 0 0 1 0 10 C</ofd:AbbreviatedData></ofd:PathObject>""");

        assertThat(at(page, 20, 20)).isEqualTo(Color.RED);
        assertThat(at(page, 35, 20)).isEqualTo(Color.WHITE);
        assertThat(at(page, 60, 20)).isEqualTo(Color.BLUE);
        assertThat(at(page, 60, 26)).isEqualTo(Color.WHITE);
        assertThat(at(page, 20, 60)).isEqualTo(Color.GREEN);
        assertThat(at(page, 40, 60)).isEqualTo(Color.WHITE);
        assertThat(at(page, 70, 70)).isEqualTo(Color.BLACK);
        assertThat(at(page, 61, 61)).isEqualTo(Color.WHITE);
    }

    @Test
    void whatIsInvisibleIsNotDrawnAndTransparencyLetsThrough() {
        var square = """
                <ofd:PathObject ID="1" Boundary="10 10 20 20" Fill="true" Stroke="false" %s><ofd:FillColor Value="0 0 0"/>\
                <ofd:AbbreviatedData>M 0 0 L 20 0 L 20 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>""";

        assertThat(at(drawn(square.formatted("Visible=\"false\"")), 20, 20)).isEqualTo(Color.WHITE);
        assertThat(at(drawn(square.formatted("Alpha=\"128\"")), 20, 20).getRed())
                .isBetween(120, 135);
    }

    @Test
    void textWithoutItsFontIsDrawnInOneOfOursAndThatIsSaid() {
        var picture = picture("""
                <ofd:TextObject ID="1" Boundary="10 10 60 20" Font="7" Size="15"><ofd:TextCode X="0" Y="15" DeltaX="15">公文</ofd:TextCode>\
                </ofd:TextObject>""");

        assertThat(picture.notShown()).anyMatch(sentence -> sentence.contains("某黑体") && sentence.contains("代替"));
        int dark = 0;
        var page = read(picture);
        for (int x = 100; x < 400; x++) {
            for (int y = 100; y < 280; y++) {
                dark += new Color(page.getRGB(x, y)).getRed() < 100 ? 1 : 0;
            }
        }
        assertThat(dark).isGreaterThan(2_000);
    }

    @Test
    void whatCannotBeDrawnIsSaidAndTheRestIsDrawn() {
        var picture = picture("""
                <ofd:VideoObject ID="9" Boundary="0 0 10 10" ResourceID="3"/>\
                <ofd:ImageObject ID="8" Boundary="0 0 10 10" ResourceID="404"/>\
                <ofd:PathObject ID="5" Boundary="0 0 10 10"><ofd:AbbreviatedData>M 0 0 Z 1</ofd:AbbreviatedData></ofd:PathObject>\
                <ofd:PathObject ID="1" Boundary="10 10 20 20" Fill="true"><ofd:FillColor Value="255 0 0"/>\
                <ofd:AbbreviatedData>M 0 0 L 20 0 L 20 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>""");

        assertThat(picture.notShown()).hasSize(3);
        assertThat(at(read(picture), 20, 20)).isEqualTo(Color.RED);
    }

    @Test
    void ourOwnPaperLooksTheSameAsItsPdf() throws IOException {
        var official = PaperSamples.notice(PaperSamples.text(4), null);
        var papers = PaperSamples.PAPERS;
        var ofd = OfdFile.read(papers.printOfd(official).ofd());
        try (var pdf = org.apache.pdfbox.Loader.loadPDF(papers.print(official).pdf())) {
            var ours = read(pictures.draw(ofd, 0, List.of(), 827));
            var theirs = new org.apache.pdfbox.rendering.PDFRenderer(pdf).renderImageWithDPI(0, 100);

            int ink = 0;
            int different = 0;
            for (int x = 0; x < Math.min(ours.getWidth(), theirs.getWidth()); x++) {
                for (int y = 0; y < Math.min(ours.getHeight(), theirs.getHeight()); y++) {
                    int one = new Color(ours.getRGB(x, y)).getGreen();
                    int other = new Color(theirs.getRGB(x, y)).getGreen();
                    ink += other < 128 ? 1 : 0;
                    different += Math.abs(one - other) > 128 ? 1 : 0;
                }
            }
            assertThat(ink).isGreaterThan(5_000);
            assertThat(different).isLessThan(ink / 10);
        }
    }

    private BufferedImage drawn(String objects) {
        return read(picture(objects));
    }

    private OfdPictures.Picture picture(String objects) {
        return pictures.draw(file(objects), 0, List.of(), 1_000);
    }

    private static OfdFile file(String objects) {
        var parts = new TreeMap<String, byte[]>();
        put(
                parts,
                "OFD.xml",
                "<ofd:OFD %s><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>");
        put(parts, "Doc_0/Document.xml", """
                <ofd:Document %s><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 100 100</ofd:PhysicalBox></ofd:PageArea>\
                <ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages>\
                </ofd:Document>""");
        put(
                parts,
                "Doc_0/Res.xml",
                "<ofd:Res %s><ofd:Fonts><ofd:Font ID=\"7\" FontName=\"某黑体\"/></ofd:Fonts></ofd:Res>");
        put(
                parts,
                "Doc_0/Page.xml",
                "<ofd:Page %s><ofd:Content><ofd:Layer ID=\"2\">" + objects + "</ofd:Layer></ofd:Content></ofd:Page>");
        return OfdFile.read(parts);
    }

    private static void put(TreeMap<String, byte[]> parts, String name, String xml) {
        parts.put(name, xml.replace("%s", NAMESPACE).getBytes(UTF_8));
    }

    private static Color at(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x * 10, y * 10));
    }

    private static BufferedImage read(OfdPictures.Picture picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture.png()));
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
