package jinye.office.documents.numbers;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.documents.text.PlainText;
import jinye.platform.files.Files;
import jinye.platform.journal.Journal;
import jinye.platform.numbering.Numbering;
import jinye.platform.papers.Papers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 年末发文字号核对: examined by one, approved by another, then printed and kept. */
@Service
@Transactional
public class NumberChecks {

    private static final String PERMISSION = "documents.check-numbers";
    private static final int YEAR_MIN = 2000;

    /** @param approvedByName null while the second person has not looked at it */
    public record NumberCheckRow(
            long id,
            int year,
            int findings,
            String sha256,
            long checkedBy,
            String checkedByName,
            Instant checkedAt,
            String remark,
            @Nullable String approvedByName,
            @Nullable Instant approvedAt,
            @Nullable String approval,
            @Nullable Long paper) {}

    private final JdbcClient jdbc;
    private final Numbering numbering;
    private final Papers papers;
    private final Files files;
    private final Journal journal;
    private final JsonMapper json;
    private final Clock clock;

    NumberChecks(
            JdbcClient jdbc,
            Numbering numbering,
            Papers papers,
            Files files,
            Journal journal,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.numbering = numbering;
        this.papers = papers;
        this.files = files;
        this.journal = journal;
        this.json = json;
        this.clock = clock;
    }

    /** Not read-only: a unit that has not used its series yet gets them planted. */
    public NumberReport examine(Actor actor, int year) {
        actor.require(PERMISSION);
        int present = LocalDate.ofInstant(clock.instant(), Moments.ZONE).getYear();
        if (year < YEAR_MIN || year > present) {
            throw new WrongYear(year, present);
        }
        var documents = jdbc.sql("""
                        select id, number, title, signed_at, issue_date, distributed_at is not null as issued,
                               ended_at is not null as ended
                        from documents.document
                        where unit = :unit and number_year = :year and flow = 'outgoing' and number is not null
                          and not (void_at is not null and void_how in ('VOID', 'TERMINATED'))
                        order by id""")
                .param("unit", actor.unit())
                .param("year", year)
                .query((row, index) -> new NumberExamination.Numbered(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getString("title"),
                        Moments.fromNullable(row, "signed_at"),
                        row.getObject("issue_date", LocalDate.class),
                        row.getBoolean("issued"),
                        row.getBoolean("ended")))
                .list();
        return new NumberExamination()
                .examine(actor.unitName(), year, numbering.documentNumbers(actor.unit(), year), documents);
    }

    /** The first of the two signs what was found; a broken series is mended first, anything else is explained. */
    public long check(Actor actor, int year, @Nullable String remark) {
        var report = examine(actor, year);
        if (report.isBroken()) {
            throw new NumbersBroken(report.findings().stream()
                    .filter(NumberReport.NumberFinding::blocks)
                    .count());
        }
        var words = report.findings().isEmpty()
                ? PlainText.lines("reason", remark, 500)
                : PlainText.required("reason", remark, 500);
        var text = json.writeValueAsString(report);
        long id = jdbc.sql("""
                        insert into documents.number_check
                            (unit, unit_name, year, report, sha256, findings, checked_by, checked_by_name, checked_at, remark)
                        values (:unit, :name, :year, cast(:report as jsonb), :sha256, :findings, :by, :byName, :at, :remark)
                        returning id""")
                .param("unit", actor.unit())
                .param("name", actor.unitName())
                .param("year", year)
                .param("report", text)
                .param("sha256", sha256(text))
                .param("findings", report.findings().size())
                .param("by", actor.person())
                .param("byName", actor.name())
                .param("at", Moments.to(clock.instant()))
                .param("remark", words)
                .query(Long.class)
                .single();
        journal.record(actor, "documents.check-numbers", new RecordId("documents", id), Map.of("year", year));
        return id;
    }

