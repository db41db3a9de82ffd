package jinye.office;

import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jinye.kernel.Moments;
import jinye.office.approvals.kinds.KindPackage;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What designers and administrators get wrong, over HTTP: a sentence each time, and what is under way goes on untouched. */
@JinyeTest
class BadDesignTests {

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    private DesignedKinds kinds;

    @BeforeEach
    void atTheDesk() {
        kinds = new DesignedKinds(port);
    }

    @Test
    void aBrokenDefinitionIsNotPublished() {
        kinds.published("bad-broken");
        long request = kinds.underWay("bad-broken");
        var seen = kinds.seen(request);

        kinds.change(
                "bad-broken", DesignedKinds.PROCESS, text -> text.replace("targetRef=\"end\"", "targetRef=\"gone\""));
        notPublished("bad-broken", "连线");
        kinds.change("bad-broken", DesignedKinds.PROCESS, text -> text.substring(0, 300));
        notPublished("bad-broken", "流程");
        kinds.change("bad-broken", "rules/limits.dmn", text -> "<definitions");
        notPublished("bad-broken", "规则表");
        kinds.change("bad-broken", DesignedKinds.FORM, text -> text.substring(0, 60));
        notPublished("bad-broken", "JSON");

        goesOn("bad-broken", request, seen);
    }

    @Test
    void aFieldThatNoStepCanFillIsNamed() {
        kinds.published("bad-field");
        long request = kinds.underWay("bad-field");
        var seen = kinds.seen(request);

        kinds.change(
                "bad-field",
                DesignedKinds.LAYOUT,
                text -> text.replace(
                        "\"apply\": {\"*\": \"edit\", \"reason\": \"required\"}", "\"apply\": {\"*\": \"read\"}"));

        notPublished("bad-field", "事由");
        goesOn("bad-field", request, seen);
    }

    @Test
    void aCircleOfSubMattersIsNotPublished() {
        kinds.published("bad-circle");
        kinds.published("bad-circle-b");
        long request = kinds.underWay("bad-circle");
        var seen = kinds.seen(request);

        kinds.change("bad-circle", DesignedKinds.PROCESS, text -> calling(text, "bad-circle"));
        notPublished("bad-circle", "子办件");
        kinds.change(
                "bad-circle",
                DesignedKinds.PROCESS,
                text -> text.replace("approvals.bad-circle\"", "approvals.bad-circle-b\""));
        done(kinds.publishDraft("bad-circle"));
        kinds.change("bad-circle-b", DesignedKinds.PROCESS, text -> calling(text, "bad-circle"));
        notPublished("bad-circle-b", "子办件");
        kinds.change(
                "bad-circle-b",
                DesignedKinds.PROCESS,
                text -> text.replace("approvals.bad-circle\"", "approvals.bad-nothing\""));
        notPublished("bad-circle-b", "子办件");

        goesOn("bad-circle", request, seen);
    }

    /** Each looks innocent while the other is not published; together they would call each other for ever. */
    @Test
    void twoHalvesOfACircleAreNotPublishedAtOnce() throws Exception {
        kinds.published("bad-half-a");
        kinds.published("bad-half-b");
        kinds.change("bad-half-a", DesignedKinds.PROCESS, text -> calling(text, "bad-half-b"));
        kinds.change("bad-half-b", DesignedKinds.PROCESS, text -> calling(text, "bad-half-a"));
        long a = kinds.draft("bad-half-a").version();
        long b = kinds.draft("bad-half-b").version();
        var other = visitor(port, "hewei");

        var answers = atOnce(() -> kinds.publish("bad-half-a", a), () -> kinds.publish(other, "bad-half-b", b));

        assertThat(answers).extracting(Visitor.Answer::status).containsExactlyInAnyOrder(201, 422);
        answers.stream()
                .filter(answer -> answer.status() == 422)
                .forEach(answer -> assertThat(sentence(answer)).contains("子办件"));
    }

