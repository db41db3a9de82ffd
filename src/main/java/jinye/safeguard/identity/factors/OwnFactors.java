package jinye.safeguard.identity.factors;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.safeguard.access.Roles;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.access.SecurityRule;
import jinye.safeguard.access.SecurityRules;
import jinye.safeguard.access.StepUp;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 登录保护: what a person sets up, and takes away, to prove themselves with. */
@Service
@Transactional
class OwnFactors {

    private static final String ISSUER = "金叶";

    private final TotpKeys totp;
    private final Passkeys passkeys;
    private final RecoveryCodes codes;
    private final Factors factors;
    private final StepUp stepUp;
    private final SecurityRules rules;
    private final Roles roles;
    private final ApplicationEventPublisher events;

    OwnFactors(
            TotpKeys totp,
            Passkeys passkeys,
            RecoveryCodes codes,
            Factors factors,
            StepUp stepUp,
            SecurityRules rules,
            Roles roles,
            ApplicationEventPublisher events) {
        this.totp = totp;
        this.passkeys = passkeys;
        this.codes = codes;
        this.factors = factors;
        this.stepUp = stepUp;
        this.rules = rules;
        this.roles = roles;
        this.events = events;
    }

    /** @param required nobody of this person's rank comes in without a second factor */
    record FactorOverview(
            boolean required,
            @Nullable Instant totpSetUpAt,
            @Nullable Instant totpLastUsedAt,
            List<Passkeys.PasskeyRow> passkeys,
            int recoveryCodesLeft) {}

    /** @param key for typing it by hand @param address what the picture says */
    record BegunTotp(String key, String address, QrPicture picture) {}

    /** @param recoveryCodes shown now and never again; empty when there are some already */
    record SetUpFactor(List<String> recoveryCodes) {}

    @Transactional(readOnly = true)
    public FactorOverview overview(Actor actor) {
        var found = totp.of(actor.person());
        return new FactorOverview(
                required(actor),
                found.map(TotpKeys.SetUp::setUpAt).orElse(null),
                found.map(TotpKeys.SetUp::lastUsedAt).orElse(null),
                passkeys.of(actor.person()),
                codes.left(actor.person()));
    }

    public BegunTotp beginTotp(Actor actor) {
        stepUp.requireForFactors(actor);
        var key = Totp.base32(totp.begin(actor.person()));
        var address = "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(encoded(ISSUER), encoded(actor.name()), key, encoded(ISSUER));
        return new BegunTotp(key.replaceAll("(.{4})(?=.)", "$1 "), address, QrPicture.of(address));
    }

    public SetUpFactor confirmTotp(Actor actor, String code) {
        stepUp.requireForFactors(actor);
        if (!totp.confirm(actor.person(), code)) {
            throw new CodeWrong();
        }
        return setUp(actor, Factors.TOTP);
    }

    public void removeTotp(Actor actor) {
        stepUp.requireForFactors(actor);
        refuseIfLast(actor, Factors.TOTP);
        if (!totp.remove(actor.person())) {
            throw new NoSuchFactor();
        }
        removed(actor, Factors.TOTP);
    }

    public SetUpFactor renewRecoveryCodes(Actor actor) {
        stepUp.requireForFactors(actor);
        if (factors.of(actor.person()).isEmpty()) {
            throw new NoSuchFactor();
        }
        events.publishEvent(SecurityAct.by(actor, "identity.make-recovery-codes", actor.person(), Map.of()));
        return new SetUpFactor(codes.make(actor.person()));
    }

    /** The first factor brings recovery codes with it: nobody thinks of them later. */
    SetUpFactor setUp(Actor actor, String factor) {
        events.publishEvent(
                SecurityAct.by(actor, "identity.set-up-factor", actor.person(), Map.of("factor", term(factor))));
        return new SetUpFactor(codes.left(actor.person()) > 0 ? List.of() : codes.make(actor.person()));
    }

    void removed(Actor actor, String factor) {
        if (factors.of(actor.person()).isEmpty()) {
            codes.remove(actor.person());
        }
        events.publishEvent(
                SecurityAct.by(actor, "identity.remove-factor", actor.person(), Map.of("factor", term(factor))));
    }

    void refuseIfLast(Actor actor, String factor) {
        var others = new java.util.HashSet<>(factors.of(actor.person()));
        others.removeAll(Set.of(factor, Factors.RECOVERY_CODE));
        if (required(actor) && others.isEmpty()) {
            throw new LastFactor();
        }
    }

    static String term(String factor) {
        return switch (factor) {
            case Factors.TOTP -> "动态口令";
            case Factors.RECOVERY_CODE -> "恢复码";
            case Factors.PASSKEY -> "通行密钥";
            default -> factor;
        };
    }

    private boolean required(Actor actor) {
        return rules.of(SecurityRule.SECOND_FACTOR, roles.administrator(actor)) > 0;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static final class CodeWrong extends Refusal {
        CodeWrong() {
            super(Kind.INVALID, "identity.code-wrong");
        }
    }

    static final class NothingBegun extends Refusal {
        NothingBegun() {
            super(Kind.CONFLICT, "identity.nothing-begun");
        }
    }

    static final class NoSuchFactor extends Refusal {
        NoSuchFactor() {
            super(Kind.NOT_FOUND, "identity.no-such-factor");
        }
    }

    static final class LastFactor extends Refusal {
        LastFactor() {
            super(Kind.CONFLICT, "identity.last-factor");
        }
    }
}
