package jinye.office.documents;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Documents as rows. One row is wide because the law names that many elements; nothing is hidden in another table. */
@Repository
class DocumentStore {

    private static final String NOTHING = "{\"type\": \"doc\", \"content\": []}";

    private final JdbcClient jdbc;
    private final DocumentColumns columns;

    DocumentStore(JdbcClient jdbc, DocumentColumns columns) {
        this.jdbc = jdbc;
        this.columns = columns;
    }

    long nextId() {
        return jdbc.sql("select nextval('documents.document_id')")
                .query(Long.class)
                .single();
    }

    Optional<Document> find(long id) {
        return jdbc.sql("select * from documents.document where id = :id")
                .param("id", id)
                .query(columns::read)
                .optional();
    }

    /** All documents in the order of their ids, some at a time. */
    List<Document> after(long id, int size) {
        return jdbc.sql("select * from documents.document where id > :id order by id limit :size")
                .param("id", id)
                .param("size", size)
                .query(columns::read)
                .list();
    }

    /** Two acts on one document wait for each other here; the second then finds the state changed. */
    Document lock(long id) {
        return jdbc.sql("select * from documents.document where id = :id for update")
                .param("id", id)
                .query(columns::read)
                .optional()
                .orElseThrow(NoSuchDocument::new);
    }

    Set<Long> holding(Collection<Long> files) {
        return Set.copyOf(jdbc.sql("""
                        select paper from documents.document where paper = any(:files)
                        union select ofd from documents.document where ofd = any(:files)
                        union select sheet from documents.document where sheet = any(:files)
                        union select file from documents.attachment where file = any(:files)""")
                .param("files", files.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** 销毁: the text and every file go, here and in all versions; what describes the document stays. */
    void destroy(long id, String because) {
        jdbc.sql("""
                        update documents.document set destroyed_by = :because, body = cast(:body as jsonb), body_text = '',
                            paper = null, ofd = null, sheet = null, version = version + 1 where id = :id""")
                .param("because", because)
                .param("body", NOTHING)
                .param("id", id)
                .update();
        jdbc.sql("delete from documents.attachment where document = ?")
                .param(id)
                .update();
        jdbc.sql("update documents.version set body = cast(? as jsonb) where document = ?")
                .params(NOTHING, id)
                .update();
    }

    void insert(Document document) {
        var values = columns.of(document);
        var names = String.join(", ", values.keySet());
        var places = values.keySet().stream().map(DocumentStore::place).collect(Collectors.joining(", "));
        jdbc.sql("insert into documents.document (" + names + ") values (" + places + ")")
                .params(values)
                .update();
    }

    /** @return the version written */
    long update(Document document) {
        var values = columns.of(document);
        values.remove("id");
        values.put("version", document.version + 1);
        var assignments = values.keySet().stream()
                .map(column -> column + " = " + place(column))
                .collect(Collectors.joining(", "));
        int rows = jdbc.sql("update documents.document set " + assignments + " where id = :id and version = :expected")
                .params(values)
                .param("id", document.id)
                .param("expected", document.version)
                .update();
        if (rows == 0) {
            throw new Overtaken();
        }
        return document.version + 1;
    }

    private static String place(String column) {
        return column.equals("body") || column.equals("reasons") ? "cast(:" + column + " as jsonb)" : ":" + column;
    }

    /** Also said to people who may not know that it exists. */
    static final class NoSuchDocument extends Refusal {
        NoSuchDocument() {
            super(Kind.NOT_FOUND, "documents.no-such-document");
        }
    }

    static final class Overtaken extends Refusal {
        Overtaken() {
            super(Kind.CONFLICT, "web.overtaken");
        }
    }
}