    @Test
    void aConditionOnAMissingFieldIsNamed() {
        kinds.published("bad-condition");
        long request = kinds.underWay("bad-condition");
        var seen = kinds.seen(request);

        kinds.change(
                "bad-condition",
                DesignedKinds.PROCESS,
                text -> text.replace(
                                "sourceRef=\"department\" targetRef=\"end\"",
                                "sourceRef=\"department\" targetRef=\"gate\"")
                        .replace("<endEvent id=\"end\"/>", """
                        <exclusiveGateway id="gate" name="金额" default="g-end"/><endEvent id="end"/>
                        <sequenceFlow id="g-apply" sourceRef="gate" targetRef="apply"><conditionExpression xsi:type="tFormalExpression">${amount > 5}</conditionExpression></sequenceFlow>
                        <sequenceFlow id="g-end" sourceRef="gate" targetRef="end"/>"""));
        notPublished("bad-condition", "amount");
        kinds.change("bad-condition", DesignedKinds.PROCESS, text -> text.replace("amount > 5", "initiator"));
        kinds.change(
                "bad-condition",
                DesignedKinds.LAYOUT,
                text -> text.replace(
                        "\"options\": {\"multi\": true}",
                        "\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/urgent\",\"schema\":{\"const\":true}}}"));
        notPublished("bad-condition", "urgent");

        goesOn("bad-condition", request, seen);
    }

    @Test
    void aPostADepartmentAndAPersonWithRunningWorkStay() {
        kinds.published("bad-post");
        long request = kinds.underWay("bad-post");
        var seen = kinds.seen(request);
        var directory = visitor(port, "sysadmin");
        long unit = bureau.unit("43000000");
        long department = opened(directory.post(
                "/api/directory/units/" + unit + "/departments",
                json(Map.of("code", "TSTX", "name", "试验处", "sort", 990))));
        long post = post(directory, department, "TSTXH", "试验处处长", "HEAD");
        long person = opened(directory.post(
                "/api/directory/people",
                json(Map.of(
                        "person",
                        Map.of("name", "贺试验", "staffNumber", "43TSTX001", "gender", 0, "sort", 1),
                        "post",
                        post))));
        done(visitor(port, "zhaowei")
                .post(
                        "/api/workflow/assignments/" + kinds.assignment("zhaowei", "bad-post", request) + "/transfer",
                        json(Map.of("person", person, "reason", "请代为办理"))));

        refused(
                directory.delete("/api/directory/posts/" + post, version(directory, department, post)),
                409,
                "directory.post-has-people");
        refused(closure(directory, unit, department), 409, "directory.department-has-people");
        var leaving = departure(directory, person);
        refused(leaving, 409, "workflow.still-handles");
        assertThat(sentence(leaving)).contains("部门审核").contains("工作移交");

        // whoever changes post keeps the work; the empty post may then be closed
        long other = post(directory, department, "TSTXC", "试验处科员", "STAFF");
        long proposal = opened(directory.post(
                "/api/directory/people/" + person + "/appointments",
                json(Map.of("post", other, "main", true, "reason", "岗位撤销"))));
        done(visitor(port, "secadmin").put("/api/directory/proposals/" + proposal + "/approval", "", 0));
        done(directory.delete("/api/directory/posts/" + post, version(directory, department, post)));
        refused(departure(directory, person), 409, "workflow.still-handles");
        done(visitor(port, "hewei")
                .post(
                        "/api/workflow/hand-overs",
                        json(Map.of("from", person, "to", bureau.person("zhaowei"), "reason", "岗位撤销"))));
        done(departure(directory, person));
        done(closure(directory, unit, department));
        goesOn("bad-post", request, seen);
    }

