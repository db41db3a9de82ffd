package jinye.platform.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells OLE compound files (Word, Excel, PowerPoint 97-2003, WPS) apart. Directory entries are 128 bytes long and aligned, so
 * they are found by walking the file in steps of 128 bytes: no chain to follow, none to loop in, and nothing can hide.
 */
final class OleLook {

    private static final int ENTRY = 128;
    private static final int NAME_LENGTH_AT = 64;
    private static final int KIND_AT = 66;

    private static final Set<String> MACROS = Set.of("VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros", "PROJECTwm");

    private OleLook() {}

    static String at(Path path, String name) throws IOException {
        var names = names(path);
        if (names.stream().anyMatch(MACROS::contains)) {
            throw new FileLook.Macros(name);
        }
        if (names.contains("WordDocument")) {
            return "word-ole";
        }
        if (names.contains("Workbook") || names.contains("Book")) {
            return "sheet-ole";
        }
        return names.contains("PowerPoint Document") ? "slides-ole" : "application/x-ole";
    }

    private static Set<String> names(Path path) throws IOException {
        var names = new HashSet<String>();
        try (var in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            for (var entry = in.readNBytes(ENTRY); entry.length == ENTRY; entry = in.readNBytes(ENTRY)) {
                int length = (entry[NAME_LENGTH_AT] & 0xff) | (entry[NAME_LENGTH_AT + 1] & 0xff) << 8;
                boolean plausible =
                        length > 2 && length <= 64 && length % 2 == 0 && entry[KIND_AT] >= 1 && entry[KIND_AT] <= 5;
                if (plausible && entry[length - 1] == 0 && entry[length - 2] == 0 && names.size() < 10_000) {
                    names.add(new String(entry, 0, length - 2, StandardCharsets.UTF_16LE));
                }
            }
        }
        return names;
    }
}
