package jinye.platform.codes;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of codes. */
@Service
@Transactional(readOnly = true)
public class Codes {

    private final JdbcClient jdbc;
    private final Clock clock;

    Codes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<CodeDictionary> dictionaries() {
        return jdbc.sql("""
                        select d.code, d.name, d.source, d.tag, d.version, (select count(*) from codes.item i
                            where i.dictionary = d.code and i.effective_from <= :today
                                and (i.effective_to is null or i.effective_to > :today)) as items
                        from codes.dictionary d order by d.name collate "zh-x-icu", d.code""").param("today", today()).query(CodeDictionary.class).list();
    }

    public Optional<CodeDictionary> dictionary(String code) {
        return dictionaries().stream().filter(one -> one.code().equals(code)).findFirst();
    }

    public boolean exists(String dictionary) {
        return jdbc.sql("select exists (select from codes.dictionary where code = ?)")
                .param(dictionary)
                .query(Boolean.class)
                .single();
    }

    /** What may be chosen today, in order. */
    public List<CodeItem> items(String dictionary) {
        return items(dictionary, today());
    }

    public List<CodeItem> items(String dictionary, LocalDate day) {
        if (!exists(dictionary)) {
            throw new NoSuchDictionary(dictionary);
        }
        return jdbc.sql("""
                        select dictionary, code, name, parent, sort, source, effective_from, effective_to from codes.item
                        where dictionary = :dictionary and effective_from <= :day and (effective_to is null or effective_to > :day)
                        order by sort, id""")
                .param("dictionary", dictionary)
                .param("day", day)
                .query(CodeItem.class)
                .list();
    }

    /** Names of codes, also of those no longer valid: the name last in force. Unknown codes are left out. */
    public Map<String, String> names(String dictionary, Collection<String> codes) {
        var names = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select distinct on (code) code, name from codes.item where dictionary = :dictionary and code = any(:codes)
                        order by code, effective_from desc, id desc""")
                .param("dictionary", dictionary)
                .param("codes", codes.toArray(String[]::new))
                .query((row, n) -> names.put(row.getString("code"), row.getString("name")))
                .list();
        return names;
    }

    /** Every version of every item, the latest of each first. */
    List<CodeItem> history(String dictionary) {
        return jdbc.sql("""
                        select dictionary, code, name, parent, sort, source, effective_from, effective_to from codes.item
                        where dictionary = ? order by sort, code, effective_from desc, id desc""").param(dictionary).query(CodeItem.class).list();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    static final class NoSuchDictionary extends Refusal {
        NoSuchDictionary(String code) {
            super(Kind.NOT_FOUND, "codes.no-such-dictionary", code);
        }
    }
}
