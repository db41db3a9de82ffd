package jinye.office.transmission;

import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.path;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import jinye.office.IssuedDocuments;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is addressed to nobody, and what goes to more units later: the sending clerk is never stuck. */
@JinyeTest
class DistributionTests {

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private IssuedDocuments issued;

    private Visitor registrar = Visitor.at(0);
    private long changsha;
    private long zhuzhou;

    @BeforeEach
    void know() {
        registrar = visitor(port, "xiaoyan");
        changsha = bureau.unit("43010000");
        zhuzhou = bureau.unit("43020000");
    }

    @Test
    void anAnnouncementIsGivenOutWithoutTheSystemAndLaterSentToUnitsAllTheSame() {
        long id = announcement("关于公布投诉举报电话的通告");
        assertThat(IssuedDocuments.view(port, "xiaoyan", id).path("acts").toString())
                .contains("distribute");

        done(registrar.put(path(id, "distribution"), "{\"note\":\"在局门户网站公布。\"}"));

        var given = IssuedDocuments.view(port, "xiaoyan", id);
        assertThat(given.path("state").asString()).isEqualTo("D98");
        assertThat(given.path("distributedAt").asString()).isNotEmpty();
        assertThat(registrar.get(path(id, "journal")).body()).contains("分发");

        assertThat(dispatch(id, List.of(), List.of(changsha)).status()).isEqualTo(201);
        assertThat(IssuedDocuments.view(port, "xiaoyan", id).path("state").asString())
                .isEqualTo("D95");
        assertThat(visitor(port, "huangyan").get("/api/transmission/envelopes").body())
                .contains("关于公布投诉举报电话的通告");
    }

    @Test
    void minutesBearNoSealAndGoToUnitsAsCopies() {
        long id = issued.unsigned(
                port,
                "局长办公会议纪要",
                Map.of(
                        "kind",
                        "15",
                        "direction",
                        "INTERNAL",
                        "mainTo",
                        List.of(),
                        "publicity",
                        "CLOSED",
                        "publicityReason",
                        "内部事务"));
        done(visitor(port, "liuzhiyuan").put(path(id, "signature"), "{\"opinion\":\"同意签发。\"}"));
        var office = visitor(port, "chenjing");
        for (var act : List.of("number", "recheck", "typesetting")) {
            done(office.put(path(id, act), "{}"));
        }
        assertThat(issued.state(port, id)).isEqualTo("D90");

        assertThat(dispatch(id, List.of(), List.of(changsha, zhuzhou)).status()).isEqualTo(201);

        assertThat(IssuedDocuments.view(port, "limin", id).path("receivers").asInt())
                .isEqualTo(2);
    }

    @Test
    void moreUnitsGetItLaterEachOnceAndOnlyFromItsOwnBureau() {
        long id = issued.sealed(port, "关于补发的通知");
        assertThat(dispatch(id, List.of(changsha), List.of()).status()).isEqualTo(201);

        assertThat(dispatch(id, List.of(changsha), List.of()).code()).isEqualTo("transmission.already-sent");
        assertThat(dispatch(id, List.of(zhuzhou), List.of()).status()).isEqualTo(201);

        assertThat(IssuedDocuments.view(port, "limin", id).path("receivers").asInt())
                .isEqualTo(2);
        assertThat(registrar.put(path(id, "distribution"), "{}").status())
                .as("it has left the step of giving out")
                .isEqualTo(403);
        assertThat(send(visitor(port, "huangyan"), id, List.of(zhuzhou), List.of())
                        .status())
                .isEqualTo(404);
        assertThat(send(visitor(port, "limin"), id, List.of(zhuzhou), List.of()).status())
                .isEqualTo(403);
    }

    @Test
    void whatIsAddressedToUnitsIsNotGivenOutOnPaperAndAStrangerLearnsNothing() {
        long id = issued.sealed(port, "关于只能经系统分发的通知");

        assertThat(registrar.put(path(id, "distribution"), "{}").code()).isEqualTo("documents.by-transmission");
        assertThat(visitor(port, "huangyan").put(path(id, "distribution"), "{}").status())
                .isEqualTo(404);
    }

    private long announcement(String title) {
        return issued.sealed(
                port, title, Map.of("kind", "06", "direction", "PUBLIC", "mainTo", List.of(), "publicity", "OPEN"));
    }

    private Visitor.Answer dispatch(long document, List<Long> mainTo, List<Long> copyTo) {
        return send(registrar, document, mainTo, copyTo);
    }

    private static Visitor.Answer send(Visitor sender, long document, List<Long> mainTo, List<Long> copyTo) {
        return sender.post(
                "/api/transmission/dispatches", json(Map.of("document", document, "mainTo", mainTo, "copyTo", copyTo)));
    }
}
