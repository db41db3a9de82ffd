package jinye.safeguard.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.SignedMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 可信验证: the application's files are what they were when this installation was first started, or when a security administrator last
 * accepted a new version. Whoever installs (系统管理员) does not accept. Looked at at every start, every day and when asked.
 */
@Component
class Integrity {

    static final String ACCEPT = "audit.accept-baseline";
    private static final String RULE = "application-altered";
    private static final int FINDINGS_MAX = 200;
    private static final Duration DAILY = Duration.ofHours(24);

    private final ApplicationFiles files;
    private final JdbcClient jdbc;
    private final ObjectProvider<LogSigner> signer;
    private final LogPulse pulse;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile @Nullable Instant looked;

    Integrity(
            ApplicationFiles files,
            JdbcClient jdbc,
            ObjectProvider<LogSigner> signer,
            LogPulse pulse,
            ApplicationEventPublisher events,
            Clock clock) {
        this.files = files;
        this.jdbc = jdbc;
        this.signer = signer;
        this.pulse = pulse;
        this.events = events;
        this.clock = clock;
    }

    record IntegrityBaseline(
            Instant at,
            int files,
            @Nullable String acceptedBy,
            @Nullable String reason) {}

    record IntegrityCheck(long id, Instant at, @Nullable String askedBy, int files, List<String> findings) {}

    private record Kept(String manifest, byte[] message) {}

    /** At the first round after a start, then daily. */
    void checkWhenDue() {
        var last = looked;
        if (last == null || Duration.between(last, clock.instant()).compareTo(DAILY) >= 0) {
            looked = clock.instant();
            check(null);
        }
    }

    /** @return what differs, in words; nothing when all is as it was */
    @Transactional
    public List<String> check(@Nullable Actor actor) {
        if (actor != null) {
            actor.require("audit.read");
        }
        var now = digests();
        var kept = baseline();
        if (kept.isEmpty()) {
            keep(now, null, null);
        }
        var findings = kept.map(one -> differences(one, now)).orElse(List.of());
        jdbc.sql(
                        "insert into audit.integrity_check (at, asked_by, files, findings) values (:at, :by, :files, :findings)")
                .param("at", Moments.to(clock.instant()))
                .param("by", actor == null ? null : actor.name(), java.sql.Types.VARCHAR)
                .param("files", now.size())
                .param("findings", findings.toArray(String[]::new))
                .update();
        if (!findings.isEmpty()) {
            pulse.raise(RULE, findings.size() + " 处：" + findings.getFirst());
            events.publishEvent(SecurityAct.bySystem(
                    "audit.application-altered", 0, Map.of("count", findings.size(), "first", findings.getFirst())));
        }
        return findings;
    }

    /** 认可新版本: by the security administrator, with a reason; from now on this is what is compared with. */
    @Transactional
    public void accept(Actor actor, String reason) {
        actor.require(ACCEPT);
        SecrecyWords.refuseIn(reason);
        var now = digests();
        if (baseline().map(kept -> differences(kept, now).isEmpty()).orElse(false)) {
            throw new NothingAltered();
        }
        keep(now, actor, reason.strip());
        jdbc.sql("insert into audit.integrity_check (at, asked_by, files, findings) values (:at, :by, :files, '{}')")
                .param("at", Moments.to(clock.instant()))
                .param("by", actor.name())
                .param("files", now.size())
                .update();
        events.publishEvent(SecurityAct.by(
                actor, "audit.accept-baseline", 0, Map.of("reason", reason.strip(), "count", now.size())));
    }

    Optional<IntegrityBaseline> inForce() {
        return jdbc.sql("select at, files, accepted_name, reason from audit.baseline order by id desc limit 1")
                .query((row, n) -> new IntegrityBaseline(
                        Moments.from(row, "at"),
                        row.getInt("files"),
                        row.getString("accepted_name"),
                        row.getString("reason")))
                .optional();
    }

    List<IntegrityCheck> checks() {
        return jdbc.sql("select * from audit.integrity_check order by id desc limit 20")
                .query((row, n) -> new IntegrityCheck(
                        row.getLong("id"),
                        Moments.from(row, "at"),
                        row.getString("asked_by"),
                        row.getInt("files"),
                        List.of((String[]) row.getArray("findings").getArray())))
                .list();
    }

    static List<String> compare(SortedMap<String, String> kept, SortedMap<String, String> now) {
        var findings = new ArrayList<String>();
        kept.forEach((name, digest) -> {
            if (!now.containsKey(name)) {
                findings.add("缺少 " + name);
            } else if (!digest.equals(now.get(name))) {
                findings.add("已改 " + name);
            }
        });
        now.keySet().stream()
                .filter(name -> !kept.containsKey(name))
                .map(name -> "多出 " + name)
                .forEach(findings::add);
        return findings.size() <= FINDINGS_MAX ? findings : findings.subList(0, FINDINGS_MAX);
    }

    private static List<String> differences(Kept kept, SortedMap<String, String> now) {
        if (!signed(kept)) {
            return List.of("基线本身被改动，签名不符");
        }
        var before = new TreeMap<String, String>();
        kept.manifest().lines().forEach(line -> before.put(line.substring(66), line.substring(0, 64)));
        return compare(before, now);
    }

    /** Whoever changes the files and the baseline in the database still lacks the key. */
    private static boolean signed(Kept kept) {
        try {
            var message = SignedMessage.read(kept.message(), null);
            return Arrays.equals(message.content(), statement(kept.manifest()))
                    && !message.signers().isEmpty()
                    && message.signers().stream().allMatch(SignedMessage.Signer::intact);
        } catch (Refusal unreadable) {
            return false;
        }
    }

    private static byte[] statement(String manifest) {
        return ("jinye-baseline-1\n" + Digests.sm3Hex(manifest.getBytes(StandardCharsets.UTF_8)) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void keep(SortedMap<String, String> digests, @Nullable Actor actor, @Nullable String reason) {
        var manifest = digests.entrySet().stream()
                .map(one -> one.getValue() + "  " + one.getKey() + "\n")
                .collect(Collectors.joining());
        jdbc.sql("""
                        insert into audit.baseline (at, files, manifest, message, accepted_person, accepted_name, reason)
                        values (:at, :files, :manifest, :message, :person, :name, :reason)""")
                .param("at", Moments.to(clock.instant()))
                .param("files", digests.size())
                .param("manifest", manifest)
                .param("message", signer.getObject().sign(statement(manifest)).message())
                .param("person", actor == null ? null : actor.person(), java.sql.Types.BIGINT)
                .param("name", actor == null ? null : actor.name(), java.sql.Types.VARCHAR)
                .param("reason", reason, java.sql.Types.VARCHAR)
                .update();
    }

    private Optional<Kept> baseline() {
        return jdbc.sql("select manifest, message from audit.baseline order by id desc limit 1")
                .query((row, n) -> new Kept(row.getString("manifest"), row.getBytes("message")))
                .optional();
    }

    private SortedMap<String, String> digests() {
        try {
            return files.digests();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static final class NothingAltered extends Refusal {
        NothingAltered() {
            super(Kind.CONFLICT, "audit.nothing-altered");
        }
    }
}
