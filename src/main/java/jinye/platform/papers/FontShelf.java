package jinye.platform.papers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import jinye.platform.papers.FontBook.FontFile;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;

/**
 * Finds the fonts once and lends the one open book to one thread at a time: a page takes a few milliseconds, a second
 * book some 50 MB. The book is given up when memory runs short.
 */
@Component
@EnableConfigurationProperties(PaperSettings.class)
class FontShelf {

    private static final String CLASS_PATH = "classpath:";
    private static final int FOLDERS_DEEP_MAX = 6;

    private final PaperSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Map<FontRole, List<FontFile>> files;
    private SoftReference<FontBook> book = new SoftReference<>(null);

    FontShelf(PaperSettings settings) {
        this.settings = settings;
    }

    <T> T read(Function<FontBook, T> work) {
        lock.lock();
        try {
            FontBook open = book.get();
            if (open == null) {
                open = new FontBook(find());
                book = new SoftReference<>(open);
            }
            return work.apply(open);
        } finally {
            lock.unlock();
        }
    }

    private Map<FontRole, List<FontFile>> find() {
        Map<FontRole, List<FontFile>> found = files;
        if (found != null) {
            return found;
        }
        found = new EnumMap<>(FontRole.class);
        Properties known = known();
        Map<String, Path> present = present();
        for (FontRole role : FontRole.values()) {
            String key = role.name().toLowerCase(Locale.ROOT);
            List<String> names = new ArrayList<>(settings.fonts().getOrDefault(key, List.of()));
            names.addAll(List.of(known.getProperty(key, "").split("\\|")));
            found.put(
                    role,
                    names.stream()
                            .flatMap(name -> locate(name.strip(), present))
                            .toList());
        }
        files = found;
        return found;
    }

    private static Stream<FontFile> locate(String entry, Map<String, Path> present) {
        int hash = entry.indexOf('#');
        String name = hash < 0 ? entry : entry.substring(0, hash);
        String member = hash < 0 ? null : entry.substring(hash + 1);
        if (name.startsWith(CLASS_PATH)) {
            var resource = new ClassPathResource(name.substring(CLASS_PATH.length()));
            return resource.exists() ? Stream.of(new FontFile(resource, member)) : Stream.empty();
        }
        Path path = present.getOrDefault(name.toLowerCase(Locale.ROOT), Path.of(name));
        return path.isAbsolute() && Files.isReadable(path)
                ? Stream.of(new FontFile(new FileSystemResource(path), member))
                : Stream.empty();
    }

    private static Properties known() {
        var known = new Properties();
        try (InputStream stream = new ClassPathResource("modules/papers/fonts.properties").getInputStream()) {
            known.load(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return known;
    }

    private Map<String, Path> present() {
        Map<String, Path> present = new HashMap<>();
        for (String name : settings.fontFolders()) {
            Path folder = Path.of(name);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> paths = Files.walk(folder, FOLDERS_DEEP_MAX, FileVisitOption.FOLLOW_LINKS)) {
                paths.forEach(path -> present.putIfAbsent(
                        path.getFileName().toString().toLowerCase(Locale.ROOT), path.toAbsolutePath()));
            } catch (IOException | UncheckedIOException unreadable) {
                // a folder one may not read holds no fonts for us; the application's own remain
                continue;
            }
        }
        return present;
    }
}
