package jinye.office.documents;

import java.util.List;
import jinye.kernel.Grant;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What senders made known about received documents. It stands beside the document, which does not change by it. */
@Repository
class SourceNotices {

    private final JdbcClient jdbc;
    private final DocumentGrants grants;
    private final Messages messages;

    SourceNotices(JdbcClient jdbc, DocumentGrants grants, Messages messages) {
        this.jdbc = jdbc;
        this.grants = grants;
        this.messages = messages;
    }

    /** Tells everybody who has had the document in hand, also those who are done with it. */
    void add(Document document, SourceNotice notice) {
        long id = jdbc.sql("""
                        insert into documents.source_notice (document, term, ends, reason, from_name, at)
                        values (:document, :term, :ends, :reason, :from, :at) returning id""")
                .param("document", document.id)
                .param("term", notice.term())
                .param("ends", notice.ends())
                .param("reason", notice.reason())
                .param("from", notice.from())
                .param("at", Moments.to(notice.at()))
                .query(Long.class)
                .single();
        var advice = notice.ends() ? "，请停止办理" : "，请按更正后的内容办理";
        messages.tell(
                people(document.id),
                new Message(
                        "source-notice:" + id,
                        "recalled",
                        notice.from() + notice.term() + "《" + document.elements.title() + "》" + advice + "："
                                + notice.reason(),
                        "/documents/" + document.id,
                        Urgency.URGENT));
    }

    List<SourceNotice> of(long document) {
        return jdbc.sql("""
                        select term, ends, reason, from_name, at from documents.source_notice
                        where document = :document order by id""")
                .param("document", document)
                .query((row, index) -> new SourceNotice(
                        row.getString("term"),
                        row.getBoolean("ends"),
                        row.getString("reason"),
                        row.getString("from_name"),
                        Moments.from(row, "at")))
                .list();
    }

    private List<Long> people(long document) {
        var person = Grant.person(0).replace("0", "");
        return grants.of(document).stream()
                .map(Grant::token)
                .filter(token -> token.startsWith(person))
                .map(token -> Long.valueOf(token.substring(person.length())))
                .distinct()
                .toList();
    }
}
