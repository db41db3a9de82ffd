package jinye.office;

import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import jinye.sample.Visitor;
import tools.jackson.databind.JsonNode;

/** Kinds of approval as designers make them over HTTP, and one request of each that is under way meanwhile. */
final class DesignedKinds {

    static final String FORM = "form.schema.json";
    static final String LAYOUT = "form.layout.json";
    static final String PROCESS = "process.bpmn";

    private final int port;

    DesignedKinds(int port) {
        this.port = port;
    }

    /** @param version of the draft, which the next save has to name */
    record Draft(Map<String, String> files, long version) {}

    Visitor designer() {
        return visitor(port, "sysadmin");
    }

    /** Begun and published as the designer offers it: one field, one reviewer. */
    void published(String name) {
        begun(name);
        done(publish(name, draft(name).version()));
    }

    void begun(String name) {
        var answer =
                designer().post("/api/approvals/kinds", json(Map.of("name", name, "title", "试验" + name.toUpperCase())));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    Draft draft(String name) {
        var answer =
                done(designer().get("/api/approvals/kinds/" + name + "/draft")).json();
        var files = new TreeMap<String, String>();
        answer.path("files")
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asString()));
        return new Draft(files, answer.path("version").asLong());
    }

    Visitor.Answer save(Visitor by, String name, Map<String, String> files, long version) {
        return by.put("/api/approvals/kinds/" + name + "/draft", json(Map.of("files", files)), version);
    }

    /** Changes one file of the draft. */
    void change(String name, String path, UnaryOperator<String> change) {
        var draft = draft(name);
        var changed = change.apply(draft.files().getOrDefault(path, ""));
        assertThat(changed).isNotEqualTo(draft.files().get(path));
        draft.files().put(path, changed);
        done(save(designer(), name, draft.files(), draft.version()));
    }

    Visitor.Answer publish(String name, long version) {
        return publish(designer(), name, version);
    }

    Visitor.Answer publish(Visitor by, String name, long version) {
        return by.post("/api/approvals/kinds/" + name + "/versions", "{\"note\":\"试验\"}", version);
    }

    Visitor.Answer publishDraft(String name) {
        return publish(name, draft(name).version());
    }

    /** 发布前检查 as the designer reads it. */
    JsonNode findings(String name) {
        return done(designer().get("/api/approvals/kinds/" + name + "/findings"))
                .json();
    }

    long versionInForce(String name) {
        for (var kind : designer().get("/api/approvals/kinds").json()) {
            if (kind.path("name").asString().equals(name)) {
                return kind.path("version").asLong();
            }
        }
        throw new AssertionError("no kind " + name);
    }

    /** A request that lies with the head of the applicant's department. */
    long underWay(String name) {
        long id = started(name, "{\"reason\":\"试验办理\"}");
        send("limin", name, id, "sent");
        return id;
    }

    long started(String name, String data) {
        var begun = visitor(port, "limin").post("/api/approvals/requests", json(Map.of("kind", name, "data", data)));
        assertThat(begun.status()).as("%s", begun).isEqualTo(201);
        return begun.json().path("id").asLong();
    }

    void send(String login, String name, long request, String decision) {
        done(sending(login, name, request, decision));
    }

    Visitor.Answer sending(String login, String name, long request, String decision) {
        return visitor(port, login)
                .post(
                        "/api/workflow/assignments/" + assignment(login, name, request) + "/sending",
                        json(Map.of("decision", decision, "opinion", "同意。")));
    }

    long assignment(String login, String name, long request) {
        var mine = matter(login, name, request).path("mine");
        assertThat(mine.size()).as("%s has request %s in hand", login, request).isEqualTo(1);
        return mine.path(0).path("assignment").asLong();
    }

    JsonNode matter(String login, String name, long request) {
        return done(visitor(port, login).get("/api/workflow/matters?kind=approvals." + name + "&record=" + request))
                .json();
    }

    JsonNode request(String login, long request) {
        return done(visitor(port, login).get("/api/approvals/requests/" + request))
                .json();
    }

    /** What its applicant sees of it, to be compared later. */
    String seen(long request) {
        return request("limin", request).toString();
    }
}
