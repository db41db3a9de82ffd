package jinye.platform.papers.reading;

import static jinye.platform.papers.reading.OfdRefused.Reason.AMBIGUOUS_ZIP;
import static jinye.platform.papers.reading.OfdRefused.Reason.BAD_NAME;
import static jinye.platform.papers.reading.OfdRefused.Reason.COMPRESSION_RATIO;
import static jinye.platform.papers.reading.OfdRefused.Reason.DAMAGED;
import static jinye.platform.papers.reading.OfdRefused.Reason.DUPLICATE_NAME;
import static jinye.platform.papers.reading.OfdRefused.Reason.ENCRYPTED;
import static jinye.platform.papers.reading.OfdRefused.Reason.NOT_ZIP;
import static jinye.platform.papers.reading.OfdRefused.Reason.PACKAGE_TOO_LARGE;
import static jinye.platform.papers.reading.OfdRefused.Reason.PART_TOO_LARGE;
import static jinye.platform.papers.reading.OfdRefused.Reason.TOO_MANY_PARTS;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a zip file by its directory, in memory and within limits, and refuses everything two programs could read differently. */
final class ZipParts {

    private static final int FILE_MAX = 128 << 20;
    private static final int PARTS_MAX = 5_000;
    private static final int PART_MAX = 64 << 20;
    private static final long TOTAL_MAX = 256L << 20;
    private static final int RATIO_MAX = 200;
    /** Small parts may be as compressible as they like. */
    private static final int RATIO_FROM = 1 << 20;

    private static final int NAME_MAX = 260;
    private static final int COMMENT_MAX = 65_535;
    private static final int END_LENGTH = 22;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** What the directory says about one part; the lengths are in bytes. */
    private record Entry(
            String name, int nameLength, int flags, int method, int crc, int packed, int unpacked, int local) {}

    private final byte[] file;
    private final ByteBuffer bytes;
    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final Map<String, String> names = new TreeMap<>();
    private final TreeMap<Integer, Integer> taken = new TreeMap<>();
    private long total;
    /** Where the directory stops. */
    private int end;

    private ZipParts(byte[] file) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Map<String, byte[]> of(byte[] file) {
        if (file.length > FILE_MAX) {
            throw new OfdRefused(PACKAGE_TOO_LARGE, file.length + " B");
        }
        var zip = new ZipParts(file);
        zip.read();
        return zip.parts;
    }

    private void read() {
        end = findEnd();
        if (end < 0 || bytes.getInt(0) != LOCAL) {
            throw new OfdRefused(NOT_ZIP, "");
        }
        int count = word(end + 10);
        int size = bytes.getInt(end + 12);
        int at = bytes.getInt(end + 16);
        boolean zip64 = count == 0xffff || at == -1;
        if (zip64 || at < 0 || size < 0 || (long) at + size != end || word(end + 8) != count) {
            throw new OfdRefused(AMBIGUOUS_ZIP, "");
        }
        if (count > PARTS_MAX) {
            throw new OfdRefused(TOO_MANY_PARTS, Integer.toString(count));
        }
        for (int i = 0; i < count; i++) {
            if (at + ENTRY_LENGTH > end || bytes.getInt(at) != ENTRY) {
                throw new OfdRefused(DAMAGED, "");
            }
            var entry = entry(at);
            at += ENTRY_LENGTH + entry.nameLength() + word(at + 30) + word(at + 32);
            take(entry);
        }
    }

    private int findEnd() {
        for (int at = file.length - END_LENGTH; at >= Math.max(0, file.length - END_LENGTH - COMMENT_MAX); at--) {
            if (bytes.getInt(at) == END && at + END_LENGTH + word(at + 20) == file.length) {
                return at;
            }
        }
        return -1;
    }

    private int word(int at) {
        return bytes.getShort(at) & 0xffff;
    }

    private Entry entry(int at) {
        int nameLength = word(at + 28);
        if (at + ENTRY_LENGTH + nameLength > end) {
            throw new OfdRefused(DAMAGED, "");
        }
        return new Entry(
                name(at + ENTRY_LENGTH, nameLength),
                nameLength,
                word(at + 8),
                word(at + 10),
                bytes.getInt(at + 16),
                bytes.getInt(at + 20),
                bytes.getInt(at + 24),
                bytes.getInt(at + 42));
    }

