package jinye.office.documents.seals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.platform.papers.SealPicture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 印章台账 and 用印登记. */
@Repository
public class Seals {

    public static final String UNIT_SEAL = "行政公章";
    public static final String OFFICE_SEAL = "办公室章";
    /** Of the principal head, on orders (GB/T 9704-2012 7.3.5.3). */
    public static final String SIGNATURE_SEAL = "签名章";

    public record Seal(long id, String name, double diameter, byte[] picture) {}

    public record SealRow(
            long id,
            String kind,
            String name,
            double diameterMillimetres,
            String keeper,
            String status,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            long uses) {}

    /** One line of the 用印登记簿. */
    public record SealUse(
            long document,
            @Nullable String number,
            String title,
            String sealName,
            String approvedBy,
            String by,
            int pages,
            Instant at) {}

    /** Behind the organ's name in the name of a seal of the demo bureau. */
    public static final String DEMONSTRATION = "印章（演示）";

    private final JdbcClient jdbc;
    private final SealPicture pictures;
    private final Clock clock;

    Seals(JdbcClient jdbc, SealPicture pictures, Clock clock) {
        this.jdbc = jdbc;
        this.pictures = pictures;
        this.clock = clock;
    }

    public Seal inUse(long unit, String kind) {
        return jdbc.sql("""
                        select id, name, diameter_mm, picture from documents.seal
                        where unit = :unit and kind = :kind and status = 'IN_USE'
                          and valid_from <= :today and (valid_to is null or valid_to >= :today)
                        order by id desc limit 1""")
                .param("unit", unit)
                .param("kind", kind)
                .param("today", LocalDate.now(clock))
                .query((row, index) -> {
                    long id = row.getLong("id");
                    var name = row.getString("name");
                    double diameter = row.getDouble("diameter_mm");
                    var picture = row.getBytes("picture");
                    return new Seal(id, name, diameter, picture == null ? draw(id, name, diameter) : picture);
                })
                .optional()
                .orElseThrow(() -> new NoSeal(kind));
    }

    private byte[] draw(long id, String name, double diameter) {
        int personal = name.indexOf(SIGNATURE_SEAL);
        var picture = personal > 0
                ? pictures.drawSignature(name.substring(0, personal), diameter)
                : pictures.draw(name.replace(DEMONSTRATION, ""), diameter);
        jdbc.sql("update documents.seal set picture = :picture where id = :id")
                .param("picture", picture)
                .param("id", id)
                .update();
        return picture;
    }

    /** @param picture null for a demo seal, drawn the first time it is used */
    public void add(
            long unit,
            String kind,
            String name,
            double diameter,
            byte @Nullable [] picture,
            String keeper,
            LocalDate from) {
        jdbc.sql("""
                        insert into documents.seal (id, unit, kind, name, diameter_mm, picture, keeper, status, valid_from)
                        values (nextval('documents.seal_id'), :unit, :kind, :name, :diameter, :picture, :keeper, 'IN_USE', :from)""")
                .param("unit", unit)
                .param("kind", kind)
                .param("name", name)
                .param("diameter", diameter)
                .param("picture", picture)
                .param("keeper", keeper)
                .param("from", from)
                .update();
    }

    public boolean none() {
        return jdbc.sql("select not exists (select 1 from documents.seal)")
                .query(Boolean.class)
                .single();
    }

    /** Writes the use down. The key on the document is the last word: a document is sealed once. */
    public void use(Actor keeper, Seal seal, long document, String approvedBy, String sha256, int pages, Instant at) {
        jdbc.sql("""
                        insert into documents.seal_use
                            (document, seal, by_person, by_name, approved_by, paper_sha256, pages, at)
                        values (:document, :seal, :person, :name, :approvedBy, :sha256, :pages, :at)""")
                .param("document", document)
                .param("seal", seal.id())
                .param("person", keeper.person())
                .param("name", keeper.name())
                .param("approvedBy", approvedBy)
                .param("sha256", sha256)
                .param("pages", pages)
                .param("at", Moments.to(at))
                .update();
    }

    public List<SealRow> list(long unit) {
        return jdbc.sql("""
                        select s.id, s.kind, s.name, s.diameter_mm, s.keeper, s.status, s.valid_from, s.valid_to,
                               (select count(*) from documents.seal_use u where u.seal = s.id) as uses
                        from documents.seal s where s.unit = :unit order by s.id""")
                .param("unit", unit)
                .query((row, index) -> new SealRow(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("name"),
                        row.getDouble("diameter_mm"),
                        row.getString("keeper"),
                        row.getString("status"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        row.getLong("uses")))
                .list();
    }

    /** The newest first. */
    public List<SealUse> uses(long unit, int size) {
        return jdbc.sql("""
                        select d.id, d.number, d.title, s.name, u.approved_by, u.by_name, u.pages, u.at
                        from documents.seal_use u
                        join documents.seal s on s.id = u.seal
                        join documents.document d on d.id = u.document
                        where s.unit = :unit order by u.at desc limit :size""")
                .param("unit", unit)
                .param("size", size)
                .query((row, index) -> new SealUse(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getString("title"),
                        row.getString("name"),
                        row.getString("approved_by"),
                        row.getString("by_name"),
                        row.getInt("pages"),
                        Moments.from(row, "at")))
                .list();
    }

    /** @param by who sealed it. @param sealName which seal */
    public record Use(String sealName, String by, Instant at) {}

    public Optional<Use> useOf(long document) {
        return jdbc.sql("""
                        select s.name, u.by_name, u.at from documents.seal_use u join documents.seal s on s.id = u.seal
                        where u.document = :document""")
                .param("document", document)
                .query((row, index) ->
                        new Use(row.getString("name"), row.getString("by_name"), Moments.from(row, "at")))
                .optional();
    }

    static final class NoSeal extends Refusal {
        NoSeal(String kind) {
            super(Kind.CONFLICT, "documents.no-seal", kind);
        }
    }
}
