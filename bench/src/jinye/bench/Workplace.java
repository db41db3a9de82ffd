package jinye.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * Where the measuring happens: the built application, the flags bin/run starts it with, and throw-away data folders.
 *
 * @param cache the ahead-of-time cache of fast starts; does not exist when the build could not make one
 */
record Workplace(Path folder, Path java, Path application, Path cache, Path classes, List<String> flags, Scale scale) {

    static Workplace fromProperties(Scale scale) {
        var target = path("bench.target");
        return new Workplace(
                target.resolve("bench"),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                target.resolve("application/jinye.jar"),
                target.resolve("application/jinye.aot"),
                path("bench.classes"),
                List.of(System.getProperty("bench.flags", "").split(" ")),
                scale);
    }

    /** An empty data folder in which statements are counted. */
    Path freshData(String scenario) throws IOException {
        var data = folder.resolve("data-" + scenario);
        remove(data);
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/custom.conf"), """
                shared_preload_libraries = 'pg_stat_statements'
                pg_stat_statements.track_planning = off
                """);
        return data;
    }

    void remove(Path data) {
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException inUse) {
            throw new IllegalStateException(
                    data + " cannot be emptied; does an application of an earlier run still use it?", inUse);
        }
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property)).toAbsolutePath();
    }
}
