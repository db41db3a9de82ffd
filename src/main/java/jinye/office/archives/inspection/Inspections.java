package jinye.office.archives.inspection;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.archives.inspection.FourCheck.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Runs the checks and keeps what came out; also a run whose act is then refused stays. */
@Component
public class Inspections {

    /** With the rules of a later version the same subject may be judged otherwise. */
    private static final String TOOL = "金叶四性检测 1";

    /** What a run is about, when it is kept. */
    public record About(
            long unit,
            Stage stage,
            String subject,
            @Nullable Long batch,
            @Nullable Long item,
            @Nullable Long transfer,
            String by) {
        public static About item(long unit, Stage stage, String subject, long item, String by) {
            return new About(unit, stage, subject, null, item, null, by);
        }

        public static About batch(long unit, String subject, long batch, String by) {
            return new About(unit, Stage.FILING, subject, batch, null, null, by);
        }

        public static About record(long unit, String subject, String by) {
            return new About(unit, Stage.FILING, subject, null, null, null, by);
        }

        public static About transfer(long unit, String subject, long transfer, String by) {
            return new About(unit, Stage.TRANSFER, subject, null, null, transfer, by);
        }
    }

    private final Looking looking;
    private final FourChecks checks;
    private final JdbcTemplate template;
    private final JdbcClient database;
    private final Clock clock;

    Inspections(Looking looking, FourChecks checks, JdbcTemplate template, Clock clock) {
        this.looking = looking;
        this.checks = checks;
        this.template = template;
        this.database = JdbcClient.create(template);
        this.clock = clock;
    }

    /** Looks without keeping anything: the pre-flight of a draft. */
    public List<InspectionReport.CheckLine> look(List<Subject> subjects, Stage stage) {
        return looking.look(subjects, stage);
    }

    public InspectionReport run(About about, List<Subject> subjects) {
        var lines = look(subjects, about.stage());
        return keep(about, subjects, lines);
    }

    /** The report stays when the act it belongs to is refused because of it. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public InspectionReport keepApart(About about, List<Subject> subjects, List<InspectionReport.CheckLine> lines) {
        return keep(about, subjects, lines);
    }

    public InspectionReport keep(About about, List<Subject> subjects, List<InspectionReport.CheckLine> lines) {
        int checked = subjects.size();
        boolean passed =
                lines.stream().noneMatch(line -> line.blocks() && line.outcome().equals(Outcome.FAILED.name()));
        var now = clock.instant();
        var earlier = earlier(about);
        long id = database.sql("""
                        insert into archives.inspection(unit, stage, subject, batch, item, transfer, passed, checked, tool, by_name, earlier, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(Arrays.asList(
                        about.unit(),
                        about.stage().name(),
                        about.subject(),
                        about.batch(),
                        about.item(),
                        about.transfer(),
                        passed,
                        checked,
                        TOOL,
                        about.by(),
                        earlier,
                        Moments.to(now)))
                .query(Long.class)
                .single();
        var rows = new ArrayList<Object[]>();
        for (var line : lines) {
            rows.add(new Object[] {id, rows.size() + 1, line.check(), line.object(), line.outcome(), line.detail()});
        }
        template.batchUpdate("""
                insert into archives.inspection_line(inspection, position, check_id, object, outcome, detail)
                values (?, ?, ?, ?, ?, ?)""", rows);
        return new InspectionReport(
                id, about.stage().term(), about.subject(), passed, checked, TOOL, about.by(), earlier, now, lines);
    }

    private @Nullable Long earlier(About about) {
        return database.sql("""
                        select max(id) from archives.inspection
                        where unit = :unit and stage = :stage and subject = :subject
                          and batch is not distinct from :batch and item is not distinct from :item""")
                .param("unit", about.unit())
                .param("stage", about.stage().name())
                .param("subject", about.subject())
                .param("batch", about.batch(), java.sql.Types.BIGINT)
                .param("item", about.item(), java.sql.Types.BIGINT)
                .query((row, number) -> row.getObject(1, Long.class))
                .list()
                .getFirst();
    }

    public record ReportRow(
            long id,
            String stage,
            String subject,
            boolean passed,
            int checked,
            long failed,
            String byName,
            Instant at) {}

    public List<ReportRow> list(long unit, @Nullable Long batch, @Nullable Long item, int size) {
        return database.sql("""
                        select i.*, (select count(*) from archives.inspection_line l
                                     where l.inspection = i.id and l.outcome = 'FAILED') as failed
                        from archives.inspection i
                        where unit = :unit and (cast(:batch as bigint) is null or batch = :batch)
                          and (cast(:item as bigint) is null or item = :item)
                        order by id desc limit :size""")
                .param("unit", unit)
                .param("batch", batch)
                .param("item", item)
                .param("size", size)
                .query((row, number) -> new ReportRow(
                        row.getLong("id"),
                        Stage.valueOf(row.getString("stage")).term(),
                        row.getString("subject"),
                        row.getBoolean("passed"),
                        row.getInt("checked"),
                        row.getLong("failed"),
                        row.getString("by_name"),
                        Moments.from(row, "at")))
                .list();
    }

    public InspectionReport report(long unit, long id) {
        return database.sql("select * from archives.inspection where id = ? and unit = ?")
                .params(id, unit)
                .query((row, number) -> new InspectionReport(
                        id,
                        Stage.valueOf(row.getString("stage")).term(),
                        row.getString("subject"),
                        row.getBoolean("passed"),
                        row.getInt("checked"),
                        row.getString("tool"),
                        row.getString("by_name"),
                        row.getObject("earlier", Long.class),
                        Moments.from(row, "at"),
                        lines(id)))
                .optional()
                .orElseThrow(NoSuchInspection::new);
    }

    private List<InspectionReport.CheckLine> lines(long id) {
        return database.sql("""
                        select check_id, object, outcome, detail from archives.inspection_line
                        where inspection = ? order by position""")
                .param(id)
                .query((row, number) -> InspectionReport.line(
                        checks.check(row.getString(1)),
                        row.getString(2),
                        Outcome.valueOf(row.getString(3)),
                        row.getString(4)))
                .list();
    }

    static final class NoSuchInspection extends Refusal {
        NoSuchInspection() {
            super(Kind.NOT_FOUND, "archives.no-such-inspection");
        }
    }
}
