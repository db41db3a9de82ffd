package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import jinye.platform.forms.Forms;
import jinye.platform.workflow.Matters;
import jinye.sample.SampleBureau;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Walks requests the way people do: fill in, send, and whoever is asked next answers. */
@Component
public class Walk {

    private final Requests requests;
    private final RequestStore store;
    private final PartStore parts;
    private final Matters matters;
    private final SampleBureau bureau;
    private final Files files;
    private final RequestReading reading;
    private final RequestSheet sheets;
    private final Filing filing;
    private final Directory directory;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Walk(
            Requests requests,
            RequestStore store,
            PartStore parts,
            Matters matters,
            SampleBureau bureau,
            Files files,
            RequestReading reading,
            RequestSheet sheets,
            Filing filing,
            Directory directory,
            JdbcClient jdbc,
            JsonMapper json) {
        this.requests = requests;
        this.store = store;
        this.parts = parts;
        this.matters = matters;
        this.bureau = bureau;
        this.files = files;
        this.reading = reading;
        this.sheets = sheets;
        this.filing = filing;
        this.directory = directory;
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

    void addAs(String login, Request request, Map<String, ?> data) {
        requests.save(
                bureau.actor(login),
                request.id,
                store.get(request.id).version,
                Forms.data(json.writeValueAsString(data)));
    }

    void makeVoid(String login, Request request, String reason) {
        requests.makeVoid(bureau.actor(login), request.id, reason);
    }

    /** Everybody who is asked at the node answers. */
    void send(Request request, String node, String decision) {
        send(request.matter(), request.id, node, decision);
    }

    public void send(String matter, long record, String node, String decision) {
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
        return now(request.id);
    }

    Request now(long request) {
        return store.get(request);
    }

    /** One department's answer. */
    void answer(Part part, String kind, Map<String, ?> data) {
        var matter = Kind.partMatter(kind);
        var node = matters.openNodes(matter, part.id).getFirst();
        var handler = handlers(matter, part.id, node).getFirst();
        requests.saveAnswer(handler, part.id, part.version, Forms.data(json.writeValueAsString(data)));
        matters.send(handler, matter, part.id, node, "", "已会审。");
    }

    /** What follows without people has happened. */
    public void wake() {
        until("""
                not exists (select 1 from workflow.trigger where state = 'ARMED' and due_at <= now())
                and not exists (select 1 from workflow.announcement where pending)""");
    }

    /** The moment the matter waits for has come, or the clock of those it asked has run out. */
    public void letTimePass(String matter, long record) {
        jdbc.sql("""
                        update workflow.trigger set due_at = now() - interval '1 second' where state = 'ARMED' and kind in ('TIMER', 'TIMEOUT')
                          and matter in (select id from workflow.matter where kind = :kind and record = :record)""").param("kind", matter).param("record", record).update();
        wake();
    }

    private void until(String condition) {
        for (int tries = 0; tries < 150; tries++) {
            if (jdbc.sql("select " + condition).query(Boolean.class).single()) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
        throw new AssertionError("never: " + condition);
    }

    /** Approved, printed with every place filled, kept as a sheet, and filed by the archivist of the unit under a number. */
    void endsOnPaperAndInTheArchives(Request request) {
        var over = now(request);
        assertThat(over.state).isEqualTo(RequestState.APPROVED);
        var applicant = bureau.actor(over.origin.applicant());
        var paper = sheets.html(over, reading.view(applicant, over.id));
        assertThat(paper).contains("<h1>").doesNotContain("{{").doesNotContain("<script");
        if (over.number != null) {
            assertThat(paper).contains(over.number);
        }
        until("(select sheet is not null from approvals.request where id = " + over.id + ")");
        assertThat(sheets.pdf(now(request)).pdf()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        var archivist = directory.holdersOf("R_ARCH", over.origin.unit()).getFirst();
        var filed = filing.file(bureau.actor(archivist.id()), over.id);
        assertThat(filed.archiveNumber()).isNotBlank();
        assertThat(now(request).archiveNumber).isEqualTo(filed.archiveNumber());
    }

    /** For journeys, which know no type of this module. */
    public long begin(String login, String kind, Map<String, ?> data) {
        return fill(login, kind, data).id;
    }

    public long latest(String login, String kind) {
        return jdbc.sql("select max(id) from approvals.request where applicant = :person and kind = :kind")
                .param("person", bureau.person(login))
                .param("kind", kind)
                .query(Long.class)
                .single();
    }

    public long matter(long request) {
        return jdbc.sql(
                        "select id from workflow.matter where kind like 'approvals.%' and record = :request and parent is null")
                .param("request", request)
                .query(Long.class)
                .single();
    }

    /** A payment that departments are asked about. */
    public long payment(String login, String amount) {
        return payment(login, "large-payment", amount);
    }

    /** @param kind one that was made like it */
    long payment(String login, String kind, String amount) {
        var data = new LinkedHashMap<String, Object>();
        data.put("purpose", "purchase");
        data.put("payee", "湖南恒通物流装备有限公司");
        data.put("bank", "中国工商银行");
        data.put("account", "1901000000005678");
        data.put("contract", "HT-430000-2026-0045");
        data.put("contractAmount", "9000000.00");
        data.put("paidBefore", "1000000.00");
        data.put("amount", amount);
        data.put("budget", "年度预算");
        data.put("inBudget", true);
        data.put("reason", "按合同支付进度款");
        data.put("proof", List.of(file(login, "合同.txt")));
        var request = fill(login, kind, data);
        send(request, "apply", "sent");
        send(request, "department", "agree");
        return request.id;
    }

    /** A project that four departments are asked about at once. */
    public long project(String login) {
        var data = new LinkedHashMap<String, Object>();
        data.put("subject", "数据中心升级");
        data.put("category", "it");
        data.put("nature", "technical");
        data.put("estimate", "3600000.00");
        data.put("source", "own");
        data.put("begin", "2027-01-01");
        data.put("end", "2027-10-31");
        data.put("need", "设备老化");
        data.put("feasibility", "可行");
        data.put("report", List.of(file(login, "可研.txt")));
        var request = fill(login, "key-project", data);
        send(request, "apply", "sent");
        send(request, "department", "agree");
        return request.id;
    }

    /** @param code of the department that answers */
    public void answerBy(long request, String code, Map<String, ?> data) {
        long department = bureau.department("43000000", code);
        var part = parts.of(request).stream()
                .filter(one -> one.department == department && one.state == Part.State.ASKED)
                .findFirst()
                .orElseThrow();
        answer(part, store.get(request).kind, data);
    }
}
