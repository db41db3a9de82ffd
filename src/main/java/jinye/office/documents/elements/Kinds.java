package jinye.office.documents.elements;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Refusal;
import jinye.office.documents.text.UnknownWord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The kinds in force today. */
@Repository
public class Kinds {

    private final JdbcClient jdbc;
    private final Clock clock;

    Kinds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<Kind> all() {
        return jdbc.sql("""
                        select code, term, directions, issuable, needs_signer, expects_reply, internal
                        from documents.kind
                        where effective_from <= :today and (effective_to is null or effective_to >= :today)
                        order by code""")
                .param("today", LocalDate.now(clock))
                .query((row, index) -> new Kind(
                        row.getString("code"),
                        row.getString("term"),
                        Arrays.stream((String[]) row.getArray("directions").getArray())
                                .map(Direction::valueOf)
                                .toList(),
                        row.getBoolean("issuable"),
                        row.getBoolean("needs_signer"),
                        row.getBoolean("expects_reply"),
                        row.getBoolean("internal")))
                .list();
    }

    public Kind kind(String code) {
        return find(code).orElseThrow(() -> new UnknownWord("kind", code));
    }

    public Optional<Kind> find(String code) {
        return all().stream().filter(kind -> kind.code().equals(code)).findFirst();
    }

    /** Does the authority table send this memo to the principal head? Unknown matters go there too. */
    public boolean needsPrincipal(Elements.MemoElements memo) {
        var amount = memo.amount() == null ? java.math.BigDecimal.ZERO : memo.amount();
        return jdbc.sql("""
                        select approver from documents.authority
                        where matter = :matter and amount_from <= :amount
                          and effective_from <= :today and (effective_to is null or effective_to >= :today)
                        order by amount_from desc limit 1""")
                .param("matter", memo.matter())
                .param("amount", amount)
                .param("today", LocalDate.now(clock))
                .query(String.class)
                .optional()
                .map(approver -> approver.equals("PRINCIPAL"))
                .orElse(true);
    }

    public List<String> memoMatters() {
        return jdbc.sql("select distinct matter from documents.authority order by matter")
                .query(String.class)
                .list();
    }

    public static final class UnknownMatter extends Refusal {
        public UnknownMatter(String matter) {
            super(Kind.INVALID, "documents.unknown-matter", matter);
        }
    }
}
