package jinye.platform.directory;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import jinye.kernel.Refusal;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Looks into an uploaded sheet before anything reads it: by its content, never by its name. */
final class SheetGuard {

    /** 10,000 rows of eleven columns unpack to about 8 MB. */
    static final long UNPACKED_MAX = 40L * 1024 * 1024;

    private static final int ENTRIES_MAX = 500;

    private SheetGuard() {}

    static void check(byte[] content) {
        if (startsWith(content, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new Refused("directory.sheet-old");
        }
        if (!startsWith(content, 'P', 'K', 3, 4)) {
            throw new Refused("directory.sheet-type");
        }
        boolean workbook = false;
        long unpacked = 0;
        int entries = 0;
        var buffer = new byte[64 * 1024];
        // by the central directory, as the reader of sheets does: both must see the same file
        try (var zip = ZipFile.builder().setByteArray(content).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                if (++entries > ENTRIES_MAX) {
                    throw new Refused("directory.sheet-bomb");
                }
                var name = entry.getName();
                if (name.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin")) {
                    throw new Refused("directory.sheet-macro");
                }
                workbook |= name.equals("xl/workbook.xml");
                try (var in = zip.getInputStream(entry)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        unpacked += read;
                        if (unpacked > UNPACKED_MAX) {
                            throw new Refused("directory.sheet-bomb");
                        }
                    }
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw new Refused("directory.sheet-damaged");
        }
        if (!workbook) {
            throw new Refused("directory.sheet-type");
        }
    }

    private static boolean startsWith(byte[] content, int... bytes) {
        if (content.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((content[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    static final class Refused extends Refusal {
        Refused(String code, Object... facts) {
            super(Kind.INVALID, code, facts);
        }
    }
}
