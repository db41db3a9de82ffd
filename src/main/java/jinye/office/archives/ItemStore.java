package jinye.office.archives;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes items. There is no way to change one, here or in the database. */
@Component
class ItemStore {

    private final JdbcTemplate template;
    private final JdbcClient database;

    ItemStore(JdbcTemplate template) {
        this.template = template;
        this.database = JdbcClient.create(template);
    }

    record Component(String kind, String name, long file, long size, String sha256) {}

    boolean isFiled(long document) {
        return database.sql("select exists (select 1 from archives.item where module = 'documents' and document = ?)")
                .param(document)
                .query(Boolean.class)
                .single();
    }

    /** The next 件号 of the class; the row lock makes others wait until this filing is committed or undone. */
    int nextNumber(String fonds, String category, int year, String retention, String classCode) {
        return database.sql("""
                        insert into archives.counter(fonds, category, year, retention, class_code, last) values (?, ?, ?, ?, ?, 1)
                        on conflict (fonds, category, year, retention, class_code) do update set last = archives.counter.last + 1
                        returning last""")
                .params(fonds, category, year, retention, classCode)
                .query(Integer.class)
                .single();
    }

    long insert(Item item, List<Component> components, Set<Grant> grants) {
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
                component.sha256()
            });
        }
        template.batchUpdate(
                "insert into archives.component(item, position, kind, name, file, size, sha256) values (?, ?, ?, ?, ?, ?, ?)",
                rows);
        template.batchUpdate(
                "insert into archives.item_grant(item, token, reason) values (?, ?, ?) on conflict do nothing",
                grants.stream()
                        .map(grant -> new Object[] {id, grant.token(), grant.reason()})
                        .toList());
        return id;
    }

    /** Of two archivists who file at once, the second waits for the first and is then refused. */
    private long insert(Item item) {
        var number = item.number();
        try {
            return database.sql("""
                            insert into archives.item(archive_number, fonds, category, year, retention, class_code, item_number, unit,
                                module, document, flow, title, document_number, kind_name, responsible, document_date, main_to, body_text,
                                manifest, manifest_sha256, filed_by, filed_by_name, filed_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                    .params(Arrays.asList(
                            number.text(),
                            number.fonds(),
                            number.category(),
                            number.year(),
                            number.retention(),
                            number.classCode(),
                            number.itemNumber(),
                            item.unit(),
                            item.module(),
                            item.document(),
                            item.flow(),
                            item.title(),
                            item.documentNumber(),
                            item.kindName(),
                            item.responsible(),
                            item.documentDate() == null ? null : java.sql.Date.valueOf(item.documentDate()),
                            item.mainTo(),
                            item.bodyText(),
                            item.manifest(),
                            item.manifestSha256(),
                            item.filedBy(),
                            item.filedByName(),
                            Moments.to(item.filedAt())))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException filed) {
            throw new Archives.AlreadyFiled();
        }
    }

    /** What is written of an item, besides its components. */
    record Item(
            ArchiveNumber number,
            long unit,
            String module,
            long document,
            String flow,
            String title,
            @Nullable String documentNumber,
            String kindName,
            String responsible,
            java.time.@Nullable LocalDate documentDate,
            String mainTo,
            String bodyText,
            String manifest,
            String manifestSha256,
            long filedBy,
            String filedByName,
            java.time.Instant filedAt) {}
}