    @Test
    void aProcessOfFiveMegabytesComesToASentence() {
        kinds.published("bad-huge");
        long request = kinds.underWay("bad-huge");
        var seen = kinds.seen(request);
        var designer = kinds.designer();
        var small = kinds.draft("bad-huge").files().get(DesignedKinds.PROCESS);
        var many = small.replace(
                "<endEvent id=\"end\"/>",
                "<endEvent id=\"end\"/>"
                        + IntStream.range(0, 43_000)
                                .mapToObj(n ->
                                        "<userTask id=\"task-number-%d\" name=\"第 %d 个很长的环节名称\" jinye:who=\"initiator-department-head\"/>"
                                                .formatted(n, n))
                                .collect(Collectors.joining()));
        assertThat(many.length()).isGreaterThan(4_000_000);
        var long5 =
                small.replace("<endEvent id=\"end\"/>", "<endEvent id=\"end\"/><!--" + "长".repeat(1_700_000) + "-->");

        for (var bpmn : List.of(many, long5)) {
            var begun = System.nanoTime();
            var checked = designer.post("/api/workflow/processes/checks", json(Map.of("bpmn", bpmn)));
            assertThat(checked.status())
                    .as(checked.body().substring(0, Math.min(300, checked.body().length())))
                    .isIn(200, 422);
            assertThat(System.nanoTime() - begun).isLessThan(20_000_000_000L);
        }
        assertThat(designer.post("/api/workflow/processes/checks", json(Map.of("bpmn", many)))
                        .body())
                .contains("流程");
        var tooLarge = small + "<!--" + "长".repeat(2_000_000) + "-->";
        refused(
                designer.post("/api/workflow/processes/checks", json(Map.of("bpmn", tooLarge))),
                422,
                "workflow.process-too-large");
        refused(designer.post("/api/workflow/processes/imports", json(Map.of("bpmn", many))), 422, null);
        var draft = kinds.draft("bad-huge");
        draft.files().put(DesignedKinds.PROCESS, many);
        refused(kinds.save(designer, "bad-huge", draft.files(), draft.version()), 413, "approvals.kind-too-large");
        assertThat(kinds.draft("bad-huge").files().get(DesignedKinds.PROCESS)).isEqualTo(small);

        goesOn("bad-huge", request, seen);
    }

    @Test
    void aFormOfFiveHundredFieldsIsFilledInAndOneOfAThousandAndOneIsRefused() {
        kinds.published("bad-fields");
        long before = kinds.underWay("bad-fields");
        var seen = kinds.seen(before);
        var draft = kinds.draft("bad-fields");
        draft.files().putAll(fields(500));
        done(kinds.save(kinds.designer(), "bad-fields", draft.files(), draft.version()));
        done(kinds.publishDraft("bad-fields"));

        long request = kinds.started("bad-fields", "{\"reason\":\"试验\",\"f7\":\"七\"}");
        var sent = kinds.sending("limin", "bad-fields", request, "sent");
        refused(sent, 422, "forms.not-acceptable");
        assertThat(sent.json().path("faults").size()).isBetween(1, 500);
        assertThat(sent.json().path("faults").path(0).path("message").asString())
                .contains("请填写");
        assertThat(kinds.request("limin", request).path("data").asString()).contains("七");
        var all = IntStream.range(0, 500).boxed().collect(Collectors.toMap(n -> "f" + n, n -> "值" + n));
        all.put("reason", "试验");
        done(fill("limin", request, json(all)));
        kinds.send("limin", "bad-fields", request, "sent");

        draft = kinds.draft("bad-fields");
        draft.files().putAll(fields(1_001));
        done(kinds.save(kinds.designer(), "bad-fields", draft.files(), draft.version()));
        notPublished("bad-fields", "拆分");
        goesOn("bad-fields", before, seen);
        kinds.send("zhaowei", "bad-fields", request, "agree");
    }

