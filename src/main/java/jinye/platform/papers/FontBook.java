package jinye.platform.papers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.fontbox.ttf.OS2WindowsMetricsTable;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;

/**
 * Opened fonts by role. Per role an ordered list: the first file that has the character wins, so a customer's licensed
 * font goes in front and rare characters fall through. Files are opened when first needed. Not thread-safe.
 */
final class FontBook {

    private static final Logger LOG = LoggerFactory.getLogger(FontBook.class);
    private static final int EMBEDDING_FORBIDDEN = 0x0002;
    private static final int SUBSETTING_FORBIDDEN = 0x0100;

    /** @param member name of one font in a collection */
    record FontFile(Resource file, @Nullable String member) {}

    private final Map<FontRole, List<FontFile>> files;
    private final Map<FontFile, Optional<Face>> opened = new HashMap<>();

    FontBook(Map<FontRole, List<FontFile>> files) {
        this.files = new EnumMap<>(files);
    }

    /** The face that gives a role its look. */
    Face first(FontRole role) {
        for (FontFile file : files(role)) {
            Optional<Face> face = open(file);
            if (face.isPresent()) {
                return face.get();
            }
        }
        throw new IllegalStateException("No usable font for " + role + ": set jinye.papers.fonts."
                + role.name().toLowerCase(Locale.ROOT) + " or build the application with its own fonts");
    }

    /** The face for a character in this role, else one from any role, null when no font has it. */
    @Nullable
    Face find(FontRole role, int character) {
        Face face = findIn(role, character);
        for (FontRole other : FontRole.values()) {
            if (face != null) {
                return face;
            }
            face = other == role ? null : findIn(other, character);
        }
        return face;
    }

    private @Nullable Face findIn(FontRole role, int character) {
        for (FontFile file : files(role)) {
            Optional<Face> face = open(file);
            if (face.isPresent() && face.get().has(character)) {
                return face.get();
            }
        }
        return null;
    }

    private List<FontFile> files(FontRole role) {
        return files.getOrDefault(role, List.of());
    }

    private Optional<Face> open(FontFile file) {
        Optional<Face> face = opened.get(file);
        if (face == null) {
            face = read(file);
            opened.put(file, face);
        }
        return face;
    }

    private static Optional<Face> read(FontFile file) {
        try (InputStream stream = file.file().getInputStream()) {
            TrueTypeFont font = parse(stream, file);
            if (font == null) {
                LOG.warn("Font {} has no member {}", file.file(), file.member());
                return Optional.empty();
            }
            if (font.getTableMap().get("glyf") == null) {
                LOG.warn("Font {} has no TrueType outlines and cannot be embedded", file.file());
                return Optional.empty();
            }
            OS2WindowsMetricsTable rights = font.getOS2Windows();
            if (rights != null && (rights.getFsType() & (EMBEDDING_FORBIDDEN | SUBSETTING_FORBIDDEN)) != 0) {
                LOG.warn("Font {} forbids embedding and is left out", file.file());
                return Optional.empty();
            }
            return Optional.of(new Face(font));
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.warn("Font {} cannot be read and is left out", file.file(), unreadable);
            return Optional.empty();
        }
    }

    private static @Nullable TrueTypeFont parse(InputStream stream, FontFile file) throws IOException {
        String name = String.valueOf(file.file().getFilename()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".ttc")) {
            // the collection stays open as long as its member is used: the member reads from it
            @SuppressWarnings("resource")
            var collection = new TrueTypeCollection(stream);
            return collection.getFontByName(file.member() == null ? "" : file.member());
        }
        return new TTFParser().parse(new RandomAccessReadBuffer(stream.readAllBytes()));
    }
}
