package jinye.platform.files;

import java.io.InputStream;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Takes files in: name, size, bytes, content, row, in this order. Nothing is left of a file that is refused. */
@Component
class FileReception {

    private static final long MEGABYTE = 1024 * 1024;

    private final FileFolder folder;
    private final FileRows rows;
    private final AllowedTypes types;
    private final VirusScanner scanner;
    private final long sizeMax;

    FileReception(
            FileFolder folder,
            FileRows rows,
            AllowedTypes types,
            VirusScanner scanner,
            @Value("${jinye.files.size-max:100MB}") DataSize sizeMax) {
        this.folder = folder;
        this.rows = rows;
        this.types = types;
        this.scanner = scanner;
        this.sizeMax = sizeMax.toBytes();
    }

    /** What can be known before a single byte has come. @param size bytes announced, null when the sender did not say */
    Expected expect(String claimedName, @Nullable Long size) {
        var name = FileName.clean(claimedName);
        var type = types.inForce(name.extension())
                .orElseThrow(() -> new TypeNotAllowed(name.text(), String.join("、", types.extensionsInForce())));
        long limit = Math.min(sizeMax, type.sizeMax());
        if (size != null && size > limit) {
            throw new TooLarge(name.text(), limit);
        }
        if (size != null && size == 0) {
            throw new Empty(name.text());
        }
        folder.requireRoom(size == null ? 0 : size);
        return new Expected(name, type, limit);
    }

    record Expected(FileName name, AllowedTypes.AllowedType type, long sizeMax) {}

    /** @param upload id of the resumable upload it came from, null when it came in one piece */
    StoredFile receive(long person, String claimedName, InputStream content, @Nullable String upload) {
        var expected = expect(claimedName, null);
        var name = expected.name().text();
        try (var received = folder.receive(content, expected.sizeMax())) {
            if (received.size() == 0) {
                throw new Empty(name);
            }
            var found = FileLook.at(received.path(), name);
            if (!expected.type().contents().contains(found)) {
                throw new Disguised(name, expected.type().term());
            }
            scanner.scan(received.path(), name);
            folder.keep(received);
            return rows.add(name, expected.type().type(), received.size(), received.sha256(), person, upload);
        } catch (FileFolder.TooLong tooLong) {
            throw new TooLarge(name, expected.sizeMax());
        }
    }

    static final class NameMissing extends Refusal {
        NameMissing() {
            super(Kind.INVALID, "files.name-missing");
        }
    }

    static final class TypeNotAllowed extends Refusal {
        TypeNotAllowed(String name, String allowed) {
            super(Kind.INVALID, "files.type-not-allowed", name, allowed);
        }
    }

    static final class Empty extends Refusal {
        Empty(String name) {
            super(Kind.INVALID, "files.empty", name);
        }
    }

    static final class TooLarge extends Refusal {
        TooLarge(String name, long limit) {
            super(Kind.TOO_LARGE, "files.too-large", name, Math.max(1, limit / MEGABYTE));
        }
    }

    static final class Disguised extends Refusal {
        Disguised(String name, String term) {
            super(Kind.INVALID, "files.disguised", name, term);
        }
    }
}