    @Test
    void tenThousandRowsAreTooManyAndWhatWasSavedStays() {
        kinds.begun("bad-rows");
        var draft = kinds.draft("bad-rows");
        draft.files().put(DesignedKinds.FORM, """
                {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"明细试验","type":"object","properties":{
                  "reason":{"type":"string","title":"事由","maxLength":500},
                  "rows":{"type":"array","title":"明细","items":{"type":"object","properties":{
                    "quantity":{"type":"integer","title":"数量"},"price":{"x-money":true,"title":"单价"},
                    "amount":{"x-money":true,"title":"金额","x-computed":"quantity * price"}}}},
                  "total":{"x-money":true,"title":"合计","x-computed":"$sum(rows.amount)"}},"required":["reason"]}""");
        draft.files().put(DesignedKinds.LAYOUT, """
                {"type":"VerticalLayout","elements":[{"type":"Control","scope":"#/properties/reason"},
                  {"type":"Control","scope":"#/properties/rows"},{"type":"Control","scope":"#/properties/total"}],
                 "access":{"apply":{"*":"edit"}}}""");
        done(kinds.save(kinds.designer(), "bad-rows", draft.files(), draft.version()));
        done(kinds.publishDraft("bad-rows"));
        long request = kinds.started("bad-rows", "{\"reason\":\"试验\",\"rows\":" + rows(3) + "}");
        var seen = kinds.seen(request);
        assertThat(kinds.request("limin", request).path("data").asString()).contains("9.90");

        var answer = fill("limin", request, "{\"reason\":\"试验\",\"rows\":" + rows(10_000) + "}");

        refused(answer, 422, "forms.not-acceptable");
        assertThat(answer.json().path("faults").path(0).path("message").asString())
                .contains("明细")
                .contains("10000")
                .contains("5000")
                .contains("拆分");
        assertThat(kinds.seen(request)).isEqualTo(seen);
        refused(
                visitor(port, "limin")
                        .post(
                                "/api/approvals/requests",
                                json(Map.of("kind", "bad-rows", "data", "{\"rows\":" + rows(40_000) + "}"))),
                422,
                null);
        done(fill("limin", request, "{\"reason\":\"试验\",\"rows\":" + rows(2_000) + "}"));
        kinds.send("limin", "bad-rows", request, "sent");
        kinds.send("zhaowei", "bad-rows", request, "agree");
    }

    @Test
    void aHostileZipIsRefusedAndChangesNothing() throws Exception {
        kinds.published("bad-zip");
        long request = kinds.underWay("bad-zip");
        var seen = kinds.seen(request);
        var files = kinds.draft("bad-zip").files();
        var bomb = new TreeMap<>(files);
        bomb.put("paper.html", "0".repeat(30_000_000));
        var many = new TreeMap<>(files);
        IntStream.range(0, 80).forEach(n -> many.put("rules/t" + n + ".dmn", "x"));

        hostile(zip(bomb), "approvals.zip-bomb");
        hostile(zip(with(files, "../../../etc/cron.d/jinye", "* * * * * root id")), "approvals.zip-path");
        hostile(zip(with(files, "/etc/passwd", "root")), "approvals.zip-path");
        hostile(zip(with(files, "rules\\..\\..\\x.dmn", "x")), "approvals.zip-path");
        hostile(zip(with(files, "run.sh", "rm -rf /")), "approvals.zip-unknown-file");
        hostile(zip(many), "approvals.zip-too-many");
        hostile(link(files), "approvals.zip-link");
        hostile(twice(files), "approvals.zip-twice");
        hostile(zip(Map.of("paper.html", "<p></p>")), "approvals.zip-no-kind");
        hostile("PK not a zip".getBytes(StandardCharsets.UTF_8), "approvals.zip-unreadable");
        hostile(new byte[5_100_000], "approvals.zip-too-large");
        refused(
                kinds.designer().post("/api/approvals/kinds/imports", "{\"zip\":\"不是文件\",\"unsignedToo\":true}"),
                422,
                "approvals.zip-unreadable");

        assertThat(kinds.versionInForce("bad-zip")).isEqualTo(1);
        goesOn("bad-zip", request, seen);
    }

