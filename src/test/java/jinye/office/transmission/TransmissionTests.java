package jinye.office.transmission;

import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.office.IssuedDocuments;
import jinye.office.documents.Documents;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the sealed document to the receipts of all receivers. */
@JinyeTest
class TransmissionTests {

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private IssuedDocuments issued;

    @Autowired
    private Transmissions transmissions;

    @Autowired
    private Receiving receiving;

    @Autowired
    private Documents documents;

    @Autowired
    private Directory directory;

    @Autowired
    private DispatchList dispatches;

    @Autowired
    private EnvelopeList envelopes;

    @Autowired
    private Urging urging;

    @Autowired
    private ReceiptSheet sheet;

    @Autowired
    private JdbcClient jdbc;

    private Actor sender;
    private Actor huang;
    private long province;
    private long changsha;
    private List<Long> cities = List.of();

    @BeforeEach
    void know() {
        sender = bureau.actor("xiaoyan");
        huang = bureau.actor("huangyan");
        province = bureau.unit("43000000");
        changsha = bureau.unit("43010000");
        cities = directory.unitsBelow(province).stream()
                .filter(unit -> unit.level() == Unit.Level.CITY)
                .map(Unit::id)
                .toList();
    }

    @Test
    void aNoticeReachesFourteenCitiesOnceAndComesBackSigned() {
        long document = issued.sealed(port, "关于发往全部市州局的通知");

        long dispatch = send(document, cities);

        var board = dispatches.board(sender, dispatch);
        assertThat(board.rows())
                .hasSize(14)
                .extracting(DispatchList.BoardRow::unit)
                .doesNotHaveDuplicates();
        assertThat(board.mine()).isTrue();
        assertThat(board.signRule()).isNotBlank();
        waitFor(() -> dispatches.board(sender, dispatch).rows().stream()
                .allMatch(row -> row.state().equals("ARRIVED")));
        assertThat(receipts(dispatch, "ARRIVAL")).isEqualTo(14);
        assertThat(told(huang.person(), "收到湖南省烟草专卖局来文《关于发往全部市州局的通知》")).isEqualTo(1);

        for (var row : board.rows()) {
            receiving.signFor(registrar(row.unit()), row.envelope());
        }

        var signed = dispatches.board(sender, dispatch);
        assertThat(signed.dispatch().unsigned()).isZero();
        assertThat(signed.rows()).allMatch(row -> row.state().equals("SIGNED") && row.signedByName() != null);
        assertThat(sheet.print(signed)).startsWith('%', 'P', 'D', 'F');
        assertThat(IssuedDocuments.view(port, "limin", document).path("state").asString())
                .isEqualTo("D95");
        assertThat(IssuedDocuments.view(port, "limin", document)
                        .path("receivers")
                        .asInt())
                .isEqualTo(14);
    }

    @Test
    void deliveringAgainChangesNothing(@Autowired Delivery delivery) {
        long dispatch = send(issued.sealed(port, "关于重复投递的通知"), List.of(changsha));
        waitFor(() -> state(dispatch, changsha).equals("ARRIVED"));

        delivery.deliver(new DocumentDispatched(dispatch, 0, 1));

        assertThat(receipts(dispatch, "ARRIVAL")).isEqualTo(1);
        assertThat(told(huang.person(), "关于重复投递的通知")).isEqualTo(1);
    }

    @Test
    void anEnvelopeIsSignedForOnceAndNeverAgain() {
        long dispatch = send(issued.sealed(port, "关于签收一次的通知"), List.of(changsha));
        long envelope = envelope(dispatch, changsha);
        receiving.signFor(huang, envelope);

        assertThat(code(() -> receiving.signFor(huang, envelope))).isEqualTo("transmission.already-signed");
        assertThat(code(() -> receiving.refuse(huang, envelope, "内容不全"))).isEqualTo("transmission.already-signed");
        assertThat(receipts(dispatch, "SIGNING")).isEqualTo(1);
    }

