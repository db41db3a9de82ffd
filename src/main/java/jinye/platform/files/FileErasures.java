package jinye.platform.files;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Bytes destroyed by rule: marked within the transaction, deleted after it; a round each night repeats what a crash left. */
@Component
class FileErasures {

    private static final Logger log = LoggerFactory.getLogger(FileErasures.class);

    private final FileFolder folder;
    private final JdbcClient database;
    private final TransactionTemplate apart;
    private final Clock clock;

    FileErasures(FileFolder folder, JdbcClient database, PlatformTransactionManager transactions, Clock clock) {
        this.folder = folder;
        this.database = database;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    void requireKept(long id) {
        database.sql("select erased_because from files.file where id = ? and erased_at is not null")
                .param(id)
                .query(String.class)
                .optional()
                .ifPresent(because -> {
                    throw new Erased(because);
                });
    }

    void erase(Collection<Long> ids, String because) {
        var now = Moments.to(clock.instant());
        var asked = ids.toArray(Long[]::new);
        database.sql("update files.file set erased_at = ?, erased_because = ? where id = any(?) and erased_at is null")
                .params(now, because, asked)
                .update();
        var digests = database.sql("""
                        select distinct f.sha256 from files.file f where f.id = any(?)
                        and not exists (select 1 from files.file o where o.sha256 = f.sha256 and o.erased_at is null)""").param(asked).query(String.class).list();
        for (var digest : digests) {
            database.sql("delete from files.extracted_text where sha256 = ?")
                    .param(digest)
                    .update();
            database.sql("""
                            insert into files.erasure(sha256, asked_at) values (?, ?)
                            on conflict (sha256) do update set asked_at = excluded.asked_at, done_at = null""").params(digest, now).update();
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                digests.forEach(FileErasures.this::deleteApart);
            }
        });
    }

    /** Whoever stored the same bytes anew since keeps them. */
    void round() {
        List<String> open = database.sql("select sha256 from files.erasure where done_at is null order by asked_at")
                .query(String.class)
                .list();
        open.forEach(this::deleteApart);
    }

    /** After a commit the connection still belongs to what was committed. */
    private void deleteApart(String sha256) {
        apart.executeWithoutResult(status -> delete(sha256));
    }

    private void delete(String sha256) {
        boolean needed = database.sql("select exists (select 1 from files.file where sha256 = ? and erased_at is null)")
                .param(sha256)
                .query(Boolean.class)
                .single();
        try {
            if (!needed) {
                Files.deleteIfExists(folder.place(sha256));
            }
            database.sql("update files.erasure set done_at = ? where sha256 = ?")
                    .params(Moments.to(clock.instant()), sha256)
                    .update();
        } catch (IOException kept) {
            log.warn("Bytes {} are to be destroyed and could not be; the next round tries again", sha256, kept);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> eraseFiles(FileErasures erasures) {
            return Tasks.recurring("files.erase", Schedules.daily(Moments.ZONE, LocalTime.of(3, 10)))
                    .execute((instance, context) -> erasures.round());
        }
    }

    static final class Erased extends Refusal {
        Erased(String because) {
            super(Kind.CONFLICT, "files.erased", because);
        }
    }
}
