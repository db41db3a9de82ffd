package jinye.office.archives;

import static jinye.office.IssuedDocuments.visitor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import jinye.office.IssuedDocuments;
import jinye.sample.SampleBureau;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Documents that are over, for tests of the archives: sent out, or received, handled and closed. */
@Component
public class EndedDocuments {

    private final SampleBureau bureau;
    private final IssuedDocuments issued;
    private final JdbcClient jdbc;

    EndedDocuments(SampleBureau bureau, IssuedDocuments issued, JdbcClient jdbc) {
        this.bureau = bureau;
        this.issued = issued;
        this.jdbc = jdbc;
    }

    public long outgoing(int port, String title) {
        return outgoing(port, title, Map.of());
    }

    public long outgoing(int port, String title, Map<String, Object> more) {
        long document = issued.sealed(port, title, more);
        IssuedDocuments.done(visitor(port, "xiaoyan")
                .post(
                        "/api/transmission/dispatches",
                        IssuedDocuments.json(Map.of(
                                "document",
                                document,
                                "mainTo",
                                List.of(bureau.unit("43010000")),
                                "copyTo",
                                List.of()))));
        awaitSheet(document);
        return document;
    }

    /** Received, handled and closed by 长沙市局. */
    public long incoming(int port, String title) {
        long document = outgoing(port, title);
        long envelope = jdbc.sql("select id from transmission.envelope where document = ?")
                .param(document)
                .query(Long.class)
                .single();
        long incoming = IssuedDocuments.done(visitor(port, "huangyan")
                        .put("/api/transmission/envelopes/" + envelope + "/registration", "{\"handling\":\"READ\"}"))
                .json()
                .path("incoming")
                .asLong();
        issued.sendIncoming("suhua", incoming, "review", "accept", "符合要求。");
        IssuedDocuments.done(visitor(port, "suhua")
                .put(
                        IssuedDocuments.path(incoming, "proposal"),
                        IssuedDocuments.json(Map.of("readers", List.of(bureau.person("wangjianguo"))))));
        issued.sendIncoming("wangjianguo", incoming, "circulate", "sent", "已阅。");
        IssuedDocuments.done(
                visitor(port, "suhua").put(IssuedDocuments.path(incoming, "closure"), "{\"result\":\"已阅办。\"}"));
        awaitSheet(incoming);
        return incoming;
    }

    /** The sheet is printed after the act that ended the matter. */
    public void awaitSheet(long document) {
        await("select sheet is not null from documents.document where id = ?", document);
    }

    /** In the pool of the archives, which hears of it after the sheet is printed. @return the candidate's id */
    public long candidate(String module, long record) {
        await(
                "select exists (select 1 from archives.candidate where module = '" + module + "' and record = ?)",
                record);
        return jdbc.sql("select id from archives.candidate where module = ? and record = ?")
                .params(module, record)
                .query(Long.class)
                .single();
    }

    private void await(String question, long record) {
        for (int i = 0; i < 200; i++) {
            if (jdbc.sql(question).param(record).query(Boolean.class).single()) {
                return;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("never: " + question + " of " + record);
    }
}
