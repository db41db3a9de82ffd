package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.files.Files;
import jinye.platform.forms.Forms;
import jinye.platform.workflow.Matters;
import jinye.sample.SampleBureau;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Walks requests the way people do: fill in, send, and whoever is asked next answers. */
@Component
class Walk {

    private final Requests requests;
    private final RequestStore store;
    private final Matters matters;
    private final SampleBureau bureau;
    private final Files files;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Walk(
            Requests requests,
            RequestStore store,
            Matters matters,
            SampleBureau bureau,
            Files files,
            JdbcClient jdbc,
            JsonMapper json) {
        this.requests = requests;
        this.store = store;
        this.matters = matters;
        this.bureau = bureau;
        this.files = files;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Begins a request and fills it in; it lies in the applicant's hands. */
    Request fill(String login, String kind, Map<String, ?> data) {
        var saved = requests.start(bureau.actor(login), kind, Forms.data(json.writeValueAsString(data)));
        return store.get(saved.id());
    }

    /** Fills in what a later step asks for. */
    void add(Request request, String node, Map<String, ?> data) {
        var actor = handlers(request.matter(), request.id, node).getFirst();
        requests.save(actor, request.id, store.get(request.id).version, Forms.data(json.writeValueAsString(data)));
    }

    /** A file as it stands in a form, uploaded by somebody. */
    Map<String, Object> file(String login, String name) {
        var stored = files.store(
                bureau.actor(login), name, new ByteArrayInputStream("材料内容".getBytes(StandardCharsets.UTF_8)));
        return Map.of("id", stored.id(), "name", stored.name(), "size", stored.size(), "type", stored.type());
    }

    /** Everybody who is asked at the node answers. */
    void send(Request request, String node, String decision) {
        send(request.matter(), request.id, node, decision);
    }

    void send(String matter, long record, String node, String decision) {
        var handlers = handlers(matter, record, node);
        assertThat(handlers)
                .as("%s is asked at %s; open: %s", matter, node, matters.openNodes(matter, record))
                .isNotEmpty();
        handlers.forEach(handler -> matters.send(handler, matter, record, node, decision, "同意。"));
    }

    List<Actor> handlers(String matter, long record, String node) {
        return jdbc
                .sql("""
                        select a.person from workflow.assignment a join workflow.step s on s.id = a.step
                        join workflow.matter m on m.id = s.matter
                        where m.kind = :kind and m.record = :record and s.node = :node and s.state = 'OPEN'
                          and a.state in ('OFFERED', 'OPENED')
                          and (not a.pool or a.id = (select min(p.id) from workflow.assignment p where p.step = s.id))
                        order by a.id""")
                .param("kind", matter)
                .param("record", record)
                .param("node", node)
                .query(Long.class)
                .list()
                .stream()
                .map(bureau::actor)
                .toList();
    }

    /** Nodes at which the matter rests now, those that wait without people included. */
    List<String> open(Request request) {
        return jdbc.sql("""
                        select s.node from workflow.step s join workflow.matter m on m.id = s.matter
                        where m.kind = :kind and m.record = :record and s.state = 'OPEN' order by s.id""")
                .param("kind", request.matter())
                .param("record", request.id)
                .query(String.class)
                .list();
    }

    Request now(Request request) {
        return store.get(request.id);
    }

    /** One department's answer. */
    void answer(Part part, String kind, Map<String, ?> data) {
        var matter = Kind.partMatter(kind);
        var node = matters.openNodes(matter, part.id).getFirst();
        var handler = handlers(matter, part.id, node).getFirst();
        requests.saveAnswer(handler, part.id, part.version, Forms.data(json.writeValueAsString(data)));
        matters.send(handler, matter, part.id, node, "", "已会审。");
    }
}
