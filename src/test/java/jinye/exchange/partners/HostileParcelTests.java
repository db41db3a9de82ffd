package jinye.exchange.partners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jinye.safeguard.certificates.Timestamps;
import jinye.safeguard.cryptography.ClosedMessage;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.SelfSigned;
import jinye.safeguard.cryptography.SignedMessage;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a bad line, a bad clock or a bad neighbour may send: each is refused with its reason and noted. */
@JinyeTest
class HostileParcelTests {

    private static final String NEIGHBOUR = "44000000";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Partners partners;

    @Autowired
    private OurNode node;

    @Autowired
    private Timestamps timestamps;

    private final HttpClient client = HttpClient.newHttpClient();
    private KeyPair keys = Family.SM2.newKeyPair();
    private X509Certificate certificate = certificate(keys, Duration.ofDays(30));
    private long partner;
    private long counter;

    @BeforeEach
    void neighbour() {
        forget();
        partner = jdbc.sql("""
                        insert into partners.partner (code, name, level, address, state, direct, encrypted, reason, proposed_by,
                            proposed_by_name, proposed_at, card)
                        values (?, '邻省烟草专卖局', 'PROVINCE', 'http://127.0.0.1:1', 'ACTIVE', false, false, '测试', 1, '测试', now(), '')
                        returning id""").param(NEIGHBOUR).query(Long.class).single();
        partners.add(partner, "SIGNING", certificate, true, "测试");
        counter = 0;
    }

    /** The log is never deleted, so a neighbour of an earlier test is only put aside. */
    @AfterEach
    void forget() {
        jdbc.sql("update partners.partner set code = 'X' || id, state = 'ENDED' where code = ?")
                .param(NEIGHBOUR)
                .update();
    }

    @Test
    void aStrangerAWrongKeyAndAnExpiredCertificateAreRefusedAndNoted() {
        var parcel = receipt(UUID.randomUUID());
        assertThat(code(send(sealed(parcel.put("from", "45000000"), keys, certificate))))
                .isEqualTo("partners.unknown-partner");

        var others = Family.SM2.newKeyPair();
        assertThat(code(send(sealed(parcel.put("from", NEIGHBOUR), others, certificate(others, Duration.ofDays(30))))))
                .isEqualTo("partners.wrong-key");

        var old = certificate(keys, Duration.ofSeconds(-5));
        partners.add(partner, "SIGNING", old, true, "测试");
        assertThat(code(send(sealed(parcel, keys, old)))).isEqualTo("partners.certificate-expired");
        assertThat(noted("partners.wrong-key")).isPositive();
        assertThat(noted("partners.certificate-expired")).isPositive();
    }

