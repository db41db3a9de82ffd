package jinye.safeguard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import jinye.kernel.RecordId;
import jinye.platform.journal.Journal;
import jinye.safeguard.audit.proof.Finding;
import jinye.safeguard.audit.proof.LogFile;
import jinye.safeguard.certificates.Certificates;
import jinye.safeguard.cryptography.Family;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The chain over a living journal: late commits, gaps, changes behind the application's back, removal by rule, alerts. */
@JinyeTest
class AuditTests {

    @TempDir
    Path folder;

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private Journal journal;

    @Autowired
    private Chain chain;

    @Autowired
    private ChainStore store;

    @Autowired
    private LogSeals seals;

    @Autowired
    private Verification verification;

    @Autowired
    private Verifications verifications;

    @Autowired
    private AuditExport export;

    @Autowired
    private Certificates certificates;

    @Autowired
    private EntrySource source;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void anEntryThatCommitsLateIsTiedInAndARolledBackOneLeavesAGap() throws Exception {
        var transaction = new TransactionTemplate(transactions);
        var written = new CountDownLatch(1);
        var overtaken = new CountDownLatch(1);
        long before = last();
        var slow = Thread.ofVirtual()
                .start(() -> transaction.executeWithoutResult(status -> {
                    write("late");
                    written.countDown();
                    await(overtaken);
                }));
        await(written);
        transaction.executeWithoutResult(status -> {
            write("taken back");
            status.setRollbackOnly();
        });
        write("quick");
        long quick = last();

        chain.extend();
        assertThat(tied()).as("somebody who began before is still writing").isLessThanOrEqualTo(before);
        overtaken.countDown();
        slow.join();
        catchUp(quick);

        var entries = source.between(before, quick, 1000).stream()
                .map(entry -> entry.id() + entry.facts())
                .filter(text -> text.contains("late") || text.contains("taken back") || text.contains("quick"))
                .toList();
        assertThat(entries).hasSize(2);
        assertThat(verification.run().findings()).isEmpty();
    }