    @Test
    void aPackageSignedByNobodyKnownNeedsAWordAndAForgedOneIsRefused() throws Exception {
        kinds.published("bad-seal");
        var files = kinds.draft("bad-seal").files();
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var stranger = zip(with(
                files,
                "META-INF/signature.json",
                json(Map.of(
                        "key",
                                Base64.getEncoder()
                                        .encodeToString(pair.getPublic().getEncoded()),
                        "signature", Base64.getEncoder().encodeToString(signed(files, pair.getPrivate()))))));
        var forged = zip(with(
                files,
                "META-INF/signature.json",
                json(Map.of(
                        "key",
                                Base64.getEncoder()
                                        .encodeToString(pair.getPublic().getEncoded()),
                        "signature", Base64.getEncoder().encodeToString(new byte[64])))));

        assertThat(imported("import-looks", stranger, false)
                        .json()
                        .path("standing")
                        .asString())
                .isEqualTo("UNKNOWN_KEY");
        var answer = imported("imports", stranger, false);
        refused(answer, 409, "approvals.not-vouched-for");
        assertThat(sentence(answer)).contains("签名密钥");
        refused(imported("imports", zip(files), false), 409, "approvals.not-vouched-for");
        refused(imported("imports", forged, true), 422, "approvals.signature-broken");
        assertThat(kinds.draft("bad-seal").version()).isZero();

        assertThat(imported("imports", stranger, true).status()).isEqualTo(201);
        refused(imported("imports", stranger, true), 409, "approvals.draft-overtaken");
        assertThat(kinds.versionInForce("bad-seal")).isEqualTo(1);
    }

    @Test
    void theSecondOfTwoWhoDesignAKindAtOnceIsTold() throws Exception {
        kinds.published("bad-two");
        long request = kinds.underWay("bad-two");
        var seen = kinds.seen(request);
        var one = kinds.designer();
        var other = visitor(port, "hewei");

        // the process and a decision table are files of the kind, and both begin from the published version
        var mine = kinds.draft("bad-two");
        var theirs = kinds.draft("bad-two");
        mine.files().computeIfPresent(DesignedKinds.PROCESS, (path, text) -> text.replace("部门审核", "部门初审"));
        theirs.files().put("rules/limits.dmn", "<definitions/>");
        var answers = atOnce(
                () -> kinds.save(one, "bad-two", mine.files(), mine.version()),
                () -> kinds.save(other, "bad-two", theirs.files(), theirs.version()));
        assertThat(answers).extracting(Visitor.Answer::status).containsExactlyInAnyOrder(200, 409);
        var late = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow();
        refused(late, 409, "approvals.draft-overtaken");

        // a draft that was published or dropped meanwhile is not the one that was begun afterwards
        long old = kinds.draft("bad-two").version();
        done(one.delete("/api/approvals/kinds/bad-two/draft"));
        done(kinds.save(other, "bad-two", mine.files(), 0));
        refused(kinds.save(one, "bad-two", theirs.files(), old), 409, "approvals.draft-overtaken");
        refused(kinds.publish(one, "bad-two", old), 409, "approvals.draft-overtaken");
        assertThat(kinds.draft("bad-two").files()).isEqualTo(mine.files());

        long now = kinds.draft("bad-two").version();
        var publications = atOnce(() -> kinds.publish(one, "bad-two", now), () -> kinds.publish(other, "bad-two", now));
        assertThat(publications).extracting(Visitor.Answer::status).containsExactlyInAnyOrder(201, 409);
        publications.forEach(answer -> {
            if (answer.status() == 409) {
                assertThat(sentence(answer)).contains("请");
            }
        });
        assertThat(kinds.versionInForce("bad-two")).isEqualTo(2);
        goesOn("bad-two", request, seen);
    }

    @Test
    void theSecondOfTwoWhoDesignAFormAtOnceIsTold() throws Exception {
        var one = kinds.designer();
        var other = visitor(port, "hewei");
        var texts = Map.of(
                "title",
                "两人同改的表单",
                "schema",
                "{\"type\":\"object\",\"properties\":{}}",
                "layout",
                "{\"type\":\"VerticalLayout\",\"elements\":[]}");
        var draft = done(one.post("/api/forms/drafts", json(texts))).json();
        var path = "/api/forms/drafts/" + draft.path("id").asLong();
        long version = draft.path("version").asLong();

        var answers = atOnce(
                () -> one.put(path, json(titled(texts, "甲改的表单")), version),
                () -> other.put(path, json(titled(texts, "乙改的表单")), version));

        assertThat(answers).extracting(Visitor.Answer::status).containsExactlyInAnyOrder(200, 409);
        answers.stream()
                .filter(answer -> answer.status() == 409)
                .forEach(answer -> assertThat(sentence(answer)).contains("请"));
        assertThat(one.get(path).json().path("version").asLong()).isEqualTo(version + 1);
    }

