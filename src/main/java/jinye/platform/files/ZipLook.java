package jinye.platform.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Tells zip containers apart by their entries (never by their name) and refuses those that are dangerous to open. */
final class ZipLook {

    private static final int ENTRIES_MAX = 10_000;
    private static final int DIRECTORY_MAX = 4 * 1024 * 1024;
    private static final long UNPACKED_MAX = 2L * 1024 * 1024 * 1024;

    /** Deflate packs at most about 1,030 to 1; office documents stay below 100 except for very small entries. */
    private static final int RATIO_MAX = 200;

    /** The test file stands alone in its entry. */
    private static final int VIRUS_HEAD = 1024;

    private static final long RATIO_FREE = 1024 * 1024;

    private static final Set<String> PROGRAMS = Set.of(
            "exe",
            "dll",
            "com",
            "scr",
            "pif",
            "cpl",
            "msi",
            "msp",
            "bat",
            "cmd",
            "ps1",
            "vbs",
            "vbe",
            "js",
            "jse",
            "wsf",
            "wsh",
            "hta",
            "jar",
            "class",
            "apk",
            "sh",
            "lnk",
            "reg",
            "inf",
            "chm",
            "sys",
            "gadget",
            "application",
            "html",
            "htm",
            "xhtml",
            "shtml",
            "mht",
            "mhtml",
            "php",
            "jsp",
            "jspx",
            "asp",
            "aspx",
            "py",
            "docm",
            "xlsm",
            "pptm",
            "dotm",
            "xltm",
            "xlam",
            "ppam",
            "potm",
            "ppsm");

    private ZipLook() {}

    static String at(Path path, String name) throws IOException {
        requireSmallDirectory(path, name);
        try (var zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8)) {
            return look(zip, name);
        } catch (ZipException | IllegalArgumentException damaged) {
            throw new FileLook.Broken(name);
        }
    }

    private static String look(ZipFile zip, String name) throws IOException {
        var names = new HashSet<String>();
        long unpacked = 0;
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            var entry = entries.nextElement();
            unpacked += Math.max(0, entry.getSize());
            boolean dense = entry.getSize() > RATIO_FREE
                    && entry.getSize() / RATIO_MAX > Math.max(1, entry.getCompressedSize());
            if (unpacked > UNPACKED_MAX || dense || leavesFolder(entry.getName()) || !names.add(entry.getName())) {
                throw new FileLook.Unsafe(name);
            }
            if (entry.getSize() <= VIRUS_HEAD) {
                try (var in = zip.getInputStream(entry)) {
                    FileLook.refuseVirus(in.readNBytes(VIRUS_HEAD), name);
                }
            }
        }
        var kind = kind(zip, names);
        if (!kind.equals("application/zip")) {
            if (names.stream().anyMatch(ZipLook::isMacro) || contentTypes(zip).contains("macroenabled")) {
                throw new FileLook.Macros(name);
            }
        } else if (names.stream().anyMatch(entry -> PROGRAMS.contains(extension(entry)))) {
            throw new FileLook.Executable(name);
        }
        return kind;
    }

    private static String kind(ZipFile zip, Set<String> names) throws IOException {
        if (names.contains("[Content_Types].xml")) {
            if (names.contains("word/document.xml")) {
                return "word-zip";
            }
            if (names.contains("xl/workbook.xml")) {
                return "sheet-zip";
            }
            if (names.contains("ppt/presentation.xml")) {
                return "slides-zip";
            }
            return "application/x-ooxml";
        }
        if (names.contains("OFD.xml")) {
            return "application/ofd";
        }
        if (names.contains("mimetype")) {
            return text(zip, "mimetype", 200).strip();
        }
        if (names.contains("META-INF/MANIFEST.MF") || names.contains("AndroidManifest.xml")) {
            return "application/java-archive";
        }
        return "application/zip";
    }

    /** VBA in Office files, Basic and Python in OpenDocument files. */
    private static boolean isMacro(String entry) {
        var lower = entry.toLowerCase(Locale.ROOT);
        return lower.endsWith("vbaproject.bin")
                || lower.endsWith("vbadata.xml")
                || lower.contains("/macrosheets/")
                || lower.startsWith("basic/")
                || lower.startsWith("scripts/")
                || lower.contains("activex/");
    }

    private static String contentTypes(ZipFile zip) throws IOException {
        return zip.getEntry("[Content_Types].xml") == null
                ? ""
                : text(zip, "[Content_Types].xml", 1024 * 1024).toLowerCase(Locale.ROOT);
    }

    private static String text(ZipFile zip, String entry, int bytesMax) throws IOException {
        var found = zip.getEntry(entry);
        try (var in = zip.getInputStream(found)) {
            return new String(in.readNBytes(bytesMax), StandardCharsets.UTF_8);
        }
    }

    private static boolean leavesFolder(String entry) {
        return entry.startsWith("/")
                || entry.contains("\\") && entry.contains("..")
                || entry.matches("(?s)[A-Za-z]:.*")
                || java.util.List.of(entry.split("[/\\\\]")).contains("..");
    }

    private static String extension(String entry) {
        return entry.substring(entry.lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** Read before the zip library does, because it would load a directory of any size into memory. */
    private static void requireSmallDirectory(Path path, String name) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            int length = (int) Math.min(file.length(), 22 + 0xffff);
            var bytes = new byte[length];
            file.seek(file.length() - length);
            file.readFully(bytes);
            var tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = length - 22; at >= 0; at--) {
                if (tail.getInt(at) == 0x06054b50) {
                    int entries = Short.toUnsignedInt(tail.getShort(at + 10));
                    long size = Integer.toUnsignedLong(tail.getInt(at + 12));
                    // the comment must reach the end exactly: otherwise two readers may see two different archives
                    boolean exact = at + 22 + Short.toUnsignedInt(tail.getShort(at + 20)) == length;
                    if (!exact) {
                        throw new FileLook.Broken(name);
                    }
                    if (entries > ENTRIES_MAX || size > DIRECTORY_MAX) {
                        throw new FileLook.Unsafe(name);
                    }
                    return;
                }
            }
            throw new FileLook.Broken(name);
        }
    }
}