    @Test
    void aChangedByteAForeignStampAndNonsenseAreRefused() {
        var good = sealed(receipt(UUID.randomUUID()), keys, certificate);
        var changed = new String(good.message(), java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("SIGNING", "REFUSAL")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(code(send(new ParcelSealing.Sealed(changed, timestamps.stamp(changed)))))
                .isEqualTo("partners.signature-wrong");

        assertThat(code(send(new ParcelSealing.Sealed(good.message(), timestamps.stamp(new byte[] {1})))))
                .isEqualTo("partners.stamp-wrong");
        assertThat(post("/parcels", "{\"message\":\"AAAA\"}".getBytes(UTF_8)).status())
                .isEqualTo(422);
        assertThat(post("/parcels", "[".getBytes(UTF_8)).status()).isEqualTo(422);
    }

    @Test
    void aReplayedParcelGetsTheSameAnswerAndAnotherContentUnderItsNumberIsRefused() {
        var id = UUID.randomUUID();
        var first = sealed(receipt(id), keys, certificate);

        var once = send(first);
        var twice = send(first);

        assertThat(twice.body()).isEqualTo(once.body());
        assertThat(answer(once).code()).isEqualTo(Answer.Code.UNKNOWN_ENVELOPE);
        counter--;
        assertThat(code(send(sealed(receipt(id), keys, certificate)))).isEqualTo("partners.other-content");
        counter--;
        assertThat(answer(send(sealed(receipt(UUID.randomUUID()), keys, certificate)))
                        .code())
                .isEqualTo(Answer.Code.COUNTER_USED);
    }

    @Test
    void whatFollowsWaitsForWhatWentBeforeAndAParcelFromTheFutureIsRefusedWithASentence() {
        var early = receipt(UUID.randomUUID()).put("after", UUID.randomUUID().toString());
        assertThat(code(send(sealed(early, keys, certificate)))).isEqualTo("partners.out-of-order");

        var future = receipt(UUID.randomUUID())
                .put("sealedAt", Instant.now().plusSeconds(7200).toString());
        var refused = send(sealed(future, keys, certificate));
        assertThat(code(refused)).isEqualTo("partners.clock-ahead");
        assertThat(refused.body().path("detail").asString()).contains("请双方校准时间");
    }

    @Test
    void aTruncatedFileGoesOnWhereItStoppedAndADamagedOneIsNotKept() {
        var file = "一份很短的文件".repeat(400).getBytes(UTF_8);
        var digest = Digests.sm3Hex(file);
        var parcel = sealed(document(file, digest), keys, certificate);
        var wanted = send(parcel);
        assertThat(wanted.status()).isEqualTo(202);
        var door = "/files/" + wanted.body().path("token").asString() + "/" + digest + "?offset=";

        assertThat(put(door + 0, java.util.Arrays.copyOf(file, 1000)).status()).isEqualTo(200);
        assertThat(code(put(door + 0, file))).isEqualTo("partners.wrong-place");
        assertThat(send(parcel).body().path("missing").get(0).path("offset").asLong())
                .isEqualTo(1000);

        var wrong = new byte[file.length - 1000];
        assertThat(code(put(door + 1000, wrong))).isEqualTo("partners.damaged");
        assertThat(send(parcel).body().path("missing").get(0).path("offset").asLong())
                .isZero();
        assertThat(put(door + 0, file).status()).isEqualTo(200);

        // whole now, and refused for what it is about: nobody here has that code
        assertThat(answer(send(parcel)).code()).isEqualTo(Answer.Code.UNKNOWN_RECEIVER);
        assertThat(code(put("/files/" + UUID.randomUUID() + "/" + digest + "?offset=0", file)))
                .isEqualTo("partners.not-announced");
    }

    @Test
    void anAnswerFromTheWrongKeyIsNotWrittenDown(@Autowired Delivering delivering, @Autowired Outbox outbox) {
        outbox.add(partner, Parcel.Kind.RECEIPT, "wrong-key", "回执", Canonical.JSON.createObjectNode(), List.of());
        var parcel = jdbc.sql("select parcel from partners.outgoing where partner = ? and subject = 'wrong-key'")
                .param(partner)
                .query(UUID.class)
                .single();
        var others = Family.SM2.newKeyPair();
        var forged = new Answer(parcel, "0", NEIGHBOUR, node.code(), 0, null, Instant.now());
        var signed = SignedMessage.sign(
                forged.bytes(),
                true,
                others.getPrivate(),
                List.of(certificate(others, Duration.ofDays(3))),
                Instant.now());

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> delivering.take(
                        partners.partner(partner), Base64.getEncoder().encodeToString(signed), parcel))
                .isInstanceOf(ParcelSealing.Unbelieved.class);

        assertThat(jdbc.sql("select state from partners.outgoing where parcel = ?")
                        .param(parcel)
                        .query(String.class)
                        .single())
                .isEqualTo("WAITING");
        assertThat(noted("partners.bad-receipt")).isPositive();
    }

    @Test
    void whatIsNotClosedAsAgreedOrClosedToAnotherKeyOrDamagedIsRefusedWithASentence() throws Exception {
        jdbc.sql("update partners.partner set encrypted = true where id = ?")
                .param(partner)
                .update();
        var open = send(sealed(receipt(UUID.randomUUID()), keys, certificate));
        assertThat(code(open)).isEqualTo("partners.must-be-closed");
        assertThat(open.body().path("detail").asString()).contains("没有加密");

        assertThat(code(send(sealed(closed(receipt(UUID.randomUUID()), certificate), keys, certificate))))
                .isEqualTo("cryptography.not-for-us");
        var ours = node.forCipher().orElseThrow();
        var damaged = closed(receipt(UUID.randomUUID()), ours);
        var content = (ObjectNode) damaged.path("content");
        content.put("closed", content.path("closed").asString().substring(0, 200));
        assertThat(code(send(sealed(damaged, keys, certificate)))).isEqualTo("cryptography.does-not-open");
        var exchanged = closed(receipt(UUID.randomUUID()), ours);
        ((ObjectNode) exchanged.path("content")).put("plain", Digests.sm3Hex(new byte[1]));
        assertThat(code(send(sealed(exchanged, keys, certificate)))).isEqualTo("partners.malformed");
        assertThat(noted("cryptography.not-for-us")).isPositive();

        // closed as it should be: read, and answered for what it is about
        assertThat(answer(send(sealed(closed(receipt(UUID.randomUUID()), ours), keys, certificate)))
                        .code())
                .isEqualTo(Answer.Code.UNKNOWN_ENVELOPE);
    }

