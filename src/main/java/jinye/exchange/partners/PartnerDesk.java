package jinye.exchange.partners;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.office.transmission.OutsideUnit;
import jinye.office.transmission.OutsideUnits;
import jinye.platform.directory.Directory;
import jinye.platform.journal.Journal;
import jinye.safeguard.certificates.CertificateUse;
import jinye.safeguard.certificates.Certificates;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 伙伴登记: one person proposes a partner with the card it gave, another compares the fingerprint and confirms. One is enough to stop. */
@Service
@Transactional
class PartnerDesk {

    private final JdbcClient jdbc;
    private final Partners partners;
    private final OurNode node;
    private final Certificates certificates;
    private final OutsideUnits outside;
    private final Directory directory;
    private final Journal journal;
    private final Clock clock;

    PartnerDesk(
            JdbcClient jdbc,
            Partners partners,
            OurNode node,
            Certificates certificates,
            OutsideUnits outside,
            Directory directory,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.partners = partners;
        this.node = node;
        this.certificates = certificates;
        this.outside = outside;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param address null takes what the card says */
    record Proposed(byte[] card, @Nullable String address, boolean direct, boolean encrypted, String reason) {}

    long propose(Actor actor, Proposed proposed) {
        actor.require("partners.propose");
        var card = NodeCard.read(proposed.card());
        if (card.code().equals(node.code())) {
            throw new NotConnectable("partners.own-card");
        }
        var address = checked(Optional.ofNullable(proposed.address())
                .filter(given -> !given.isBlank())
                .orElse(card.address()));
        jdbc.sql(
                        "delete from partners.certificate where partner in (select id from partners.partner where code = ? and state in ('REFUSED'))")
                .param(card.code())
                .update();
        jdbc.sql("delete from partners.partner where code = ? and state = 'REFUSED'")
                .param(card.code())
                .update();
        long id;
        try {
            id = jdbc.sql("""
                            insert into partners.partner (code, name, level, address, state, direct, encrypted, reason, proposed_by,
                                proposed_by_name, proposed_at, card)
                            values (?, ?, ?, ?, 'PROPOSED', ?, ?, ?, ?, ?, ?, ?) returning id""")
                    .params(Arrays.asList(
                            card.code(),
                            card.name(),
                            card.level().name(),
                            address,
                            proposed.direct(),
                            proposed.encrypted(),
                            proposed.reason().strip(),
                            actor.person(),
                            actor.name(),
                            Moments.to(clock.instant()),
                            proposed.card()))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException known) {
            throw new NotConnectable("partners.known-already", card.name());
        }
        partners.add(id, "SIGNING", card.certificate(), false, "接入卡");
        if (card.forCipher() != null) {
            partners.add(id, "ENCRYPTION", card.forCipher(), false, "接入卡");
        } else if (proposed.encrypted()) {
            throw new NotConnectable("partners.no-cipher-certificate", card.name());
        }
        record(actor, "propose", id, card.name(), proposed.reason());
        return id;
    }

    void confirm(Actor actor, long id, String fingerprint) {
        actor.require("partners.confirm");
        var partner = locked(id);
        require(partner, Partner.State.PROPOSED);
        if (partner.proposedBy() == actor.person()) {
            throw new NotConnectable("partners.own-proposal");
        }
        var known = partners.certificates(id).stream()
                .filter(one -> one.use().equals("SIGNING"))
                .findFirst()
                .orElseThrow();
        if (!plain(known.fingerprint()).endsWith(plain(fingerprint))
                || plain(fingerprint).length() < 8) {
            throw new NotConnectable("partners.fingerprint-differs");
        }
        jdbc.sql("update partners.certificate set trusted = true where partner = ?")
                .param(id)
                .update();
        decide(actor, id, Partner.State.ACTIVE, "");
        var units = NodeCard.read(card(id)).units().stream()
                .map(unit -> new OutsideUnit(
                        partner.code(), unit.code(), unit.name(), unit.shortName(), unit.level(), partner.direct()))
                .toList();
        outside.replace(partner.code(), units);
        record(actor, "confirm", id, partner.name(), known.fingerprint());
    }

    void refuse(Actor actor, long id, String opinion) {
        actor.require("partners.confirm");
        var partner = locked(id);
        require(partner, Partner.State.PROPOSED);
        if (partner.proposedBy() == actor.person()) {
            throw new NotConnectable("partners.own-proposal");
        }
        decide(actor, id, Partner.State.REFUSED, needed(opinion));
        record(actor, "refuse", id, partner.name(), opinion);
    }

    void suspend(Actor actor, long id, String opinion) {
        actor.require("partners.confirm");
        var partner = locked(id);
        require(partner, Partner.State.ACTIVE);
        decide(actor, id, Partner.State.SUSPENDED, needed(opinion));
        record(actor, "suspend", id, partner.name(), opinion);
    }

    void resume(Actor actor, long id) {
        actor.require("partners.confirm");
        var partner = locked(id);
        require(partner, Partner.State.SUSPENDED);
        if (partner.proposedBy() == actor.person()) {
            throw new NotConnectable("partners.own-proposal");
        }
        decide(actor, id, Partner.State.ACTIVE, "");
        record(actor, "resume", id, partner.name(), "");
    }

    /** 越级交换许可: given or taken by whoever confirms partners, for both directions on this side. */
    void permitDirect(Actor actor, long id, boolean direct, String opinion) {
        actor.require("partners.confirm");
        var partner = locked(id);
        require(partner, Partner.State.ACTIVE);
        jdbc.sql("update partners.partner set direct = ?, version = version + 1 where id = ?")
                .params(direct, id)
                .update();
        outside.permit(partner.code(), direct);
        record(actor, direct ? "permit-direct" : "forbid-direct", id, partner.name(), needed(opinion));
    }

    /** 加密交换: agreed on with the partner, who sets the same; each side then closes what leaves and takes nothing open. */
    void encrypt(Actor actor, long id, boolean encrypted, String opinion) {
        actor.require("partners.confirm");
        var partner = locked(id);
        require(partner, Partner.State.ACTIVE);
        if (encrypted && partners.closingTo(id).isEmpty()) {
            throw new NotConnectable("partners.no-cipher-certificate", partner.name());
        }
        jdbc.sql("update partners.partner set encrypted = ?, version = version + 1 where id = ?")
                .params(encrypted, id)
                .update();
        record(actor, encrypted ? "encrypt" : "unencrypt", id, partner.name(), needed(opinion));
    }

    /** 接入卡 of this node. Its certificate is issued on the way when whoever may confirm partners asks for it. */
    byte[] ownCard(Actor actor) {
        actor.require("partners.read");
        if (certificates
                        .current(node.holder(), CertificateUse.SIGNING, Family.SM2)
                        .isEmpty()
                && actor.may("partners.confirm")) {
            certificates.issue(actor, node.holder(), node.unit().name() + "交换节点", Family.SM2, 3);
        }
        if (node.forCipher().isEmpty() && actor.may("partners.confirm")) {
            certificates.issueForCipher(actor, node.holder(), node.unit().name() + "交换节点", Family.SM2, 3);
        }
        return node.signer()
                .message(Canonical.bytes(NodeCard.content(node, directory.allUnits())), true, clock.instant());
    }

    String ownFingerprint() {
        return certificates
                .current(node.holder(), CertificateUse.SIGNING, Family.SM2)
                .map(issued -> CertificateFiles.fingerprint(issued.certificate()))
                .orElse("");
    }

    private byte[] card(long id) {
        return jdbc.sql("select card from partners.partner where id = ?")
                .param(id)
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    private Partner locked(long id) {
        partners.partner(id);
        partners.lock(id);
        return partners.partner(id);
    }

    private void decide(Actor actor, long id, Partner.State state, String opinion) {
        jdbc.sql("""
                        update partners.partner set state = ?, decided_by = ?, decided_by_name = ?, decided_at = ?, opinion = ?,
                            version = version + 1
                        where id = ?""")
                .params(state.name(), actor.person(), actor.name(), Moments.to(clock.instant()), opinion.strip(), id)
                .update();
    }

    private static void require(Partner partner, Partner.State state) {
        if (partner.state() != state) {
            throw new NotNow(partner.name(), partner.state().term());
        }
    }

    private static String needed(String opinion) {
        if (opinion.isBlank()) {
            throw new NotConnectable("partners.opinion-needed");
        }
        return opinion.strip();
    }

    /** No user names, no queries: the address is where {@code /exchange} is appended. */
    private static String checked(String address) {
        try {
            var uri = URI.create(address.strip().replaceAll("/+$", ""));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return uri.toString();
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new NotConnectable("partners.bad-address");
    }

    private static String plain(String fingerprint) {
        return fingerprint.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(java.util.Locale.ROOT);
    }

    private void record(Actor actor, String verb, long id, String name, String words) {
        journal.record(
                actor, "partners." + verb, new RecordId("partners", id), Map.of("partner", name, "words", words));
    }

    static final class NotConnectable extends Refusal {
        NotConnectable(String code, Object... facts) {
            super(Kind.INVALID, code, facts);
        }
    }

    static final class NotNow extends Refusal {
        NotNow(String name, String state) {
            super(Kind.CONFLICT, "partners.not-now", name, state);
        }
    }

    static final class NoSuchPartner extends Refusal {
        NoSuchPartner() {
            super(Kind.NOT_FOUND, "partners.no-such-partner");
        }
    }
}