    @Test
    void aRefusalTellsTheSenderWhyAndTheUnitMayGetItAgain() {
        long document = issued.sealed(port, "关于拒收的通知");
        long dispatch = send(document, List.of(changsha));
        long envelope = envelope(dispatch, changsha);
        assertThat(code(() -> receiving.refuse(huang, envelope, "  "))).isEqualTo("transmission.reason-needed");

        receiving.refuse(huang, envelope, "缺少附件");

        assertThat(told(sender.person(), "长沙市烟草专卖局拒收《关于拒收的通知》：缺少附件")).isEqualTo(1);
        assertThat(code(() -> receiving.register(huang, envelope, "ACT"))).isEqualTo("transmission.not-registrable");
        long again = send(document, List.of(changsha));
        assertThat(state(again, changsha)).isIn("SENT", "ARRIVED");
        assertThat(dispatches.ofDocument(sender, document)).hasSize(2);
    }

    @Test
    void registeringMakesAnIncomingDocumentAndItsEndComesBackToTheBoard() {
        long document = issued.sealed(port, "关于登记办理的通知");
        long dispatch = send(document, List.of(changsha));
        long envelope = envelope(dispatch, changsha);

        long incoming = receiving.register(huang, envelope, "ACT");

        assertThat(state(dispatch, changsha)).isEqualTo("REGISTERED");
        assertThat(receipts(dispatch, "SIGNING")).isEqualTo(1);
        assertThat(code(() -> receiving.register(huang, envelope, "ACT"))).isEqualTo("transmission.not-registrable");
        var snapshot = documents.snapshot(huang, incoming);
        assertThat(snapshot.title()).isEqualTo("关于登记办理的通知");
        assertThat(snapshot.number()).matches("湘烟专〔20\\d\\d〕\\d+号");
        assertThat(snapshot.paper())
                .isEqualTo(documents.snapshot(sender, document).paper());
        var seen = IssuedDocuments.view(port, "suhua", incoming);
        assertThat(seen.path("incoming").path("from").asString()).isEqualTo("湖南省烟草专卖局");
        assertThat(seen.path("incoming").path("sourceClass").asString()).isEqualTo("上级");
        assertThat(visitor(port, "suhua")
                        .get("/api/documents/" + incoming + "/paper")
                        .type())
                .startsWith("application/pdf");

        handle(incoming);

        assertThat(state(dispatch, changsha)).isEqualTo("CLOSED");
        assertThat(dispatches.board(sender, dispatch).rows().getFirst().result())
                .isEqualTo("已办结。");
        assertThat(receipts(dispatch, "CLOSING")).isEqualTo(1);
    }

    @Test
    void whatNobodySignedForIsTakenBackAndSaysSo() {
        long document = issued.sealed(port, "关于撤回的通知");
        long dispatch = send(document, cities.subList(0, 3));

        assertThat(code(() -> transmissions.recall(sender, dispatch, ""))).isEqualTo("transmission.reason-needed");
        transmissions.recall(bureau.actor("chenjing"), dispatch, "附件有误");

        var board = dispatches.board(sender, dispatch);
        assertThat(board.rows()).allMatch(row -> row.state().equals("RECALLED"));
        assertThat(board.recallReason()).isEqualTo("附件有误");
        assertThat(told(registrar(cities.getFirst()).person(), "撤回了《关于撤回的通知》：附件有误"))
                .isEqualTo(1);
        long envelope = board.rows().getFirst().envelope();
        assertThat(code(() -> receiving.signFor(registrar(cities.getFirst()), envelope)))
                .isEqualTo("transmission.recalled");
        assertThat(code(() -> transmissions.recall(sender, dispatch, "再来"))).isEqualTo("transmission.recalled");
        assertThat(IssuedDocuments.view(port, "limin", document).path("state").asString())
                .isEqualTo("D00");
    }

    @Test
    void recallingMoreThatWasSentLaterLeavesTheFirstSendingStanding() {
        long document = issued.sealed(port, "关于补发后撤回的通知");
        long first = send(document, cities.subList(0, 2));
        receiving.signFor(registrar(cities.getFirst()), envelope(first, cities.getFirst()));
        long second = send(document, cities.subList(2, 4));

        transmissions.recall(sender, second, "发错单位");

        assertThat(IssuedDocuments.view(port, "limin", document).path("state").asString())
                .isEqualTo("D95");
        assertThat(code(() -> transmissions.recall(sender, first, "发错"))).isEqualTo("transmission.too-late-to-recall");
    }