    private void take(Entry entry) {
        var name = entry.name();
        if ((entry.flags() & 1) != 0) {
            throw new OfdRefused(ENCRYPTED, name);
        }
        // some producers name their folders too
        boolean folder = name.endsWith("/") && entry.unpacked() == 0;
        refuseBadName(folder ? name.substring(0, name.length() - 1) : name);
        int data = data(entry);
        if (names.put(name.toLowerCase(Locale.ROOT), name) != null) {
            throw new OfdRefused(DUPLICATE_NAME, name);
        }
        if (entry.unpacked() > PART_MAX) {
            throw new OfdRefused(PART_TOO_LARGE, name);
        }
        if (entry.unpacked() > RATIO_FROM && entry.unpacked() / Math.max(1, entry.packed()) > RATIO_MAX) {
            throw new OfdRefused(COMPRESSION_RATIO, name);
        }
        total += entry.unpacked();
        if (total > TOTAL_MAX) {
            throw new OfdRefused(PACKAGE_TOO_LARGE, total + " B");
        }
        if (!folder) {
            parts.put(name, unpack(entry, data));
        }
    }

    /** Where the bytes of the part begin; what stands in front of them must say the same as the directory. */
    private int data(Entry entry) {
        int local = entry.local();
        boolean outside = entry.packed() < 0 || entry.unpacked() < 0 || local < 0 || (long) local + LOCAL_LENGTH > end;
        if (outside || bytes.getInt(local) != LOCAL) {
            throw new OfdRefused(AMBIGUOUS_ZIP, entry.name());
        }
        int nameLength = word(local + 26);
        int data = local + LOCAL_LENGTH + nameLength + word(local + 28);
        if ((long) data + entry.packed() > end
                || nameLength != entry.nameLength()
                || !name(local + LOCAL_LENGTH, nameLength).equals(entry.name())
                || word(local + 8) != entry.method()) {
            throw new OfdRefused(AMBIGUOUS_ZIP, entry.name());
        }
        var before = taken.floorEntry(data + entry.packed() - 1);
        if (before != null && before.getValue() > local) {
            throw new OfdRefused(AMBIGUOUS_ZIP, entry.name());
        }
        taken.put(local, data + entry.packed());
        return data;
    }

    private byte[] unpack(Entry entry, int at) {
        var unpacked = new byte[entry.unpacked()];
        if (entry.method() == STORED && entry.packed() == entry.unpacked()) {
            System.arraycopy(file, at, unpacked, 0, unpacked.length);
        } else if (entry.method() == DEFLATED) {
            inflate(entry, at, unpacked);
        } else {
            throw new OfdRefused(DAMAGED, entry.name());
        }
        var checksum = new CRC32();
        checksum.update(unpacked);
        if ((int) checksum.getValue() != entry.crc()) {
            throw new OfdRefused(DAMAGED, entry.name());
        }
        return unpacked;
    }

    private void inflate(Entry entry, int at, byte[] unpacked) {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(file, at, entry.packed());
            int got = 0;
            int more = -1;
            while (got < unpacked.length && more != 0) {
                more = inflater.inflate(unpacked, got, unpacked.length - got);
                got += more;
            }
            boolean longer = !inflater.finished() && inflater.inflate(new byte[1]) != 0;
            if (got != unpacked.length || longer) {
                throw new OfdRefused(DAMAGED, entry.name());
            }
        } catch (DataFormatException damaged) {
            throw new OfdRefused(DAMAGED, entry.name());
        }
    }

    private String name(int at, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file, at, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new OfdRefused(BAD_NAME, "");
        }
    }

    private static void refuseBadName(String name) {
        boolean bad = name.isEmpty()
                || name.length() > NAME_MAX
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0;
        for (var step : name.split("/", -1)) {
            bad |= step.isEmpty()
                    || step.equals("..")
                    || step.equals(".")
                    || step.chars().anyMatch(Character::isISOControl);
        }
        if (bad) {
            throw new OfdRefused(BAD_NAME, name);
        }
    }
}