    @Test
    void theSecondOfTwoWhoChangeADictionaryAtOnceIsTold() throws Exception {
        var one = kinds.designer();
        var other = Visitor.at(port).signIn("sysadmin");
        done(one.post("/api/codes/dictionaries", json(Map.of("code", "bad.two", "name", "两人同改", "source", "试验"))));
        var path = "/api/codes/dictionaries/bad.two";

        var answers =
                atOnce(() -> one.put(path, json(dictionary("甲")), 1), () -> other.put(path, json(dictionary("乙")), 1));

        assertThat(answers).extracting(Visitor.Answer::status).containsExactlyInAnyOrder(200, 409);
        answers.stream()
                .filter(answer -> answer.status() == 409)
                .forEach(answer -> assertThat(sentence(answer)).contains("请"));
        assertThat(one.get(path + "/versions").json().size()).isEqualTo(1);
    }

    private void hostile(byte[] zip, String code) {
        for (var place : List.of("import-looks", "imports")) {
            refused(imported(place, zip, true), 422, code);
        }
    }

    private Visitor.Answer imported(String place, byte[] zip, boolean unsignedToo) {
        return kinds.designer()
                .post(
                        "/api/approvals/kinds/" + place,
                        json(Map.of("zip", Base64.getEncoder().encodeToString(zip), "unsignedToo", unsignedToo)));
    }