    @Test
    void theNextCertificateIsBelievedOnlyUnderTheOldOneAndBothHoldForAWhile() {
        var nextKeys = Family.SM2.newKeyPair();
        var next = certificate(nextKeys, Duration.ofDays(900));
        assertThat(code(send(sealed(renewal(next), nextKeys, next)))).isEqualTo("partners.wrong-key");
        counter--;

        assertThat(answer(send(sealed(renewal(next), keys, certificate))).taken())
                .isTrue();
        assertThat(answer(send(sealed(receipt(UUID.randomUUID()), nextKeys, next)))
                        .code())
                .isEqualTo(Answer.Code.UNKNOWN_ENVELOPE);
        assertThat(answer(send(sealed(receipt(UUID.randomUUID()), keys, certificate)))
                        .code())
                .isEqualTo(Answer.Code.UNKNOWN_ENVELOPE);
        assertThat(noted("partners.certificate-renewed")).isPositive();

        jdbc.sql(
                        "update partners.certificate set accepted_until = now() - interval '1 hour' where partner = ? and accepted_until is not null")
                .param(partner)
                .update();
        assertThat(code(send(sealed(receipt(UUID.randomUUID()), keys, certificate))))
                .isEqualTo("partners.wrong-key");
    }

    @Test
    void aFullDiskIsSaidBeforeAnythingIsTakenAndOverALevelBetweenOnlyWithPermission(
            @Autowired jinye.office.transmission.OutsideUnits outside) {
        var large = frame(UUID.randomUUID(), "DOCUMENT");
        large.putObject("content")
                .put("title", "关于超大附件的函")
                .putArray("files")
                .addObject()
                .put("part", "paper")
                .put("size", 1L << 60)
                .put("sm3", Digests.sm3Hex(new byte[2]));
        var full = send(sealed(large, keys, certificate));
        assertThat(full.status()).isEqualTo(507);
        assertThat(full.body().path("detail").asString()).contains("空间");

        assertThat(answer(send(sealed(book(5000, "邻省某县局"), keys, certificate))).taken())
                .isTrue();
        jdbc.sql("update transmission.outside_unit set level = 'COUNTY' where node = ?")
                .param(NEIGHBOUR)
                .update();
        var far = frame(UUID.randomUUID(), "DOCUMENT");
        far.putObject("content")
                .put("title", "关于越级报送的函")
                .put("sender", "44000001")
                .put("receiver", node.code())
                .putArray("files");
        var refused = answer(send(sealed(far, keys, certificate)));
        assertThat(refused.code()).isEqualTo(Answer.Code.ROUTE_NOT_GRANTED);
        assertThat(refused.words()).contains("越级交换许可");
        outside.replace(NEIGHBOUR, List.of());
    }

    private ObjectNode renewal(X509Certificate next) {
        var parcel = frame(UUID.randomUUID(), "CERTIFICATE");
        parcel.putObject("content").put("title", "更换签名证书").put("certificate", NodeCard.encoded(next));
        return parcel;
    }

    @Test
    void anAddressBookReplacesAnOlderOneOnlyAndNonsenseIsRefused(
            @Autowired jinye.office.transmission.OutsideUnits outside) {
        assertThat(answer(send(sealed(book(2000, "甲中心", "乙中心"), keys, certificate)))
                        .taken())
                .isTrue();
        assertThat(answer(send(sealed(book(1000, "丙中心"), keys, certificate))).taken())
                .isTrue();
        assertThat(outside.of(NEIGHBOUR)).extracting("name").containsExactly("甲中心", "乙中心");
        assertThat(answer(send(sealed(book(3000, "甲中心"), keys, certificate))).taken())
                .isTrue();
        assertThat(outside.of(NEIGHBOUR)).hasSize(1);
        assertThat(answer(send(sealed(book(4000, " "), keys, certificate))).code())
                .isEqualTo(Answer.Code.FORMAT);
        outside.replace(NEIGHBOUR, List.of());
    }

