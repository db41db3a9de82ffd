package jinye.office.documents.seals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** 用印登记: every use of a seal, on documents of this system or on paper. */
@Repository
public class SealUses {

    /**
     * @param document null for something sealed on paper
     * @param askedBy  who wanted it sealed
     * @param approvedBy who allowed it, for a document its signer
     * @param sha256   of the sealed file; null on paper
     */
    public record NewUse(
            @Nullable Long document,
            String title,
            @Nullable String number,
            int copies,
            int pages,
            String askedBy,
            String approvedBy,
            @Nullable String sha256,
            Instant at) {}

    /** One line of the 用印登记簿. */
    record SealUse(
            long id,
            @Nullable Long document,
            @Nullable String number,
            String title,
            long seal,
            String sealName,
            String askedBy,
            String approvedBy,
            String by,
            int copies,
            int pages,
            @Nullable String address,
            Instant at) {}

    /** @param words in title, number or the people's names; blank for all */
    record Wanted(
            @Nullable Long seal,
            String words,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    private final JdbcClient jdbc;

    SealUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the use down. The key on document and seal is the last word: a document is sealed once by each seal. */
    public void enter(Actor keeper, long seal, NewUse use) {
        jdbc.sql("""
                        insert into documents.seal_use (document, seal, by_person, by_name, asked_by, approved_by, paper_sha256,
                            pages, copies, title, number, address, at)
                        values (cast(:document as bigint), :seal, :person, :name, :askedBy, :approvedBy, cast(:sha256 as text),
                            :pages, :copies, :title, cast(:number as text), cast(:address as text), :at)""")
                .param("document", use.document())
                .param("seal", seal)
                .param("person", keeper.person())
                .param("name", keeper.name())
                .param("askedBy", use.askedBy())
                .param("approvedBy", use.approvedBy())
                .param("sha256", use.sha256())
                .param("pages", use.pages())
                .param("copies", use.copies())
                .param("title", use.title())
                .param("number", use.number())
                .param("address", address())
                .param("at", Moments.to(use.at()))
                .update();
    }

    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : null;
    }

    /** The newest first. @param before the last id of the page before; null for the first page */
    List<SealUse> list(long unit, Wanted wanted, @Nullable Long before, int size) {
        var conditions = new ArrayList<>(List.of("s.unit = :unit"));
        if (wanted.seal() != null) {
            conditions.add("u.seal = :seal");
        }
        if (!wanted.words().isBlank()) {
            conditions.add(
                    "position(:words in concat_ws(' ', u.title, u.number, u.asked_by, u.approved_by, u.by_name)) > 0");
        }
        if (wanted.from() != null) {
            conditions.add("u.at >= :from");
        }
        if (wanted.until() != null) {
            conditions.add("u.at < :until");
        }
        if (before != null) {
            conditions.add("u.id < :before");
        }
        return jdbc.sql("""
                        select u.id, u.document, u.number, u.title, u.seal, s.name, u.asked_by, u.approved_by, u.by_name, u.copies,
                            u.pages, u.address, u.at
                        from documents.seal_use u join documents.seal s on s.id = u.seal
                        where %s order by u.id desc limit :size""".formatted(String.join(" and ", conditions)))
                .param("unit", unit)
                .param("seal", wanted.seal())
                .param("words", wanted.words().strip())
                .param("from", start(wanted.from(), 0))
                .param("until", start(wanted.until(), 1))
                .param("before", before)
                .param("size", size)
                .query((row, index) -> new SealUse(
                        row.getLong("id"),
                        row.getObject("document", Long.class),
                        row.getString("number"),
                        row.getString("title"),
                        row.getLong("seal"),
                        row.getString("name"),
                        row.getString("asked_by"),
                        row.getString("approved_by"),
                        row.getString("by_name"),
                        row.getInt("copies"),
                        row.getInt("pages"),
                        row.getString("address"),
                        Moments.from(row, "at")))
                .list();
    }

    private static java.time.@Nullable OffsetDateTime start(@Nullable LocalDate day, int later) {
        return day == null
                ? null
                : Moments.to(day.plusDays(later).atStartOfDay(Moments.ZONE).toInstant());
    }
}
