package jinye.runtime;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code bin/run --backup} and {@code --restore} start instead of the application. */
public final class BackupCommand {

    private BackupCommand() {}

    /** Arguments: {@code backup} or {@code restore}, the archive, the data folder. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out, System.err));
    }

    static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.length != 3) {
            err.println("Arguments: backup|restore ARCHIVE DATA-FOLDER");
            return 2;
        }
        Path archive = Path.of(arguments[1]).toAbsolutePath().normalize();
        Path data = Path.of(arguments[2]).toAbsolutePath().normalize();
        try {
            refuseExternal(environment.get("SPRING_DATASOURCE_URL"), data);
            var backup = new Backup(data, EmbeddedPostgres.home(data));
            if (arguments[0].equals("backup")) {
                int files = backup.write(archive);
                out.printf(
                        "已备份到 %s（%d 个文件，%d MB）。 Backed up.%n",
                        archive, files, archive.toFile().length() >> 20);
            } else {
                backup.restore(archive);
                out.printf("已将 %s 恢复到 %s，可以启动了。 Restored; Jinye may be started on it.%n", archive, data);
            }
            return 0;
        } catch (CannotStart refused) {
            err.println(refused.sentence());
            return refused.getExitCode();
        }
    }

    private static void refuseExternal(@Nullable String url, Path data) {
        if (url != null && !url.isBlank()) {
            throw new CannotStart(
                    "当前使用外部数据库，请用 pg_dump 备份它，并另行备份 %s 目录。".formatted(data.resolve("files")),
                    "The database is an external one: back it up with pg_dump, and the folder %s beside it."
                            .formatted(data.resolve("files")));
        }
    }
}
