package jinye.office.documents;

import java.time.LocalDate;
import java.util.Set;
import jinye.office.documents.seals.Seals;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The documents of the demo bureau, each in a telling state, made by the same acts a person would use. Nothing is written into
 * tables directly: what the samples show can be done.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class SampleDocuments implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SampleDocuments.class);
    private static final double SEAL_DIAMETER = 42;
    private static final double SIGNATURE_SIZE = 24;

    private final boolean wanted;
    private final SampleActs acts;
    private final Seals seals;
    private final Directory directory;
    private final boolean documentsWanted;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SampleDocuments(
            @Value("${jinye.demo:false}") boolean wanted,
            @Value("${jinye.role:province}") String role,
            SampleActs acts,
            Seals seals,
            Directory directory,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.wanted = wanted;
        this.documentsWanted = wanted && role.equals("province");
        this.acts = acts;
        this.seals = seals;
        this.directory = directory;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!wanted || directory.allUnits().isEmpty()) {
            return;
        }
        long started = System.nanoTime();
        if (seals.none()) {
            transaction.executeWithoutResult(status -> registerSeals());
            log.info("Seals of the demo bureau registered in {} ms", (System.nanoTime() - started) / 1_000_000);
        }
        boolean empty = jdbc.sql("select not exists (select 1 from documents.document)")
                .query(Boolean.class)
                .single();
        if (empty && documentsWanted) {
            var samples =
                    Sample.all().stream().filter(sample -> !isPrinted(sample)).toList();
            // one transaction: a process killed in the middle begins anew the next time
            transaction.executeWithoutResult(status -> samples.forEach(acts::make));
            log.info("{} sample documents made in {} ms", samples.size(), (System.nanoTime() - started) / 1_000_000);
        }
    }

    /**
     * Printing takes seconds the first time, so the documents that need it follow when everybody can work already. One that a
     * killed process left out is made at the next start.
     */
    @EventListener
    void printed(ApplicationReadyEvent ready) {
        if (!documentsWanted || directory.allUnits().isEmpty()) {
            return;
        }
        Thread.ofVirtual().name("sample-documents").start(() -> {
            try {
                Sample.all().stream()
                        .filter(SampleDocuments::isPrinted)
                        .filter(this::isMissing)
                        .forEach(sample -> transaction.executeWithoutResult(status -> acts.make(sample)));
            } catch (RuntimeException stopped) {
                // the application was stopped meanwhile, or somebody was quicker; the next start makes up for it
                log.debug("Printed samples are not made", stopped);
            }
        });
    }

    private static boolean isPrinted(Sample sample) {
        return Set.of("seal", "distribute").contains(sample.text("until", ""));
    }

    private boolean isMissing(Sample sample) {
        return jdbc.sql("select not exists (select 1 from documents.document where title = :title)")
                .param("title", sample.text("title", ""))
                .query(Boolean.class)
                .single();
    }

    /** Every bureau has its seal in the register; the picture is drawn when it is first used. */
    private void registerSeals() {
        var since = LocalDate.of(2024, 1, 1);
        for (var unit : directory.allUnits()) {
            var keepers = directory.holdersOf("R_SEAL", unit.id()).stream()
                    .map(person -> new Seals.Keeper(person.id(), person.name()))
                    .toList();
            var name = unit.name() + Seals.DEMONSTRATION;
            seals.add(unit.id(), Seals.UNIT_SEAL, name, SEAL_DIAMETER, keepers, since);
            directory
                    .principalOf(unit.id())
                    .ifPresent(head -> seals.add(
                            unit.id(),
                            Seals.SIGNATURE_SEAL,
                            head.name() + Seals.SIGNATURE_SEAL + "（演示）",
                            SIGNATURE_SIZE,
                            keepers,
                            since));
            if (unit.level() == Unit.Level.PROVINCE) {
                var office = unit.name() + "办公室" + Seals.DEMONSTRATION;
                seals.add(unit.id(), Seals.OFFICE_SEAL, office, SEAL_DIAMETER, keepers, since);
            }
        }
    }
}