    @Test
    void ofRecallingAndSigningAtOnceExactlyOneWins() throws Exception {
        for (int round = 0; round < 2; round++) {
            long dispatch = send(issued.sealed(port, "关于同时撤回和签收的通知"), cities.subList(0, 4));
            var receiver = cities.get(2);
            long envelope = envelope(dispatch, receiver);
            var registrar = registrar(receiver);

            var outcomes = atOnce(
                    () -> code(() -> transmissions.recall(sender, dispatch, "内容有误")),
                    () -> code(() -> receiving.signFor(registrar, envelope)));

            assertThat(outcomes.stream().filter(String::isEmpty))
                    .as("%s", outcomes)
                    .hasSize(1);
            var states = dispatches.board(sender, dispatch).rows().stream()
                    .map(DispatchList.BoardRow::state)
                    .toList();
            if (outcomes.getFirst().isEmpty()) {
                assertThat(states).containsOnly("RECALLED");
                assertThat(outcomes.getLast()).isEqualTo("transmission.recalled");
            } else {
                assertThat(states).containsOnlyOnce("SIGNED").doesNotContain("RECALLED");
                assertThat(outcomes.getFirst()).isEqualTo("transmission.too-late-to-recall");
            }
        }
    }

    @Test
    void twoRegistrarsWhoSignAtOnceSignOnce() throws Exception {
        long dispatch = send(issued.sealed(port, "关于同时签收的通知"), List.of(changsha));
        long envelope = envelope(dispatch, changsha);

        var outcomes = atOnce(
                () -> code(() -> receiving.signFor(huang, envelope)),
                () -> code(() -> receiving.signFor(huang, envelope)));

        assertThat(outcomes).containsExactlyInAnyOrder("", "transmission.already-signed");
        assertThat(receipts(dispatch, "SIGNING")).isEqualTo(1);
    }

    @Test
    void aCorrectionTellsEverybodyAndMayBeFollowedByAnother() {
        long document = issued.sealed(port, "关于更正的通知");
        long dispatch = send(document, cities.subList(0, 2));
        long registered = envelope(dispatch, cities.getFirst());
        receiving.signFor(registrar(cities.getFirst()), registered);

        transmissions.giveNotice(sender, dispatch, NoticeKind.CORRECTION, "第一处应为12月");
        transmissions.giveNotice(sender, dispatch, NoticeKind.CORRECTION, "第二处应为15日");

        var registrar = registrar(cities.getFirst());
        assertThat(told(registrar.person(), "第一处应为12月")).isEqualTo(1);
        assertThat(told(registrar.person(), "第二处应为15日")).isEqualTo(1);
        assertThat(dispatches.board(sender, dispatch).notices()).hasSize(2);
        assertThat(envelopes.envelope(registrar, registered).notices()).hasSize(2);
        assertThat(IssuedDocuments.view(port, "limin", document).path("state").asString())
                .isEqualTo("D95");
    }

    @Test
    void whoHandlesARevokedDocumentIsToldAndItsPageSaysSo() {
        long document = issued.sealed(port, "关于撤销的通知");
        long dispatch = send(document, List.of(changsha, cities.getLast()));
        long incoming = receiving.register(huang, envelope(dispatch, changsha), "ACT");
        issued.sendIncoming("suhua", incoming, "review", "accept", "符合要求。");

        transmissions.giveNotice(sender, dispatch, NoticeKind.REVOCATION, "依据已失效");

        var told = "湖南省烟草专卖局撤销《关于撤销的通知》，请停止办理：依据已失效";
        assertThat(told(bureau.person("suhua"), told)).isEqualTo(1);
        assertThat(told(huang.person(), told)).isEqualTo(1);
        var notice = IssuedDocuments.view(port, "suhua", incoming)
                .path("incoming")
                .path("notices")
                .path(0);
        assertThat(notice.path("term").asString()).isEqualTo("撤销");
        assertThat(notice.path("reason").asString()).isEqualTo("依据已失效");
        assertThat(IssuedDocuments.view(port, "limin", document).path("state").asString())
                .isEqualTo("D00");
        assertThat(code(() -> transmissions.giveNotice(sender, dispatch, NoticeKind.ABOLITION, "再来")))
                .isEqualTo("transmission.void-already");

        var late = registrar(cities.getLast());
        long registeredLate = receiving.register(late, envelope(dispatch, cities.getLast()), "READ");
        assertThat(told(late.person(), told))
                .as("also who registers it afterwards")
                .isEqualTo(1);
        assertThat(documents.snapshot(late, registeredLate).title()).isEqualTo("关于撤销的通知");
    }

