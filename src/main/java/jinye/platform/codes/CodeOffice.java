package jinye.platform.codes;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates and changes dictionaries. Nothing is overwritten: what changes ends on the day, and its next version begins. */
@Service
@Transactional
class CodeOffice {

    record NewDictionary(
            @NotBlank @Size(max = 64) String code,
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 200) String source) {}

    record ItemEntry(
            @NotBlank @Size(max = 64) String code,
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 64) String parent) {}

    /** The whole list as it shall be from a day on. */
    record ChangeDictionary(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 200) String source,
            @NotNull LocalDate effectiveFrom,
            @NotNull @Size(max = 2000) List<@Valid ItemEntry> items) {}

    private final JdbcClient jdbc;
    private final Codes codes;
    private final Journal journal;
    private final Clock clock;

    CodeOffice(JdbcClient jdbc, Codes codes, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.codes = codes;
        this.journal = journal;
        this.clock = clock;
    }

    CodeDictionary create(Actor actor, NewDictionary entry) {
        actor.require("codes.manage");
        if (!entry.code().matches("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*")) {
            throw new FaultyDictionary(List.of(Refusal.Fault.at("/code", "codes.dictionary-code")));
        }
        int written = jdbc.sql("""
                        insert into codes.dictionary (code, name, source, tag, changed_at, changed_by)
                        values (?, ?, ?, 'CFG', ?, ?) on conflict do nothing""")
                .params(
                        entry.code(),
                        entry.name(),
                        entry.source(),
                        java.sql.Timestamp.from(clock.instant()),
                        actor.name())
                .update();
        if (written == 0) {
            throw new FaultyDictionary(List.of(Refusal.Fault.at("/code", "codes.dictionary-exists", entry.code())));
        }
        journal.record(actor, "codes.create", new RecordId("codes", 0), Map.of("dictionary", entry.code()));
        return codes.dictionary(entry.code()).orElseThrow();
    }

    CodeDictionary change(Actor actor, String dictionary, long version, ChangeDictionary change) {
        actor.require("codes.manage");
        check(change);
        int written = jdbc.sql("""
                        update codes.dictionary set name = ?, source = ?, version = version + 1, changed_at = ?, changed_by = ?
                        where code = ? and version = ?""")
                .params(
                        change.name(),
                        change.source(),
                        java.sql.Timestamp.from(clock.instant()),
                        actor.name(),
                        dictionary,
                        version)
                .update();
        if (written == 0) {
            if (!codes.exists(dictionary)) {
                throw new Codes.NoSuchDictionary(dictionary);
            }
            throw new OptimisticLockingFailureException(dictionary);
        }
        int changed = write(dictionary, change);
        journal.record(
                actor, "codes.change", new RecordId("codes", 0), Map.of("dictionary", dictionary, "items", changed));
        return codes.dictionary(dictionary).orElseThrow();
    }

    private void check(ChangeDictionary change) {
        var faults = new ArrayList<Refusal.Fault>();
        if (change.effectiveFrom().isBefore(LocalDate.now(clock))) {
            faults.add(Refusal.Fault.at("/effectiveFrom", "codes.too-early", LocalDate.now(clock)));
        }
        var parents = new HashMap<String, String>();
        for (int n = 0; n < change.items().size(); n++) {
            var item = change.items().get(n);
            var parent = item.parent() == null || item.parent().isBlank() ? "" : item.parent();
            if (parents.put(item.code(), parent) != null) {
                faults.add(Refusal.Fault.at("/items/" + n + "/code", "codes.item-twice", item.code()));
            }
        }
        for (int n = 0; n < change.items().size(); n++) {
            var code = change.items().get(n).code();
            var parent = Objects.requireNonNull(parents.get(code));
            if (!parent.isEmpty() && !parents.containsKey(parent)) {
                faults.add(Refusal.Fault.at("/items/" + n + "/parent", "codes.item-parent", code, parent));
            } else if (circles(code, parents)) {
                faults.add(Refusal.Fault.at("/items/" + n + "/parent", "codes.item-circle", code));
            }
        }
        if (!faults.isEmpty()) {
            throw new FaultyDictionary(faults);
        }
    }

    private static boolean circles(String code, Map<String, String> parents) {
        var seen = new HashSet<String>();
        for (var at = code; at != null && !at.isEmpty(); at = parents.get(at)) {
            if (!seen.add(at)) {
                return true;
            }
        }
        return false;
    }

    private int write(String dictionary, ChangeDictionary change) {
        var from = change.effectiveFrom();
        // what was planned for that day or later is replaced by what is planned now
        jdbc.sql("delete from codes.item where dictionary = ? and effective_from >= ? and effective_from > ?")
                .params(dictionary, from, LocalDate.now(clock))
                .update();
        jdbc.sql(
                        "update codes.item set effective_to = null where dictionary = ? and effective_to >= ? and effective_to > ?")
                .params(dictionary, from, LocalDate.now(clock))
                .update();
        var before = new HashMap<String, CodeItem>();
        codes.items(dictionary, from).forEach(item -> before.put(item.code(), item));
        int changed = 0;
        for (int n = 0; n < change.items().size(); n++) {
            var item = change.items().get(n);
            var old = before.remove(item.code());
            var parent = item.parent() == null || item.parent().isBlank() ? null : item.parent();
            if (old != null && old.name().equals(item.name()) && Objects.equals(old.parent(), parent)) {
                jdbc.sql("update codes.item set sort = ? where dictionary = ? and code = ? and effective_to is null")
                        .params(n + 1, dictionary, item.code())
                        .update();
                continue;
            }
            if (old != null) {
                end(dictionary, old, from);
            }
            jdbc.sql("""
                            insert into codes.item (dictionary, code, name, parent, sort, source, effective_from)
                            values (:dictionary, :code, :name, :parent, :sort, :source, :from)""")
                    .param("dictionary", dictionary)
                    .param("code", item.code())
                    .param("name", item.name())
                    .param("parent", new SqlParameterValue(Types.VARCHAR, parent))
                    .param("sort", n + 1)
                    .param("source", change.source())
                    .param("from", from)
                    .update();
            changed++;
        }
        for (var gone : before.values()) {
            end(dictionary, gone, from);
            changed++;
        }
        return changed;
    }

    /** A version that would have lasted no day at all never was. */
    private void end(String dictionary, CodeItem item, LocalDate from) {
        var sql = item.effectiveFrom().isBefore(from)
                ? "update codes.item set effective_to = :from where dictionary = :dictionary and code = :code and effective_to is null"
                : "delete from codes.item where dictionary = :dictionary and code = :code and effective_from = :from";
        jdbc.sql(sql)
                .param("from", from)
                .param("dictionary", dictionary)
                .param("code", item.code())
                .update();
    }

    static final class FaultyDictionary extends Refusal {
        private final transient List<Fault> faults;

        FaultyDictionary(List<Fault> faults) {
            super(Kind.INVALID, "web.invalid");
            this.faults = List.copyOf(faults);
        }

        @Override
        public List<Fault> faults() {
            return faults;
        }
    }
}