    private ObjectNode book(long version, String... names) {
        var parcel = frame(UUID.randomUUID(), "BOOK");
        var units = parcel.putObject("content").put("version", version).putArray("units");
        for (var name : names) {
            units.addObject()
                    .put("code", "4400000" + units.size())
                    .put("name", name)
                    .put("shortName", name)
                    .put("level", "CITY");
        }
        return parcel;
    }

    private static ObjectNode closed(ObjectNode parcel, X509Certificate to) throws java.io.IOException {
        var open = parcel.path("content");
        var closed = new java.io.ByteArrayOutputStream();
        ClosedMessage.close(new java.io.ByteArrayInputStream(Canonical.bytes(open)), closed, to);
        var id = UUID.fromString(parcel.path("id").asString());
        var kind = Parcel.Kind.valueOf(parcel.path("kind").asString());
        parcel.putObject("content")
                .put("closed", Base64.getEncoder().encodeToString(closed.toByteArray()))
                .put("plain", Parcel.digest(id, kind, open));
        return parcel;
    }

    private ObjectNode receipt(UUID id) {
        var parcel = frame(id, "RECEIPT");
        parcel.putObject("content")
                .put("package", UUID.randomUUID().toString())
                .put("receipt", "SIGNING")
                .put("at", "2026-11-30T08:00:00Z");
        return parcel;
    }

    private ObjectNode document(byte[] file, String digest) {
        var parcel = frame(UUID.randomUUID(), "DOCUMENT");
        var content = parcel.putObject("content").put("title", "关于测试的函").put("receiver", "99999999");
        content.putArray("files")
                .addObject()
                .put("part", "paper")
                .put("name", "正文.txt")
                .put("size", file.length)
                .put("sm3", digest);
        return parcel;
    }

    private ObjectNode frame(UUID id, String kind) {
        return Canonical.JSON
                .createObjectNode()
                .put("format", Parcel.FORMAT)
                .put("id", id.toString())
                .put("kind", kind)
                .put("from", NEIGHBOUR)
                .put("to", node.code())
                .put("counter", ++counter)
                .put("sealedAt", Instant.now().toString())
                .put("subject", id.toString());
    }

    private ParcelSealing.Sealed sealed(ObjectNode parcel, KeyPair with, X509Certificate as) {
        var message = SignedMessage.sign(Canonical.bytes(parcel), true, with.getPrivate(), List.of(as), Instant.now());
        return new ParcelSealing.Sealed(message, timestamps.stamp(message));
    }

    private record Got(int status, JsonNode body) {}

    private Got send(ParcelSealing.Sealed sealed) {
        return post("/parcels", sealed.wire().getBytes(UTF_8));
    }

    private Got post(String path, byte[] body) {
        return call("POST", path, body);
    }

    private Got put(String path, byte[] body) {
        return call("PUT", path, body);
    }

    private Got call(String method, String path, byte[] body) {
        try {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/exchange" + path))
                            .method(method, BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofByteArray());
            return new Got(answer.statusCode(), Canonical.JSON.readTree(answer.body()));
        } catch (java.io.IOException | InterruptedException away) {
            throw new IllegalStateException(away);
        }
    }

    private static String code(Got got) {
        return got.body().path("code").asString("");
    }

    private static Answer answer(Got got) {
        var signed = Base64.getDecoder().decode(got.body().path("answer").asString(""));
        return Answer.read(
                Objects.requireNonNull(SignedMessage.read(signed, null).content()));
    }

    private long noted(String code) {
        return jdbc.sql("select count(*) from partners.incident where code = ?")
                .param(code)
                .query(Long.class)
                .single();
    }

    private static X509Certificate certificate(KeyPair keys, Duration until) {
        return SelfSigned.certificate(keys, "邻省交换节点", until);
    }
}
