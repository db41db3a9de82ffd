package jinye.office.archives.items;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.platform.journal.Journal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 归档后更正著录: the filed value stays as it is; a correction stands beside it, with its reason, and is a link of the chain. */
@Service
@Transactional
public class Corrections {

    /** What may be corrected: descriptions, never the class, the number or the content. */
    public enum Field {
        TITLE("题名", "title"),
        DOCUMENT_NUMBER("文件编号", "document_number"),
        RESPONSIBLE("责任者", "responsible"),
        DOCUMENT_DATE("日期", "document_date"),
        MAIN_TO("主送", "main_to"),
        NOTE("附注", "''");

        private final String term;
        private final String column;

        Field(String term, String column) {
            this.term = term;
            this.column = column;
        }

        public String term() {
            return term;
        }
    }

    public record Correction(
            String field, String term, String oldValue, String newValue, String reason, String byName, Instant at) {}

    private final ItemList items;
    private final Fixation fixation;
    private final Journal journal;
    private final JdbcClient database;
    private final Clock clock;

    Corrections(ItemList items, Fixation fixation, Journal journal, JdbcClient database, Clock clock) {
        this.items = items;
        this.fixation = fixation;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    public void correct(Actor actor, long item, Field field, String value, String reason) {
        actor.require("archives.correct");
        items.requireOwn(actor, item);
        SecrecyWords.refuseIn(value);
        var next = value.strip();
        if (field == Field.DOCUMENT_DATE) {
            requireDate(next);
        }
        if (next.isEmpty() && field == Field.TITLE) {
            throw new NothingLeft(field.term());
        }
        // one after the other, so that the old value is the one that the new one replaces
        database.sql("select item from archives.standing where item = ? for update")
                .param(item)
                .query(Long.class)
                .single();
        var old = value(item, field);
        if (old.equals(next)) {
            throw new NothingChanged(field.term());
        }
        database.sql("""
                        insert into archives.correction(item, field, old_value, new_value, reason, by_person, by_name, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        item,
                        field.name(),
                        old,
                        next,
                        reason,
                        actor.person(),
                        actor.name(),
                        Moments.to(clock.instant()))
                .update();
        var number = items.number(item);
        fixation.add(number.fonds(), "CORRECTED", number.text(), content(field.name(), old, next, reason));
        journal.record(
                actor,
                "archives.correct",
                new RecordId("archives", item),
                Map.of("field", field.term(), "old", old, "new", next, "reason", reason));
    }

    @Transactional(readOnly = true)
    public List<Correction> of(long item) {
        return database.sql("""
                        select field, old_value, new_value, reason, by_name, at from archives.correction
                        where item = ? order by id""")
                .param(item)
                .query((row, number) -> new Correction(
                        row.getString(1),
                        Field.valueOf(row.getString(1)).term(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        Moments.from(row, "at")))
                .list();
    }

    /** Whether every correction stands in the chain as it is shown. */
    boolean sound(ArchiveNumber number, long item) {
        return of(item).stream()
                .allMatch(made -> fixation.holds(
                        number.fonds(),
                        "CORRECTED",
                        number.text(),
                        content(made.field(), made.oldValue(), made.newValue(), made.reason())));
    }

    private String value(long item, Field field) {
        return database.sql("""
                        select coalesce((select c.new_value from archives.correction c where c.item = i.id and c.field = ?
                                         order by c.id desc limit 1), %s::text, '')
                        from archives.item i where i.id = ?""".formatted(field.column))
                .params(field.name(), item)
                .query(String.class)
                .single();
    }

    private static String content(String field, String old, String value, String reason) {
        return String.join("\u001f", field, old, value, reason);
    }

    private static void requireDate(String value) {
        try {
            LocalDate.parse(value);
        } catch (DateTimeParseException wrong) {
            throw new NotADate(value);
        }
    }

    static final class NothingChanged extends Refusal {
        NothingChanged(String field) {
            super(Kind.CONFLICT, "archives.nothing-changed", field);
        }
    }

    static final class NothingLeft extends Refusal {
        NothingLeft(String field) {
            super(Kind.INVALID, "archives.nothing-left", field);
        }
    }

    static final class NotADate extends Refusal {
        NotADate(String value) {
            super(Kind.INVALID, "archives.not-a-date", value);
        }
    }
}
