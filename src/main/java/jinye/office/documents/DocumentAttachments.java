package jinye.office.documents;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The attachments in their order; the 附件说明 is this list, so the two cannot differ. */
@Repository
class DocumentAttachments {

    static final int MAX = 50;

    record Attached(long file, String title) {}

    private final JdbcClient jdbc;

    DocumentAttachments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Attached> of(long document) {
        return jdbc.sql("select file, title from documents.attachment where document = :document order by position")
                .param("document", document)
                .query((row, index) -> new Attached(row.getLong("file"), row.getString("title")))
                .list();
    }

    List<String> titles(long document) {
        return of(document).stream().map(Attached::title).toList();
    }

    boolean holds(long document, long file) {
        return of(document).stream().anyMatch(attached -> attached.file() == file);
    }

    void replace(long document, List<Attached> attachments) {
        jdbc.sql("delete from documents.attachment where document = :document")
                .param("document", document)
                .update();
        for (int position = 0; position < attachments.size(); position++) {
            var attached = attachments.get(position);
            jdbc.sql("""
                            insert into documents.attachment (document, position, file, title)
                            values (:document, :position, :file, :title)""")
                    .param("document", document)
                    .param("position", position + 1)
                    .param("file", attached.file())
                    .param("title", attached.title())
                    .update();
        }
    }
}
