package jinye.exchange.partners;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.platform.web.Sentences;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * 问候: now and then the nodes ask each other what they have. The fresh, signed answer shows how far their clocks differ, and whether
 * one of them was restored from an old backup: then it misses parcels that it has acknowledged, and they are sent again; or it
 * knows of numbers that we do not remember having given, and ours go on behind them.
 */
@Component
class Greetings {

    private final JdbcClient jdbc;
    private final Partners partners;
    private final OurNode node;
    private final ParcelSealing sealing;
    private final Line line;
    private final Succession succession;
    private final Incidents incidents;
    private final Sentences sentences;
    private final Settings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Greetings(
            JdbcClient jdbc,
            Partners partners,
            OurNode node,
            ParcelSealing sealing,
            Line line,
            Succession succession,
            Incidents incidents,
            Sentences sentences,
            Settings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.partners = partners;
        this.node = node;
        this.sealing = sealing;
        this.line = line;
        this.succession = succession;
        this.incidents = incidents;
        this.sentences = sentences;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    void greet(Partner partner) throws Line.LineTrouble {
        var acknowledged = jdbc.sql(
                        "select counter from partners.outgoing where partner = ? and state in ('DELIVERED', 'REFUSED') and counter is not null")
                .param(partner.id())
                .query(Long.class)
                .list();
        var nonce = UUID.randomUUID().toString();
        var before = clock.instant();
        var question = Canonical.JSON
                .createObjectNode()
                .put("format", Parcel.FORMAT)
                .put("from", node.code())
                .put("to", partner.code())
                .put("nonce", nonce)
                .put("at", before.toString());
        node.forCipher().ifPresent(one -> question.put("forCipher", NodeCard.encoded(one)));
        var reply = line.post(
                partner,
                "/greetings",
                sealing.seal(partner.id(), Canonical.bytes(question), false)
                        .wire()
                        .getBytes(StandardCharsets.UTF_8));
        if (reply.status() != 200) {
            if (reply.body().path("code").asString("").equals("partners.wrong-key")) {
                succession.fallBack(partner);
            }
            throw new Line.LineTrouble(reply.words());
        }
        var answer = opened(partner, reply.body().path("answer").asString(""), nonce);
        var middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        long skew = Duration.between(middle, Instant.parse(answer.path("at").asString("")))
                .toSeconds();
        if (Math.abs(skew) > settings.number("skew-warned")) {
            incidents.note(
                    partner.id(),
                    partner.address(),
                    "partners.clocks-differ",
                    sentences.of("partners.clocks-differ", List.of(partner.name(), skew)),
                    null);
        }
        transaction.executeWithoutResult(status -> compare(partner, acknowledged, answer, skew));
        keepForCipher(partner, answer);
    }

    /** Signed with the key that two people believed: the partner may change the one to which we close by saying so. */
    private void keepForCipher(Partner partner, JsonNode said) {
        var told = NodeCard.forCipher(said);
        if (told != null && !partners.knows(partner.id(), told)) {
            transaction.executeWithoutResult(status -> partners.add(partner.id(), "ENCRYPTION", told, true, "对方节点报来"));
        }
    }

    private JsonNode opened(Partner partner, String encoded, String nonce) throws Line.LineTrouble {
        try {
            var opened =
                    sealing.open(new ParcelSealing.Sealed(Base64.getDecoder().decode(encoded), new byte[0]), false);
            var answer = Canonical.JSON.readTree(opened.content());
            if (opened.partner().id() != partner.id()
                    || !answer.path("nonce").asString("").equals(nonce)) {
                throw new Delivering.NotToThis();
            }
            return answer;
        } catch (Refusal | IllegalArgumentException notTheirs) {
            var code = notTheirs instanceof Refusal refusal ? refusal.code() : "partners.malformed";
            var facts = notTheirs instanceof Refusal refusal ? refusal.facts() : List.of();
            incidents.note(partner.id(), partner.address(), code, sentences.of(code, facts), null);
            throw new Line.LineTrouble(sentences.of(code, facts));
        }
    }

    private void compare(Partner partner, List<Long> acknowledged, JsonNode answer, long skew) {
        partners.lock(partner.id());
        partners.reached(partner.id(), skew);
        long through = answer.path("through").asLong(0);
        var also = new HashSet<Long>();
        answer.path("also").forEach(one -> also.add(one.asLong()));
        long highest = also.stream().mapToLong(Long::longValue).reduce(through, Math::max);
        if (highest > partners.sentCounter(partner.id())) {
            jdbc.sql("update partners.partner set sent_counter = ? where id = ?")
                    .params(highest, partner.id())
                    .update();
            jdbc.sql("""
                            update partners.outgoing set counter = null, message = null, stamp = null
                            where partner = ? and state in ('WAITING', 'DEAD')""").param(partner.id()).update();
            incidents.note(
                    partner.id(),
                    partner.address(),
                    "partners.we-were-restored",
                    sentences.of("partners.we-were-restored", List.of(partner.name(), highest)),
                    null);
        }
        var lost = acknowledged.stream()
                .filter(counter -> counter > through && !also.contains(counter))
                .toList();
        if (!lost.isEmpty()) {
            jdbc.sql("""
                            update partners.outgoing set state = 'WAITING', answer = null, answered_at = null, code = null, words = null,
                                next_at = :now, expires_at = :until
                            where partner = :partner and counter = any(:lost) and state in ('DELIVERED', 'REFUSED')""")
                    .param("now", Moments.to(clock.instant()))
                    .param("until", Moments.to(clock.instant().plus(settings.period("dead-after"))))
                    .param("partner", partner.id())
                    .param("lost", lost.toArray(Long[]::new))
                    .update();
            jdbc.sql("update partners.partner set restored_at = ? where id = ?")
                    .params(Moments.to(clock.instant()), partner.id())
                    .update();
            incidents.note(
                    partner.id(),
                    partner.address(),
                    "partners.they-were-restored",
                    sentences.of("partners.they-were-restored", List.of(partner.name(), lost.size())),
                    null);
        }
    }

    /** What another node is told. */
    byte[] answer(ParcelSealing.Opened opened) {
        var asked = Canonical.JSON.readTree(opened.content());
        keepForCipher(opened.partner(), asked);
        var numbers = jdbc.sql("""
                        with numbered as (select counter, row_number() over (order by counter) as n from partners.incoming where partner = ?)
                        select coalesce(max(counter) filter (where counter = n), 0) as through,
                               coalesce(array_agg(counter order by counter) filter (where counter <> n), '{}') as also from numbered""")
                .param(opened.partner().id())
                .query((row, n) -> {
                    var node = Canonical.JSON.createObjectNode();
                    node.put("through", row.getLong(1));
                    var also = node.putArray("also");
                    for (var counter : (Long[]) row.getArray(2).getArray()) {
                        also.add(counter);
                    }
                    return node;
                })
                .single();
        numbers.put("format", Parcel.FORMAT)
                .put("from", node.code())
                .put("to", opened.partner().code())
                .put("nonce", asked.path("nonce").asString(""))
                .put("at", clock.instant().toString());
        node.forCipher().ifPresent(one -> numbers.put("forCipher", NodeCard.encoded(one)));
        return sealing.seal(opened.partner().id(), Canonical.bytes(numbers), false)
                .message();
    }
}
