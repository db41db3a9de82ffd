package jinye.office.archives.items;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes items. There is no way to change one, here or in the database. */
@Component
public class ItemStore {

    private final JdbcTemplate template;
    private final JdbcClient database;

    ItemStore(JdbcTemplate template) {
        this.template = template;
        this.database = JdbcClient.create(template);
    }

    public boolean isFiled(RecordId record) {
        return database.sql("select exists (select 1 from archives.item where module = ? and document = ?)")
                .params(record.module(), record.id())
                .query(Boolean.class)
                .single();
    }

    /** The next 件号 of the class; the row lock makes others wait until this filing is committed or undone. */
    public int nextNumber(String fonds, String category, int year, String retention, String classCode) {
        return database.sql("""
                        insert into archives.counter(fonds, category, year, retention, class_code, last) values (?, ?, ?, ?, ?, 1)
                        on conflict (fonds, category, year, retention, class_code) do update set last = archives.counter.last + 1
                        returning last""")
                .params(fonds, category, year, retention, classCode)
                .query(Integer.class)
                .single();
    }

    long insert(Item item, List<ItemPart> components, Set<Grant> grants) {
        long id = insert(item);
        var rows = new ArrayList<Object[]>();
        for (var component : components) {
            rows.add(new Object[] {
                id,
                rows.size() + 1,
                component.kind(),
                component.name(),
                component.file(),
                component.size(),
                component.sha256(),
                component.sm3(),
                component.pages()
            });
        }
        template.batchUpdate("""
                insert into archives.component(item, position, kind, name, file, size, sha256, sm3, pages)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
        template.batchUpdate(
                "insert into archives.item_grant(item, token, reason) values (?, ?, ?) on conflict do nothing",
                grants.stream()
                        .map(grant -> new Object[] {id, grant.token(), grant.reason()})
                        .toList());
        database.sql("insert into archives.standing(item, state, retention, retention_until) values (?, 'FILED', ?, ?)")
                .params(Arrays.asList(id, item.number().retention(), item.retentionUntil()))
                .update();
        return id;
    }

    /** Of two archivists who file at once, the second waits for the first and is then refused. */
    private long insert(Item item) {
        var number = item.number();
        var source = item.source();
        try {
            return database.sql("""
                            insert into archives.item(archive_number, fonds, category, year, retention, class_code, item_number, unit,
                                module, document, flow, title, document_number, kind_name, responsible, document_date, main_to, body_text,
                                manifest, manifest_sha256, signature, certificate, filed_by, filed_by_name, filed_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                    .params(Arrays.asList(
                            number.text(),
                            number.fonds(),
                            number.category(),
                            number.year(),
                            number.retention(),
                            number.classCode(),
                            number.itemNumber(),
                            source.unit(),
                            source.record().module(),
                            source.record().id(),
                            source.flow(),
                            source.title(),
                            source.number(),
                            source.kindName(),
                            source.responsible(),
                            source.date(),
                            source.mainTo(),
                            source.bodyText(),
                            item.manifest(),
                            item.manifestSha256(),
                            item.signature().value(),
                            item.signature().certificate(),
                            item.filedBy(),
                            item.filedByName(),
                            Moments.to(item.filedAt())))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException filed) {
            throw new AlreadyFiled();
        }
    }

    /** What is written of an item, besides its components. */
    record Item(
            ArchiveNumber number,
            Source source,
            String manifest,
            String manifestSha256,
            Fixation.Signature signature,
            long filedBy,
            String filedByName,
            Instant filedAt,
            @Nullable LocalDate retentionUntil) {}

    public static final class AlreadyFiled extends Refusal {
        public AlreadyFiled() {
            super(Kind.CONFLICT, "archives.already-filed");
        }
    }
}
