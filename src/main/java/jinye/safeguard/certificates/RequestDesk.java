package jinye.safeguard.certificates;

import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import jinye.safeguard.certificates.making.SigningRequest;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 证书申请: asked by one person, approved by another, issued with the approval. */
@Service
@Transactional
class RequestDesk {

    private final JdbcClient jdbc;
    private final RequestRegister requests;
    private final CertificateRegister register;
    private final Issuing issuing;
    private final Names names;
    private final Authorities authorities;
    private final Directory directory;
    private final Messages messages;
    private final Journal journal;
    private final Clock clock;

    RequestDesk(
            JdbcClient jdbc,
            RequestRegister requests,
            CertificateRegister register,
            Issuing issuing,
            Names names,
            Authorities authorities,
            Directory directory,
            Messages messages,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.register = register;
        this.issuing = issuing;
        this.names = names;
        this.authorities = authorities;
        this.directory = directory;
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param file PKCS#10; null when the server shall hold the key @param dual also a certificate for encryption */
    record Asked(Holder holder, Family family, boolean dual, int years, byte @Nullable [] file, String reason) {}

    long ask(Actor actor, Asked asked) {
        var named = names.of(asked.holder(), "", authorities.organisation());
        requireAsking(actor, asked.holder(), named.unit());
        if (asked.holder().kind() == Holder.Kind.SERVER && !asked.holder().key().matches(HOST)) {
            throw new NotAskable("certificates.not-a-host", asked.holder().key());
        }
        if (asked.file() != null) {
            checked(asked.file(), asked.holder(), asked.family(), named);
        }
        var renews = register.current(asked.holder(), use(asked.holder()), asked.family());
        if (renews.isPresent() && renews.get().state() == CertificateState.SUSPENDED) {
            throw new NotAskable("certificates.suspended-first", named.name());
        }
        long id;
        try {
            id = jdbc.sql("""
                            insert into certificates.request (holder_kind, holder_key, holder_name, unit, family, dual, years, file,
                                renews, reason, state, asked_by, asked_by_name, asked_at)
                            values (:holderKind, :holderKey, :holderName, cast(:unit as bigint), :family, :dual, :years,
                                cast(:file as bytea), cast(:renews as bigint), :reason, 'PENDING', :by, :byName, :at)
                            returning id""")
                    .param("holderKind", asked.holder().kind().name())
                    .param("holderKey", asked.holder().key())
                    .param("holderName", named.name())
                    .param("unit", named.unit())
                    .param("family", asked.family().name())
                    .param("dual", asked.dual() && asked.holder().kind().inDirectory())
                    .param("years", asked.years())
                    .param("file", asked.file())
                    .param("renews", renews.map(IssuedCertificate::id).orElse(null))
                    .param("reason", asked.reason().strip())
                    .param("by", actor.person())
                    .param("byName", actor.name())
                    .param("at", Moments.to(clock.instant()))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException waiting) {
            throw new NotAskable("certificates.request-waiting", named.name());
        }
        journal.record(
                actor,
                "certificates.ask",
                new RecordId("certificates", id),
                Map.of(
                        "holder",
                        named.name(),
                        "family",
                        asked.family().term(),
                        "reason",
                        asked.reason().strip()));
        messages.tell(
                actor,
                approvers().stream().filter(person -> person != actor.person()).toList(),
                new Message(
                        "certificates:request:" + id,
                        "info",
                        "%s申请%s的证书，请审批。".formatted(actor.name(), named.name()),
                        "/certificates/requests",
                        Urgency.PLAIN));
        return id;
    }

    /** 批准并签发. Everything is looked at again: the holder may have left since, the key been certified elsewhere. */
    List<Long> approve(Actor actor, long id, String opinion) {
        var request = decidable(actor, id);
        var holder = request.holder();
        var named = names.of(holder, "", authorities.organisation());
        if (holder.kind() == Holder.Kind.PERSON
                && directory.serving(List.of(holder.id())).isEmpty()) {
            throw new NotAskable("certificates.holder-left", request.holderName());
        }
        PublicKey key = request.file() == null
                ? null
                : checked(request.file(), holder, request.family(), named).key();
        var signing = issuing.issue(
                new Issuing.Approved(holder, "", use(holder), request.family(), key, request.years(), id), actor);
        var issued = request.dual()
                ? List.of(
                        signing.id(),
                        issuing.issue(
                                        new Issuing.Approved(
                                                holder,
                                                "",
                                                CertificateUse.ENCRYPTION,
                                                request.family(),
                                                null,
                                                request.years(),
                                                id),
                                        actor)
                                .id())
                : List.of(signing.id());
        decide(actor, request, RequestState.ISSUED, opinion, "approve");
        return issued;
    }

    void refuse(Actor actor, long id, String opinion) {
        if (opinion.isBlank()) {
            throw new NotAskable("certificates.opinion-needed");
        }
        decide(actor, decidable(actor, id), RequestState.REFUSED, opinion, "refuse");
    }

    void withdraw(Actor actor, long id) {
        var request = requests.locked(id);
        if (request.askedBy() != actor.person()) {
            throw new RequestRegister.NoSuchRequest();
        }
        refuseUnlessPending(request);
        decide(actor, request, RequestState.WITHDRAWN, "", "withdraw");
    }

    private CertificateRequest decidable(Actor actor, long id) {
        actor.require("certificates.manage");
        var request = requests.locked(id);
        refuseUnlessPending(request);
        if (request.askedBy() == actor.person() || request.holder().equals(Holder.person(actor.person()))) {
            throw new OwnRequest();
        }
        return request;
    }

    private static void refuseUnlessPending(CertificateRequest request) {
        if (request.state() != RequestState.PENDING) {
            throw new AlreadyDecided(
                    request.state().term(), request.decidedByName() == null ? "" : request.decidedByName());
        }
    }

    private void decide(Actor actor, CertificateRequest request, RequestState state, String opinion, String verb) {
        jdbc.sql("""
                        update certificates.request set state = :state, decided_by = :by, decided_by_name = :byName,
                            decided_at = :at, opinion = :opinion, version = version + 1
                        where id = :id""")
                .param("state", state.name())
                .param("by", actor.person())
                .param("byName", actor.name())
                .param("at", Moments.to(clock.instant()))
                .param("opinion", opinion.strip())
                .param("id", request.id())
                .update();
        journal.record(
                actor,
                "certificates." + verb,
                new RecordId("certificates", request.id()),
                Map.of("holder", request.holderName(), "opinion", opinion.strip()));
        if (state != RequestState.WITHDRAWN) {
            messages.tell(
                    actor,
                    List.of(request.askedBy()),
                    new Message(
                            "certificates:decided:" + request.id(),
                            "info",
                            state == RequestState.ISSUED
                                    ? "%s的证书已签发。".formatted(request.holderName())
                                    : "%s的证书申请未通过：%s".formatted(request.holderName(), opinion.strip()),
                            "/certificates/own",
                            Urgency.PLAIN));
        }
    }

    /** People ask for themselves; for others the system administrator does, and for a unit and its departments its office. */
    private static void requireAsking(Actor actor, Holder holder, @Nullable Long unit) {
        if (holder.equals(Holder.person(actor.person()))) {
            return;
        }
        actor.require("certificates.request");
        boolean everywhere = actor.may("certificates.read");
        if (!everywhere && (unit == null || unit != actor.unit())) {
            throw new NotAskable("certificates.not-your-unit");
        }
    }

    private SigningRequest checked(byte[] file, Holder holder, Family family, Names.Named named) {
        var request = SigningRequest.read(file);
        if (request.family() != family) {
            throw new NotAskable(
                    "certificates.request-other-family", request.family().term(), family.term());
        }
        var expected = CertificateFiles.name(named.subject());
        if (!request.commonName().isEmpty() && !request.commonName().equals(expected)) {
            throw new NotAskable("certificates.request-other-name", request.commonName(), expected);
        }
        if (register.holderOf(request.key())
                .filter(owner -> !owner.equals(holder))
                .isPresent()) {
            throw new NotAskable("certificates.key-of-another");
        }
        return request;
    }

    private static CertificateUse use(Holder holder) {
        return holder.kind() == Holder.Kind.SERVER ? CertificateUse.SERVER : CertificateUse.SIGNING;
    }

    private List<Long> approvers() {
        return Optional.of(directory.allUnits()).filter(units -> !units.isEmpty()).stream()
                .flatMap(units -> directory.holdersOf("A_SEC", units.getFirst().id()).stream())
                .map(Person::id)
                .toList();
    }

    private static final String HOST =
            "(?=.{1,64}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*";

    static final class NotAskable extends Refusal {
        NotAskable(String code, Object... facts) {
            super(Kind.INVALID, code, facts);
        }
    }

    static final class OwnRequest extends Refusal {
        OwnRequest() {
            super(Kind.FORBIDDEN, "certificates.own-request");
        }
    }

    static final class AlreadyDecided extends Refusal {
        AlreadyDecided(String state, String by) {
            super(Kind.CONFLICT, "certificates.already-decided", state, by);
        }
    }
}
