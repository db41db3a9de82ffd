package jinye.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jinye.platform.workflow.Matters;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents for tests, carried over HTTP by the people whose steps they are. */
@Component
public class IssuedDocuments {

    public static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<String, Visitor> SIGNED_IN = new ConcurrentHashMap<>();
    private static final String MATTER = "documents.outgoing";

    private final SampleBureau bureau;
    private final Matters matters;

    IssuedDocuments(SampleBureau bureau, Matters matters) {
        this.bureau = bureau;
        this.matters = matters;
    }

    /** People stay signed in over the tests: signing in too often is refused. */
    public static Visitor visitor(int port, String login) {
        return SIGNED_IN.computeIfAbsent(
                port + "/" + login, who -> Visitor.at(port).signIn(login));
    }

    public static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    public static Map<String, Object> body(String text) {
        return Map.of(
                "type",
                "doc",
                "content",
                List.of(Map.of("type", "paragraph", "content", List.of(Map.of("type", "text", "text", text)))));
    }

    public long draft(int port, String title, Map<String, Object> more) {
        var content = new LinkedHashMap<String, Object>();
        content.put("kind", "08");
        content.put("title", title);
        content.put("body", body("现将有关事项通知如下。"));
        content.put("mainTo", List.of(bureau.unit("43010000")));
        content.put("publicity", "OPEN");
        content.put("signer", bureau.person("liuzhiyuan"));
        content.putAll(more);
        var answer =
                visitor(port, "limin").post("/api/documents", json(Map.of("flow", "outgoing", "content", content)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json().path("id").asLong();
    }

    /** At the signer's desk. */
    public long unsigned(int port, String title, Map<String, Object> more) {
        long id = draft(port, title, more);
        send("limin", id, "draft", "sent", "");
        send("zhaowei", id, "department", "agree", "同意。");
        send("chenjing", id, "office", "agree", "文字已核。");
        if (state(port, id).equals("D35")) {
            send("zhoujianguo", id, "leader", "agree", "同意。");
        }
        return id;
    }

    /** Signed, numbered, printed and sealed: ready to be sent. */
    public long sealed(int port, String title) {
        return sealed(port, title, Map.of());
    }

    public long sealed(int port, String title, Map<String, Object> more) {
        long id = unsigned(port, title, more);
        done(visitor(port, "liuzhiyuan").put(path(id, "signature"), "{\"opinion\":\"同意签发。\"}"));
        var chen = visitor(port, "chenjing");
        done(chen.put(path(id, "number"), "{}"));
        done(chen.put(path(id, "recheck"), "{}"));
        done(chen.put(path(id, "typesetting"), "{\"complete\":true}"));
        done(visitor(port, "tangli").put(path(id, "seal"), "{}"));
        return id;
    }

    public void send(String login, long id, String node, String decision, String opinion) {
        matters.send(bureau.actor(login), MATTER, id, node, decision, opinion);
    }

    public void sendIncoming(String login, long id, String node, String decision, String opinion) {
        matters.send(bureau.actor(login), "documents.incoming", id, node, decision, opinion);
    }

    public String state(int port, long id) {
        return view(port, "limin", id).path("state").asString();
    }

    public static JsonNode view(int port, String login, long id) {
        var answer = visitor(port, login).get("/api/documents/" + id);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    public static String path(long id, String what) {
        return "/api/documents/" + id + "/" + what;
    }

    public static Visitor.Answer done(Visitor.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 204);
        return answer;
    }
}
