package jinye.office.documents;

import static jinye.office.IssuedDocuments.path;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import jinye.office.IssuedDocuments;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 用印 leaves a record copy whose seal anybody can check, and the seal's keeper cannot seal twice or too early. */
@JinyeTest
class SealedDocumentTests {

    @LocalServerPort
    int port;

    @Autowired
    IssuedDocuments documents;

    @Test
    void aSealedDocumentIsCheckedStepByStep() {
        long id = documents.sealed(port, "关于检查电子印章的通知");

        var checked = visitor(port, "limin").get(path(id, "seals")).json();

        assertThat(checked.path("kind").asString()).isEqualTo("OFD");
        var seal = checked.path("seals").get(0);
        assertThat(seal.path("valid").asBoolean()).as(seal.toString()).isTrue();
        assertThat(seal.path("stamped").asBoolean()).isTrue();
        assertThat(seal.path("sealName").asString()).contains("湖南省烟草专卖局");
        assertThat(seal.path("steps")).hasSize(12);
        assertThat(visitor(port, "limin").get(path(id, "ofd")).status()).isEqualTo(200);
        assertThat(IssuedDocuments.view(port, "limin", id).path("ofd").isNull()).isFalse();
    }

    @Test
    void whatIsNotSealedHasNothingToCheck() {
        long id = documents.unsigned(port, "关于尚未用印的通知", java.util.Map.of());

        assertThat(visitor(port, "limin").get(path(id, "seals")).status()).isEqualTo(404);
        assertThat(visitor(port, "limin").get(path(id, "ofd")).status()).isEqualTo(404);
    }

    @Test
    void whoMayNotReadItMayNotCheckItEither() {
        long id = documents.sealed(port, "关于只有本单位可见的通知");

        assertThat(visitor(port, "linxue").get(path(id, "seals")).status()).isEqualTo(404);
        assertThat(visitor(port, "linxue").get(path(id, "ofd")).status()).isEqualTo(404);
    }
}