    private static Map<String, String> with(Map<String, String> files, String path, String content) {
        var all = new TreeMap<>(files);
        all.put(path, content);
        return all;
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] link(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            var entry = new ZipArchiveEntry("kind.yaml");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
            add(zip, files);
        }
        return bytes.toByteArray();
    }

    /** One name for two contents: which one is looked at, which one is used? */
    private static byte[] twice(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            add(zip, files);
            add(zip, Map.of("kind.yaml", "name: other"));
        }
        return bytes.toByteArray();
    }

    private static void add(ZipArchiveOutputStream zip, Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            zip.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
            zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
    }

    private static byte[] signed(Map<String, String> files, java.security.PrivateKey key)
            throws GeneralSecurityException {
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(new KindPackage(files).sha256().getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    private static Map<String, Object> dictionary(String item) {
        return Map.of(
                "name",
                "两人同改",
                "source",
                "试验",
                "effectiveFrom",
                LocalDate.now(Moments.ZONE).toString(),
                "items",
                List.of(Map.of("code", "a", "name", item)));
    }

    private static Map<String, String> titled(Map<String, String> texts, String title) {
        var all = new TreeMap<>(texts);
        all.put("title", title);
        return all;
    }

    /** The reviewer's step is followed by a sub-matter of the kind. */
    private static String calling(String bpmn, String kind) {
        return bpmn.replace("sourceRef=\"department\" targetRef=\"end\"", "sourceRef=\"department\" targetRef=\"ask\"")
                .replace(
                        "<endEvent id=\"end\"/>",
                        "<callActivity id=\"ask\" name=\"另行办理\" calledElement=\"approvals." + kind
                                + "\"/><endEvent id=\"end\"/><sequenceFlow id=\"f4\" sourceRef=\"ask\" targetRef=\"end\"/>");
    }

    private static Map<String, String> fields(int number) {
        return Map.of(
                DesignedKinds.FORM,
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"很长的表单\",\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\",\"title\":\"事由\",\"maxLength\":500},"
                        + IntStream.range(0, number)
                                .mapToObj(n -> "\"f%d\":{\"type\":\"string\",\"title\":\"第%d项\",\"maxLength\":20}"
                                        .formatted(n, n))
                                .collect(Collectors.joining(","))
                        + "}}",
                DesignedKinds.LAYOUT,
                "{\"type\":\"VerticalLayout\",\"elements\":[{\"type\":\"Control\",\"scope\":\"#/properties/reason\"},"
                        + IntStream.range(0, number)
                                .mapToObj(n -> "{\"type\":\"Control\",\"scope\":\"#/properties/f%d\"}".formatted(n))
                                .collect(Collectors.joining(","))
                        + "],\"access\":{\"apply\":{\"*\":\"required\"}}}");
    }

    private static String rows(int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> "{\"quantity\":3,\"price\":\"1.10\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Visitor.Answer fill(String login, long request, String data) {
        return visitor(port, login)
                .put(
                        "/api/approvals/requests/" + request + "/form",
                        json(Map.of("data", data)),
                        kinds.request(login, request).path("version").asLong());
    }

    private void notPublished(String kind, String said) {
        long inForce = kinds.versionInForce(kind);
        var errors = new StringBuilder();
        for (var finding : kinds.findings(kind)) {
            if (finding.path("level").asString().equals("ERROR")) {
                errors.append(finding.path("sentence").asString()).append('\n');
            }
        }
        assertThat(errors.toString()).contains(said);
        var answer = kinds.publishDraft(kind);
        refused(answer, 422, null);
        assertThat(kinds.versionInForce(kind)).isEqualTo(inForce);
    }

    /** What was under way looks as before, and its reviewer ends it. */
    private void goesOn(String kind, long request, String seen) {
        assertThat(kinds.seen(request)).isEqualTo(seen);
        kinds.send("zhaowei", kind, request, "agree");
        assertThat(kinds.request("limin", request).path("node").isNull()).isTrue();
    }

    private static long opened(Visitor.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json().path("id").asLong();
    }

    private static long post(Visitor directory, long department, String code, String title, String category) {
        return opened(directory.post(
                "/api/directory/departments/" + department + "/posts",
                json(Map.of("code", code, "title", title, "category", category, "rank", 1, "headcount", 1))));
    }

    private static long version(Visitor directory, long department, long post) {
        return versionOf(directory.get("/api/directory/departments/" + department + "/posts"), post);
    }

    private static long versionOf(Visitor.Answer list, long id) {
        for (var row : list.json()) {
            if (row.path("id").asLong() == id) {
                return row.path("version").asLong();
            }
        }
        throw new AssertionError(id + " is not listed: " + list);
    }

    private static long personVersion(Visitor directory, long person) {
        return done(directory.get("/api/directory/people/" + person))
                .json()
                .path("version")
                .asLong();
    }

    private static Visitor.Answer departure(Visitor directory, long person) {
        return directory.put(
                "/api/directory/people/" + person + "/departure",
                "{\"reason\":\"调出\"}",
                personVersion(directory, person));
    }

    private static Visitor.Answer closure(Visitor directory, long unit, long department) {
        return directory.put(
                "/api/directory/departments/" + department + "/closure",
                "{\"reason\":\"机构改革\"}",
                versionOf(directory.get("/api/directory/units/" + unit + "/departments"), department));
    }

    private static void refused(Visitor.Answer answer, int status, @org.jspecify.annotations.Nullable String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        if (code != null) {
            assertThat(answer.code()).isEqualTo(code);
        }
        assertThat(sentence(answer)).matches("(?s).*\\p{IsHan}.*").containsPattern("请|应|改");
    }

    private static String sentence(Visitor.Answer answer) {
        var detail = answer.json().path("detail").asString("");
        assertThat(detail).as("%s", answer).isNotBlank();
        return detail;
    }

    private static List<Visitor.Answer> atOnce(Callable<Visitor.Answer> one, Callable<Visitor.Answer> other)
            throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var answers = threads.invokeAll(List.of(one, other));
            return List.of(answers.get(0).get(), answers.get(1).get());
        }
    }
}