    @Test
    void urgingRemindsOnlyThoseWhoHaveNotSigned() {
        long dispatch = send(issued.sealed(port, "关于催收的通知"), cities.subList(0, 3));
        receiving.signFor(registrar(cities.getFirst()), envelope(dispatch, cities.getFirst()));

        assertThat(transmissions.urge(sender, dispatch, List.of())).isEqualTo(2);

        assertThat(told(registrar(cities.get(1)).person(), "请尽快签收《关于催收的通知》")).isEqualTo(1);
        assertThat(told(registrar(cities.getFirst()).person(), "请尽快签收《关于催收的通知》"))
                .isZero();
        assertThat(row(dispatch, cities.get(1)).urgings()).isEqualTo(1);
        receiving.signFor(registrar(cities.get(1)), envelope(dispatch, cities.get(1)));
        receiving.signFor(registrar(cities.get(2)), envelope(dispatch, cities.get(2)));
        assertThat(code(() -> transmissions.urge(sender, dispatch, List.of())))
                .isEqualTo("transmission.nobody-to-urge");
    }

    @Test
    void whatLiesUnsignedRemindsByItselfAndThenWaitsAgain() {
        long dispatch = send(issued.sealed(port, "关于自动催收的通知"), cities.subList(0, 2));
        receiving.signFor(registrar(cities.getFirst()), envelope(dispatch, cities.getFirst()));
        waitFor(() -> state(dispatch, cities.get(1)).equals("ARRIVED"));
        jdbc.sql("update transmission.envelope set next_urging_at = now() - interval '1 hour' where dispatch = ?")
                .param(dispatch)
                .update();

        assertThat(urging.urgeOverdue()).isGreaterThanOrEqualTo(1);
        urging.urgeOverdue();

        assertThat(row(dispatch, cities.get(1)).urgings()).isEqualTo(1);
        assertThat(row(dispatch, cities.getFirst()).urgings()).isZero();
        assertThat(told(registrar(cities.get(1)).person(), "请尽快签收《关于自动催收的通知》")).isEqualTo(1);
        assertThat(jdbc.sql(
                                "select next_urging_at > now() from transmission.envelope where dispatch = ? and receiver = ?")
                        .params(dispatch, cities.get(1))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void anUnreadDocumentIsNotSentTwiceToTheSameUnit() {
        long document = issued.sealed(port, "关于重复发送的通知");
        long first = send(document, cities.subList(0, 2));

        assertThat(code(() -> send(document, cities.subList(1, 3)))).isEqualTo("transmission.already-sent");
        assertThat(dispatches.ofDocument(sender, document))
                .extracting(DispatchList.DispatchRow::id)
                .containsExactly(first);

        long second = send(document, cities.subList(2, 3));
        assertThat(dispatches.ofDocument(sender, document))
                .extracting(DispatchList.DispatchRow::id)
                .containsExactly(second, first);
        assertThat(IssuedDocuments.view(port, "limin", document)
                        .path("receivers")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void anUnsealedDocumentAndAForeignOneAreNotSent() {
        long draft = issued.draft(port, "关于未用印的通知", Map.of());

        assertThat(code(() -> transmissions.send(bureau.actor("limin"), command(draft, cities))))
                .isEqualTo("access.not-permitted");
        assertThat(code(() -> send(draft, cities))).isEqualTo("documents.no-such-document");
        long sealed = issued.sealed(port, "关于他人公文的通知");
        assertThat(code(() -> transmissions.send(huang, command(sealed, List.of(province)))))
                .isEqualTo("documents.no-such-document");
    }

    @Test
    void theBoardAndTheInboxAreOnlyForThoseEntitled() {
        long document = issued.sealed(port, "关于看不到的通知");
        long dispatch = send(document, List.of(changsha));
        long envelope = envelope(dispatch, changsha);
        var at = "/api/transmission/dispatches/" + dispatch;

        var stranger = visitor(port, "linxue");
        for (var what : List.of("/board", "/receipts.pdf")) {
            assertThat(stranger.get(at + what).code()).as(what).isEqualTo("transmission.no-such-dispatch");
            assertThat(visitor(port, "huangyan").get(at + what).status())
                    .as(what)
                    .isEqualTo(404);
        }
        assertThat(stranger.get("/api/transmission/dispatches/of-document/" + document)
                        .status())
                .isEqualTo(404);
        assertThat(stranger.put(at + "/recall", "{\"reason\":\"越权\"}").status()).isEqualTo(404);
        assertThat(stranger.post(at + "/urgings", "{\"envelopes\":[]}").status())
                .isEqualTo(404);
        assertThat(stranger.get("/api/transmission/envelopes/" + envelope).status())
                .isEqualTo(404);
        assertThat(stranger.put("/api/transmission/envelopes/" + envelope + "/signing", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get("/api/transmission/envelopes").body()).doesNotContain("看不到的通知");
        assertThat(visitor(port, "limin")
                        .get("/api/transmission/envelopes/" + envelope)
                        .status())
                .isEqualTo(403);

        assertThat(visitor(port, "limin").get(at + "/board").status())
                .as("the drafter follows it")
                .isEqualTo(200);
        assertThat(visitor(port, "xiaoyan").get(at + "/receipts.pdf").type()).startsWith("application/pdf");
        var seen = visitor(port, "huangyan")
                .get("/api/transmission/envelopes/" + envelope)
                .json();
        long paper = seen.path("paper").path("file").asLong();
        assertThat(visitor(port, "huangyan")
                        .get("/api/transmission/envelopes/" + envelope + "/files/" + paper)
                        .type())
                .startsWith("application/pdf");
        assertThat(stranger.get("/api/transmission/envelopes/" + envelope + "/files/" + paper)
                        .status())
                .isEqualTo(404);
        assertThat(visitor(port, "huangyan")
                        .get("/api/transmission/envelopes?state=UNSIGNED&text=看不到")
                        .body())
                .contains("关于看不到的通知");
        assertThat(visitor(port, "huangyan")
                        .get("/api/transmission/envelopes/counts")
                        .json()
                        .path("toSign")
                        .asInt())
                .isPositive();
        assertThat(visitor(port, "xiaoyan")
                        .get("/api/transmission/dispatches?text=看不到")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    private void handle(long incoming) {
        var su = visitor(port, "suhua");
        issued.sendIncoming("suhua", incoming, "review", "accept", "符合要求。");
        IssuedDocuments.done(su.put(
                IssuedDocuments.path(incoming, "proposal"),
                IssuedDocuments.json(Map.of(
                        "leaders",
                        List.of(bureau.person("wangjianguo")),
                        "leadDepartment",
                        bureau.department("43010000", "ZMC")))));
        issued.sendIncoming("wangjianguo", incoming, "instruct", "sent", "请专卖科落实。");
        issued.sendIncoming("pengtao", incoming, "handle", "sent", "已落实。");
        IssuedDocuments.done(su.put(IssuedDocuments.path(incoming, "closure"), "{\"result\":\"已办结。\"}"));
    }

    private long send(long document, List<Long> to) {
        return transmissions.send(sender, command(document, to));
    }

    private static SendDocument command(long document, List<Long> to) {
        return new SendDocument(document, to, List.of(), null);
    }

    private Actor registrar(long unit) {
        return unit == changsha
                ? huang
                : bureau.actor(directory
                        .holdersOf(Receivers.REGISTRAR, unit)
                        .getFirst()
                        .id());
    }

    private DispatchList.BoardRow row(long dispatch, long unit) {
        return dispatches.board(sender, dispatch).rows().stream()
                .filter(row -> row.unit() == unit)
                .findFirst()
                .orElseThrow();
    }

    private long envelope(long dispatch, long unit) {
        return row(dispatch, unit).envelope();
    }

    private String state(long dispatch, long unit) {
        return row(dispatch, unit).state();
    }

    private long receipts(long dispatch, String kind) {
        return jdbc.sql("""
                        select count(*) from transmission.receipt r join transmission.envelope e on e.id = r.envelope
                        where e.dispatch = ? and r.kind = ?""").params(dispatch, kind).query(Long.class).single();
    }

    private long told(long person, String words) {
        return jdbc.sql("select count(*) from messages.message where person = ? and position(? in title) > 0")
                .params(person, words)
                .query(Long.class)
                .single();
    }

    /** @return the code of what was refused, empty when nothing was */
    private static String code(Runnable act) {
        try {
            act.run();
            return "";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    private static List<String> atOnce(Callable<String> one, Callable<String> other) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var running = new ArrayList<java.util.concurrent.Future<String>>();
            for (var act : List.of(one, other)) {
                running.add(threads.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
            start.countDown();
            return List.of(running.get(0).get(), running.get(1).get());
        }
    }

    private static void waitFor(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
