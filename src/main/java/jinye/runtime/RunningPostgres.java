package jinye.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the server that another process runs on the same data folder: PostgreSQL notes its port in its process id file. */
final class RunningPostgres {

    private static final int PORT_LINE = 3;

    private RunningPostgres() {}

    static int port(Path home) {
        try {
            List<String> lines =
                    Files.readAllLines(PostgresCluster.folderIn(home).resolve("postmaster.pid"));
            if (lines.size() > PORT_LINE) {
                return Integer.parseInt(lines.get(PORT_LINE).strip());
            }
        } catch (IOException | NumberFormatException starting) {
            // said below
        }
        throw new CannotStart(
                "金叶正在启动或停止，请稍后再备份。", "Jinye is just starting or stopping; make the backup a moment later.");
    }
}
