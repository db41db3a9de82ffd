package jinye.exchange.partners;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import jinye.kernel.Refusal;
import jinye.office.transmission.OutsideUnit;
import jinye.platform.directory.Unit;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.SignedMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * 接入卡: what a node says of itself in a signed file, given to another bureau by hand. It proves that whoever made it has the key; that
 * they are who they say, two people decide, comparing the fingerprint by telephone.
 */
record NodeCard(
        String code,
        String name,
        Unit.Level level,
        String address,
        List<OutsideUnit> units,
        X509Certificate certificate,
        @Nullable X509Certificate forCipher,
        List<X509Certificate> chain) {

    static final String FORMAT = "jinye-node-card-1";
    static final int SIZE_MAX = 1024 * 1024;

    static JsonNode content(OurNode node, List<Unit> units) {
        var card = Canonical.JSON
                .createObjectNode()
                .put("format", FORMAT)
                .put("code", node.code())
                .put("name", node.unit().name())
                .put("level", node.unit().level().name())
                .put("address", node.address());
        node.forCipher().ifPresent(one -> card.put("forCipher", encoded(one)));
        card.set("units", written(units));
        return card;
    }

    static String encoded(X509Certificate certificate) {
        return Base64.getEncoder().encodeToString(CertificateFiles.encoded(certificate));
    }

    /** @return null when there is none */
    static @Nullable X509Certificate forCipher(JsonNode said) {
        return said.has("forCipher")
                ? CertificateFiles.certificate(
                        Base64.getDecoder().decode(said.path("forCipher").asString("")))
                : null;
    }

    static JsonNode written(List<Unit> units) {
        var list = Canonical.JSON.createArrayNode();
        units.forEach(unit -> list.addObject()
                .put("code", unit.code())
                .put("name", unit.name())
                .put("shortName", unit.shortName())
                .put("level", unit.level().name()));
        return list;
    }

    static NodeCard read(byte[] file) {
        var message = SignedMessage.read(file, null);
        var content = message.content();
        if (content == null
                || message.signers().size() != 1
                || !message.signers().getFirst().intact()) {
            throw new NoCard();
        }
        var certificate = message.signers().getFirst().certificate();
        if (certificate == null || Family.of(certificate.getPublicKey()) != Family.SM2) {
            throw new NoCard();
        }
        try {
            var card = Canonical.JSON.readTree(content);
            if (!card.path("format").asString("").equals(FORMAT)) {
                throw new NoCard();
            }
            return new NodeCard(
                    card.path("code").asString(""),
                    card.path("name").asString(""),
                    Unit.Level.valueOf(card.path("level").asString("")),
                    card.path("address").asString(""),
                    units(card.path("code").asString(""), card.path("units"), false),
                    certificate,
                    forCipher(card),
                    message.certificates());
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw new NoCard();
        }
    }

    static List<OutsideUnit> units(String node, JsonNode list, boolean direct) {
        var units = new ArrayList<OutsideUnit>();
        for (var one : list) {
            units.add(new OutsideUnit(
                    node,
                    one.path("code").asString(""),
                    one.path("name").asString(""),
                    one.path("shortName").asString(""),
                    Unit.Level.valueOf(one.path("level").asString("")),
                    direct));
        }
        return units;
    }

    static final class NoCard extends Refusal {
        NoCard() {
            super(Kind.INVALID, "partners.no-card");
        }
    }
}
