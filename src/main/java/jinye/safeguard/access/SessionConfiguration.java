package jinye.safeguard.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions in the database at the price of one statement a request. As they come they cost four: each would be read in a
 * transaction of its own, and written back in another only to say that it was used again.
 */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(tableName = "access.session")
class SessionConfiguration {

    @Bean
    @Primary
    SeldomTouchedSessions seldomTouchedSessions(JdbcIndexedSessionRepository repository) {
        return new SeldomTouchedSessions(repository);
    }

    /** Outside any transaction under way, as a session must not be undone with it; a single statement needs none of its own. */
    @Bean(defaultCandidate = false)
    TransactionOperations springSessionTransactionOperations(PlatformTransactionManager transactions) {
        var outside = new TransactionTemplate(transactions);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        return outside;
    }
}
