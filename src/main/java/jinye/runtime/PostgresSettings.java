package jinye.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the embedded database is set. What durability and safety rest on is given on the command line, where no file can turn it
 * off; sizes may be changed in {@code <data>/postgres/custom.conf}.
 */
record PostgresSettings(int port, Path home) {

    private static final List<String> ALWAYS = List.of(
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            // a backup while the application runs needs the write-ahead log to be complete
            "wal_level=replica",
            "max_wal_senders=0",
            "max_replication_slots=2",
            "timezone=Asia/Shanghai",
            "log_timezone=Asia/Shanghai",
            "logging_collector=on",
            "log_filename=postgres-%a.log",
            "log_rotation_age=1d",
            "log_truncate_on_rotation=on");

    private static final List<String> UNLESS_CHANGED = List.of(
            "shared_buffers=96MB",
            "effective_cache_size=1GB",
            "work_mem=8MB",
            "maintenance_work_mem=64MB",
            "max_connections=60",
            "max_wal_size=1GB",
            "checkpoint_timeout=15min",
            "random_page_cost=1.1",
            "io_method=sync",
            "jit=off",
            "idle_in_transaction_session_timeout=10min",
            "log_min_duration_statement=2s",
            // people's data does not belong in a log
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0");

    List<String> arguments() {
        List<String> all = new ArrayList<>(ALWAYS);
        all.add("port=" + port);
        all.add("log_directory=" + home.resolve("logs"));
        return all;
    }

    /** The lines of the cluster's own configuration file: sizes, then whatever the administrator adds. */
    static List<String> fileLines(Path home) {
        List<String> all = new ArrayList<>();
        for (String setting : UNLESS_CHANGED) {
            int equals = setting.indexOf('=');
            all.add("%s = '%s'".formatted(setting.substring(0, equals), setting.substring(equals + 1)));
        }
        Path custom = home.resolve("custom.conf");
        if (Files.exists(custom)) {
            all.add("include '%s'".formatted(custom.toString().replace("'", "''")));
        }
        return all;
    }
}