    /** Another person looks at the same numbers again; what changed meanwhile is checked anew. */
    public void approve(Actor actor, long id, @Nullable String opinion) {
        actor.require(PERMISSION);
        var check = list(actor, null).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(NoSuchCheck::new);
        if (check.approvedAt() != null) {
            throw new ApprovedAlready(String.valueOf(check.approvedByName()));
        }
        if (check.checkedBy() == actor.person()) {
            throw new CheckedByOneself();
        }
        var report = examine(actor, check.year());
        if (!sha256(json.writeValueAsString(report)).equals(check.sha256())) {
            throw new NumbersChanged();
        }
        var words = PlainText.lines("opinion", opinion, 500);
        var now = clock.instant();
        var paper = papers.sheet(NumberSheet.of(report, check, actor.name(), words, now));
        var stored = files.store(actor, check.year() + "年发文字号核对表.pdf", new ByteArrayInputStream(paper.pdf()));
        files.hold(actor, List.of(stored.id()), new RecordId("documents", id));
        int rows = jdbc.sql("""
                        update documents.number_check
                        set approved_by = :by, approved_by_name = :name, approved_at = :at, approval = :approval, paper = :paper
                        where id = :id and approved_by is null""")
                .param("by", actor.person())
                .param("name", actor.name())
                .param("at", Moments.to(now))
                .param("approval", words)
                .param("paper", stored.id())
                .param("id", id)
                .update();
        if (rows == 0) {
            throw new ApprovedAlready("");
        }
        journal.record(actor, "documents.approve-numbers", new RecordId("documents", id), Map.of("year", check.year()));
    }

    @Transactional(readOnly = true)
    public List<NumberCheckRow> list(Actor actor, @Nullable Integer year) {
        actor.require(PERMISSION);
        return jdbc.sql("""
                        select id, year, findings, sha256, checked_by, checked_by_name, checked_at, remark,
                               approved_by_name, approved_at, approval, paper
                        from documents.number_check
                        where unit = :unit and (cast(:year as int) is null or year = :year)
                        order by id desc limit 200""")
                .param("unit", actor.unit())
                .param("year", year)
                .query((row, index) -> new NumberCheckRow(
                        row.getLong("id"),
                        row.getInt("year"),
                        row.getInt("findings"),
                        row.getString("sha256"),
                        row.getLong("checked_by"),
                        row.getString("checked_by_name"),
                        Moments.from(row, "checked_at"),
                        row.getString("remark"),
                        row.getString("approved_by_name"),
                        Moments.fromNullable(row, "approved_at"),
                        row.getString("approval"),
                        row.getObject("paper", Long.class)))
                .list();
    }

    /** The signed sheet of an approved check. */
    @Transactional(readOnly = true)
    public byte[] paper(Actor actor, long id) {
        var paper = list(actor, null).stream()
                .filter(one -> one.id() == id)
                .map(NumberCheckRow::paper)
                .findFirst()
                .orElseThrow(NoSuchCheck::new);
        if (paper == null) {
            throw new NoSuchCheck();
        }
        try (var stored = files.open(paper)) {
            return stored.readAllBytes();
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static final class WrongYear extends Refusal {
        WrongYear(int year, int present) {
            super(Kind.INVALID, "documents.wrong-year", String.valueOf(year), String.valueOf(present));
        }
    }

    static final class NumbersBroken extends Refusal {
        NumbersBroken(long faults) {
            super(Kind.CONFLICT, "documents.numbers-broken", faults);
        }
    }

    static final class NumbersChanged extends Refusal {
        NumbersChanged() {
            super(Kind.CONFLICT, "documents.numbers-changed");
        }
    }

    static final class CheckedByOneself extends Refusal {
        CheckedByOneself() {
            super(Kind.FORBIDDEN, "documents.checked-by-oneself");
        }
    }

    static final class ApprovedAlready extends Refusal {
        ApprovedAlready(String by) {
            super(Kind.CONFLICT, "documents.check-approved-already", by);
        }
    }

    static final class NoSuchCheck extends Refusal {
        NoSuchCheck() {
            super(Kind.NOT_FOUND, "documents.no-such-check");
        }
    }
}
