package jinye.platform.papers.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the parts of an OFD file; equal parts give equal bytes. */
public final class OfdParts {

    private static final String MAIN = "OFD.xml";
    /** The earliest moment a zip file knows; a real one would make equal documents unequal. */
    private static final long MOMENT = Instant.parse("1980-01-02T00:00:00Z").toEpochMilli();

    private OfdParts() {}

    public static byte[] pack(Map<String, byte[]> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            // readers look at the first part to learn what kind of file it is
            add(zip, MAIN, Objects.requireNonNull(parts.get(MAIN), MAIN));
            for (var part : new TreeMap<>(parts).entrySet()) {
                if (!part.getKey().equals(MAIN)) {
                    add(zip, part.getKey(), part.getValue());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(MOMENT);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
