package jinye.platform.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** Text of Word, Excel, PowerPoint, OpenDocument and OFD files, read straight from their XML with every length limited. */
final class OfficeText {

    private static final int ENTRIES_MAX = 500;
    private static final long ENTRY_BYTES_MAX = 32L * 1024 * 1024;

    private static final Pattern ENTRIES =
            Pattern.compile("word/(document|footnotes|endnotes|header\\d*|footer\\d*)\\.xml"
                    + "|xl/(sharedStrings|worksheets/sheet\\d+)\\.xml|ppt/slides/slide\\d+\\.xml|content\\.xml"
                    + "|(?:.*/)?Pages/[^/]+/Content\\.xml");

    /** w:t and a:t, ofd:TextCode, text:p and text:h; a cell's v only where it is not a number into the shared strings. */
    private static final Set<String> TEXTS = Set.of("t", "TextCode", "p", "h", "span");

    private static final Set<String> BREAKS = Set.of("p", "h", "si", "row", "TextObject", "br", "tab", "tc");

    private OfficeText() {}

    static void write(Path path, Writer out) throws IOException {
        try (var zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8)) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> ENTRIES.matcher(entry.getName()).matches())
                    .sorted(Comparator.comparingInt(
                                    (ZipEntry entry) -> entry.getName().length())
                            .thenComparing(ZipEntry::getName))
                    .limit(ENTRIES_MAX)
                    .toList();
            for (var entry : entries) {
                try (var in = new Limited(zip.getInputStream(entry))) {
                    read(in, entry.getName().equals("content.xml"), out);
                } catch (XMLStreamException damaged) {
                    // the other parts may still be readable
                }
                out.write('\n');
            }
        }
    }

    private static void read(InputStream in, boolean openDocument, Writer out) throws IOException, XMLStreamException {
        var reader = HardenedXml.read(in);
        int inside = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (isText(reader.getLocalName(), openDocument)) {
                        inside++;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (isText(reader.getLocalName(), openDocument)) {
                        inside--;
                    }
                    if (BREAKS.contains(reader.getLocalName())) {
                        out.write('\n');
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (inside > 0) {
                        out.write(reader.getText());
                    }
                }
                default -> {
                    // comments and the like are not text
                }
            }
        }
    }

    private static boolean isText(String element, boolean openDocument) {
        return TEXTS.contains(element) && (openDocument || element.equals("t") || element.equals("TextCode"));
    }

    /** Unpacks so much and no more: what an entry says of its own size is not believed. */
    private static final class Limited extends FilterInputStream {
        private long left = ENTRY_BYTES_MAX;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return left-- <= 0 ? -1 : super.read();
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = super.read(buffer, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
