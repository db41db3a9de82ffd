package jinye.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One property decides which database is used. */
class ExternalDatabaseTests {

    @TempDir
    Path folder;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
            .withUserConfiguration(DatabaseConfiguration.class);

    @Test
    void aNamedDatabaseIsUsedAndNoneStarted() {
        try (var elsewhere = EmbeddedPostgres.start(folder.resolve("elsewhere"), EmbeddedPostgresTests.PROGRAMS)) {
            application
                    .withPropertyValues(
                            "jinye.data=" + folder.resolve("data"),
                            "spring.datasource.url=" + elsewhere.url(),
                            "spring.datasource.username=" + EmbeddedPostgres.ROLE,
                            "spring.datasource.password="
                                    + elsewhere.passwords().application())
                    .run(context -> {
                        assertThat(context).doesNotHaveBean(EmbeddedPostgres.class);
                        assertThat(portOfServer(context.getBean(DataSource.class)))
                                .isEqualTo(elsewhere.port());
                    });
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void withoutAnyTheDataFolderHasItsOwn() {
        application
                .withPropertyValues(
                        "jinye.data=" + folder.resolve("data"),
                        "jinye.postgres-programs=" + EmbeddedPostgresTests.PROGRAMS)
                .run(context -> assertThat(portOfServer(context.getBean(DataSource.class)))
                        .isEqualTo(context.getBean(EmbeddedPostgres.class).port()));
    }

    private static int portOfServer(DataSource database) {
        return JdbcClient.create(database)
                .sql("select inet_server_port()")
                .query(Integer.class)
                .single();
    }
}
