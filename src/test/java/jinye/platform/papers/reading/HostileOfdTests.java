package jinye.platform.papers.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jinye.platform.papers.OfdSample;
import jinye.platform.papers.reading.OfdRefused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files made to harm are refused by name, at once, and nothing of them is executed, fetched or written. */
class HostileOfdTests {

    private static final byte[] GOOD = OfdSample.letter();
    private static final Map<String, byte[]> PARTS = OfdFile.read(GOOD).parts();
    private static final String PAGE = "Doc_0/Pages/Page_0/Content.xml";
    private static final String DOCUMENT = "Doc_0/Document.xml";

    @Test
    void aGoodFileIsReadWithItsTextAndWhatItSaysAboutItself() {
        var file = OfdFile.read(GOOD);

        assertThat(file.about()).containsEntry("Title", OfdSample.TITLE);
        assertThat(file.pages().getFirst().text().replaceAll("\\s", "")).contains(OfdSample.TITLE);
        assertThat(file.pages().getFirst().width()).isEqualTo(210);
        assertThat(file.fonts()).isNotEmpty();
        assertThat(file.signatures()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/cron.d/x, BAD_NAME",
        "/abs, BAD_NAME",
        "C:\\x, BAD_NAME",
        "a//b, BAD_NAME",
        "ofd.XML, DUPLICATE_NAME",
    })
    void namesThatLeadOutsideOrCollideAreRefused(String name, Reason reason) {
        refuses(packed(with(name, new byte[3])), reason);
    }

    @Test
    void bombsAreNotUnpacked() {
        refuses(packed(with("Doc_0/Res/bomb.bin", new byte[60 << 20])), Reason.COMPRESSION_RATIO);
        refuses(packed(with("Doc_0/Res/bomb.bin", new byte[65 << 20])), Reason.PART_TOO_LARGE);
        var many = new TreeMap<>(PARTS);
        for (int i = 0; i < 5_001; i++) {
            many.put("x/" + i, new byte[1]);
        }
        refuses(packed(many), Reason.TOO_MANY_PARTS);
    }

    @Test
    void whatTwoProgramsCouldReadDifferentlyIsRefused() {
        refuses(joined("MZ program".getBytes(UTF_8), GOOD), Reason.NOT_ZIP);
        refuses(joined(GOOD, "tail".getBytes(UTF_8)), Reason.NOT_ZIP);
        var local = GOOD.clone();
        local[30] ^= 1;
        refuses(local, Reason.AMBIGUOUS_ZIP);
        refuses(new byte[0], Reason.NOT_ZIP);
        refuses("hello".getBytes(UTF_8), Reason.NOT_ZIP);
    }

    @Test
    void nothingIsFetchedOrExpanded() {
        var entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
        refuses(changed("OFD.xml", xml -> xml.replaceFirst("\\?>", "?>" + entity)), Reason.DOCTYPE);
        var laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><x>&b;</x>";
        refuses(changed(PAGE, xml -> laughs), Reason.DOCTYPE);
        refuses(changed(PAGE, xml -> "<a>".repeat(100_000) + "</a>".repeat(100_000)), Reason.BAD_XML);
        var page = "Pages/Page_0/Content.xml";
        refuses(changed(DOCUMENT, xml -> xml.replace(page, "../../../etc/passwd")), Reason.BAD_REFERENCE);
        refuses(changed(DOCUMENT, xml -> xml.replace(page, "http://example.org/x")), Reason.BAD_REFERENCE);
    }

    @ParameterizedTest
    @CsvSource({"9000000000, BAD_NUMBER", "NaN, BAD_NUMBER", "0, PAGE_SIZE", "5000, PAGE_SIZE"})
    void monstrousPagesAreRefused(String width, Reason reason) {
        refuses(changed(PAGE, xml -> xml.replace("0 0 210 297", "0 0 " + width + " 297")), reason);
    }

    @Test
    void aPartUsedAsManyPagesIsRefused() {
        var again = "<ofd:Page ID=\"9\" BaseLoc=\"Pages/Page_0/Content.xml\"/>".repeat(4_000);
        refuses(changed(DOCUMENT, xml -> xml.replace("<ofd:Pages>", "<ofd:Pages>" + again)), Reason.BAD_REFERENCE);
    }

    @Test
    void countsThatLieCostNothing() {
        var file = OfdFile.read(changed(PAGE, xml -> xml.replace("DeltaX=\"", "DeltaX=\"g 900000 1 ")));

        assertThat(file.pages()).isNotEmpty();
    }

    @Test
    void missingPartsAreNamed() {
        for (var part : PARTS.keySet()) {
            if (!part.equals("OFD.xml")) {
                var without = new TreeMap<>(PARTS);
                without.remove(part);
                refuses(packed(without), Reason.MISSING_PART);
            }
        }
    }

    @Test
    void damagedFilesAreRefusedAndNeverBreakTheReader() {
        var random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            var damaged = GOOD.clone();
            for (int k = 0; k <= i % 8; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            var sent = i % 5 == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
            try {
                OfdFile.read(sent);
            } catch (OfdRefused refusal) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(580);
    }

    private static void refuses(byte[] file, Reason reason) {
        assertThatExceptionOfType(OfdRefused.class)
                .isThrownBy(() -> OfdFile.read(file))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private static Map<String, byte[]> with(String name, byte[] content) {
        var parts = new TreeMap<>(PARTS);
        parts.put(name, content);
        return parts;
    }

    private static byte[] changed(String part, UnaryOperator<String> change) {
        return packed(
                with(part, change.apply(new String(PARTS.get(part), UTF_8)).getBytes(UTF_8)));
    }

    private static byte[] packed(Map<String, byte[]> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] two) {
        var joined = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, joined, one.length, two.length);
        return joined;
    }
}
