package jinye.runtime;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Starts the embedded database unless {@code spring.datasource.url} names an external one. */
@Configuration(proxyBeanMethods = false)
@Conditional(DatabaseConfiguration.NoExternalDatabase.class)
class DatabaseConfiguration {

    /** @param programs where PostgreSQL is unpacked; several data folders may share it */
    @Bean(destroyMethod = "close")
    EmbeddedPostgres embeddedPostgres(
            @Value("${jinye.data}") Path data,
            @Value("${jinye.postgres-programs:${jinye.data}/postgres}") Path programs) {
        return EmbeddedPostgres.start(data, programs);
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(EmbeddedPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return EmbeddedPostgres.ROLE;
            }

            @Override
            public String getPassword() {
                return postgres.passwords().application();
            }

            @Override
            public String getJdbcUrl() {
                return postgres.url();
            }
        };
    }

    static class NoExternalDatabase extends NoneNestedConditions {

        NoExternalDatabase() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @ConditionalOnProperty("spring.datasource.url")
        static class ExternalDatabase {}
    }
}