    @Test
    void whatIsChangedBehindTheApplicationIsNamed() {
        write("to be changed");
        long entry = last();
        catchUp(entry);

        assertThatThrownBy(() -> jdbc.sql("update journal.entry set person_name = 'x' where id = " + entry)
                        .update())
                .rootCause()
                .message()
                .containsAnyOf("only grows", "permission denied");
        assertThatThrownBy(() -> jdbc.sql("delete from audit.block").update())
                .rootCause()
                .message()
                .containsAnyOf("only grows", "permission denied");
        assertThatThrownBy(() -> jdbc.sql("truncate audit.seal").update())
                .rootCause()
                .message()
                .containsAnyOf("only grows", "permission denied");
        behindTheBack(() -> jdbc.sql("update journal.entry set facts = '{\"title\": \"else\"}' where id = " + entry)
                .update());
        try {
            assertThat(verification.run().findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.ENTRY_CHANGED))
                    .satisfies(finding -> assertThat(finding.entry()).isEqualTo(entry));
        } finally {
            behindTheBack(() -> jdbc.sql(
                            "update journal.entry set facts = '{\"title\": \"to be changed\"}' where id = " + entry)
                    .update());
        }
        assertThat(verification.run().findings()).isEmpty();
    }

    @Test
    void anExportIsJudgedWithoutTheDatabase() throws Exception {
        write("exported");
        catchUp(last());
        seals.sealEnd();
        var auditor = bureau.actor("auditadmin");
        var range = export.begin(auditor, null, null);
        var file = folder.resolve("log.zip");
        try (var out = Files.newOutputStream(file)) {
            export.write(range, out);
        }

        var roots = certificates.authorities(Family.SM2);
        var judged = new LogFile(file).verify(roots, null);

        assertThat(judged.findings()).isEmpty();
        assertThat(judged.sealedTo()).isEqualTo(judged.lastBlock());
        assertThat(judged.trusted()).isTrue();
        assertThat(judged.sealedAt()).as("by an independent clock").isNotNull();
        assertThat(Visitor.at(port)
                        .signIn("auditadmin")
                        .get("/api/audit/export")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRemovalNeedsTwoPeopleAndSparesWhatIsYoung() {
        jdbc.sql("""
                        insert into journal.entry (at, act, module, record, facts)
                        select now() - interval '13 months', 'access.sign-in', 'access', 1, '{}' from generate_series(1, 3)""").update();
        write("young");
        long young = last();
        catchUp(young);
        assertThatThrownBy(() -> source.remove(List.of(young)))
                .rootCause()
                .message()
                .containsAnyOf("only grows", "permission denied");

        var system = Visitor.at(port).signIn("sysadmin");
        var asked = system.post("/api/audit/removals", "{\"retention\":\"security\",\"reason\":\"超过一年\"}");
        assertThat(asked.status()).isEqualTo(201);
        var approval = "/api/audit/removals/" + asked.json().path("id").asLong() + "/approval";
        assertThat(system.put(approval, "{}").status()).isEqualTo(403);
        assertThat(Visitor.at(port).signIn("auditadmin").put(approval, "{}").status())
                .isEqualTo(403);
        assertThat(Visitor.at(port).signIn("secadmin").put(approval, "{}").status())
                .isEqualTo(204);

        assertThat(jdbc.sql(
                                "select count(*) from journal.entry where at < now() - interval '12 months' and act = 'access.sign-in'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(verification.run().findings()).isEmpty();
        assertThat(Visitor.at(port).signIn("secadmin").put(approval, "{}").code())
                .isEqualTo("audit.no-such-removal");
        assertThat(system.post("/api/audit/removals", "{\"retention\":\"nothing\",\"reason\":\"x\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aChangeOfRightsRaisesAnAlertThatIsHandledOnceWithANote() {
        var act = "directory.give-role";
        journal.record(bureau.actor("secadmin"), act, new RecordId("directory", 1), Map.of("role", "档案员"));
        catchUp(last());

        var auditor = Visitor.at(port).signIn("auditadmin");
        var alert = auditor.get("/api/audit/alerts?size=200")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("rule").asString().equals("privilege-change")
                        && one.path("person").asLong() == bureau.person("secadmin"))
                .findFirst()
                .orElseThrow();
        var handling = "/api/audit/alerts/" + alert.path("id").asLong() + "/handling";
        assertThat(auditor.put(handling, "{\"note\":\"  \"}").code()).isEqualTo("audit.note-missing");
        assertThat(auditor.put(handling, "{\"note\":\"" + "长".repeat(1001) + "\"}")
                        .status())
                .isEqualTo(422);
        assertThat(auditor.put(handling, "{\"note\":\"经核实为正常授权\"}").status()).isEqualTo(204);
        assertThat(auditor.put(handling, "{\"note\":\"再写一次\"}").code()).isEqualTo("audit.alert-not-open");
    }

    @Test
    void aWeekThatHasEndedIsReviewedOnce() {
        var auditor = Visitor.at(port).signIn("auditadmin");
        var weeks = auditor.get("/api/audit/reviews").json();
        assertThat(weeks.size()).isEqualTo(12);
        var week = weeks.get(3).path("week").asString();

        assertThat(auditor.put("/api/audit/reviews/" + week, "{\"note\":\"未见异常\"}")
                        .status())
                .isEqualTo(204);
        assertThat(auditor.put("/api/audit/reviews/" + week, "{\"note\":\"未见异常\"}")
                        .code())
                .isEqualTo("audit.reviewed");
        assertThat(auditor.put("/api/audit/reviews/2026-01-01", "{\"note\":\"不是星期一\"}")
                        .code())
                .isEqualTo("audit.not-a-week");
    }

    @Test
    void anAskedVerificationRunsBesideTheRequest() {
        var auditor = Visitor.at(port).signIn("auditadmin");
        write("verified");
        catchUp(last());
        long id = auditor.post("/api/audit/verifications", "").json().path("id").asLong();
        verifications.runAsked();

        var done = auditor.get("/api/audit/verifications")
                .json()
                .valueStream()
                .filter(one -> one.path("id").asLong() == id)
                .findFirst()
                .orElseThrow();
        assertThat(done.path("doneAt").isNull()).isFalse();
        assertThat(auditor.get("/api/audit/chain").json().path("blocks").asLong())
                .isPositive();
    }

    @Test
    void nobodyButTheAuditorSeesTheAudit() {
        for (var login : List.of("limin", "sysadmin", "secadmin", "zhoujianguo")) {
            var visitor = Visitor.at(port).signIn(login);
            for (var path : List.of("chain", "verifications", "export", "alerts", "rules", "reviews")) {
                assertThat(visitor.get("/api/audit/" + path).status())
                        .as(login + " " + path)
                        .isEqualTo(403);
            }
        }
    }

    private void write(String title) {
        journal.record(bureau.actor("limin"), "documents.start", new RecordId("documents", 1), Map.of("title", title));
    }

    private long last() {
        return jdbc.sql("select max(id) from journal.entry").query(Long.class).single();
    }

    private long tied() {
        return store.end().map(ChainStore.End::lastEntry).orElse(0L);
    }

    /** The sample bureau may still be writing in one long transaction, and the chain waits for it as it must. */
    private void catchUp(long entry) {
        for (int round = 0; round < 1_200 && tied() < entry; round++) {
            chain.extend();
            if (tied() < entry) {
                LockSupport.parkNanos(50_000_000);
            }
        }
        assertThat(tied()).isGreaterThanOrEqualTo(entry);
    }

    private void behindTheBack(Runnable change) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("grant update on journal.entry to current_user").update();
            jdbc.sql("alter table journal.entry disable trigger user").update();
            change.run();
            jdbc.sql("alter table journal.entry enable trigger user").update();
            jdbc.sql("revoke update on journal.entry from current_user").update();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
