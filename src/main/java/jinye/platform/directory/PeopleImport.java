package jinye.platform.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.platform.web.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Brings people in from a sheet: checked first, row by row; written whole, or the good rows only when the person says so. */
@Service
@Transactional
class PeopleImport {

    enum Mode {
        /** Only says what would happen. */
        CHECK,
        /** Refuses when any row is wrong. */
        ALL,
        /** Leaves the wrong rows out. */
        GOOD
    }

    /** How many problems are told at once; more cannot be worked on anyway. */
    private static final int TOLD_MAX = 500;

    /** @param row as Excel counts. @param message what is wrong and what to do */
    record Problem(int row, String column, String value, String message) {}

    /** @param moving of those changing: whose new primary post waits for a second person. @param written whether anything was changed */
    record Report(
            int rows,
            int entering,
            int changing,
            int moving,
            int unchanged,
            int wrongRows,
            int problemCount,
            List<Problem> problems,
            boolean written) {}

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final Revision revision;
    private final PostChanges posts;
    private final RightsProposals proposals;
    private final Journal journal;
    private final Sentences sentences;
    private final Clock clock;

    PeopleImport(
            JdbcTemplate batches,
            JdbcClient jdbc,
            Revision revision,
            PostChanges posts,
            RightsProposals proposals,
            Journal journal,
            Sentences sentences,
            Clock clock) {
        this.batches = batches;
        this.jdbc = jdbc;
        this.revision = revision;
        this.posts = posts;
        this.proposals = proposals;
        this.journal = journal;
        this.sentences = sentences;
        this.clock = clock;
    }

    Report run(Actor actor, byte[] content, Mode mode) {
        actor.require("directory.manage");
        SheetGuard.check(content);
        var lines = PeopleSheetReader.read(content);
        if (mode != Mode.CHECK) {
            revision.next();
        }
        var check = new PeopleImportCheck(jdbc);
        check.check(lines);
        var problems = check.problems();
        if (mode == Mode.ALL && !problems.isEmpty()) {
            throw new Refused(Refusal.Kind.CONFLICT, "directory.import-has-problems", check.wrongRows());
        }
        var good = check.good();
        var entering = good.stream().filter(row -> row.known() == null).toList();
        var changing = good.stream().filter(PeopleImportCheck.Row::changes).toList();
        boolean write = mode != Mode.CHECK && entering.size() + changing.size() > 0;
        if (write) {
            enter(entering);
            change(actor, changing);
            journal.record(
                    actor,
                    "directory.import-people",
                    new RecordId("directory", actor.unit()),
                    Map.of("entered", entering.size(), "changed", changing.size(), "leftOut", check.wrongRows()));
        }
        return new Report(
                lines.size(),
                entering.size(),
                changing.size(),
                (int) changing.stream().filter(PeopleImportCheck.Row::moves).count(),
                good.size() - entering.size() - changing.size(),
                check.wrongRows(),
                problems.size(),
                problems.stream().limit(TOLD_MAX).map(this::told).toList(),
                write);
    }

    private Problem told(PeopleImportCheck.Wrong wrong) {
        return new Problem(
                wrong.row(), wrong.column().title(), wrong.value(), sentences.of(wrong.code(), wrong.facts()));
    }

    private void enter(List<PeopleImportCheck.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var ids = batches.queryForList(
                "select nextval('directory.record') from generate_series(1, ?)", Long.class, rows.size());
        var people = new ArrayList<@Nullable Object[]>();
        var holdings = new ArrayList<Object[]>();
        for (int n = 0; n < rows.size(); n++) {
            var row = rows.get(n);
            var pinyin = Pinyin.ofPerson(row.name());
            people.add(new @Nullable Object[] {
                ids.get(n),
                row.name(),
                pinyin.letters(),
                pinyin.initials(),
                row.staffNumber(),
                row.gender(),
                row.officePhone(),
                row.mobile(),
                today()
            });
            holdings.add(new Object[] {ids.get(n), row.post(), today()});
        }
        batches.batchUpdate("""
                insert into directory.person (id, name, pinyin, initials, staff_number, gender, office_phone, mobile, valid_from)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", people);
        batches.batchUpdate(
                "insert into directory.holding (person_id, post_id, main, valid_from) values (?, ?, true, ?)",
                holdings);
    }

    private void change(Actor actor, List<PeopleImportCheck.Row> rows) {
        var people = new ArrayList<@Nullable Object[]>();
        for (var row : rows) {
            var known = row.known();
            if (known == null) {
                continue;
            }
            var pinyin = Pinyin.ofPerson(row.name());
            people.add(new @Nullable Object[] {
                row.name(),
                pinyin.letters(),
                pinyin.initials(),
                row.gender(),
                row.officePhone(),
                row.mobile(),
                known.id()
            });
        }
        batches.batchUpdate("""
                update directory.person set name = ?, pinyin = ?, initials = ?, gender = ?, office_phone = ?, mobile = ?,
                    version = version + 1 where id = ?""", people);
        var moves = rows.stream()
                .filter(PeopleImportCheck.Row::moves)
                .map(row ->
                        posts.appointment(row.known() == null ? 0 : row.known().id(), row.post(), true))
                .toList();
        if (!moves.isEmpty()) {
            proposals.propose(actor, moves, "人员导入");
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
