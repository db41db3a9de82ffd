package jinye.office.archives.items;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Moments;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.cryptography.Digests;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 固化: the unit signs what is filed, and every notable change of a fonds is a link of one chain, so that neither a changed nor a
 * missing one goes unseen, also when somebody goes around the triggers (GB/T 18894-2016, 档案法 art. 39).
 */
@Component
public class Fixation {

    private static final String BEGINNING = "0".repeat(64);

    private final Signing signing;
    private final JdbcClient database;
    private final Clock clock;

    Fixation(Signing signing, JdbcClient database, Clock clock) {
        this.signing = signing;
        this.database = database;
        this.clock = clock;
    }

    /** @param certificate DER of the signer's own */
    public record Signature(byte[] value, byte[] certificate) {}

    public record Link(long position, String act, String subject, String content, String previous, String digest) {
        String computed() {
            return reckoned(position, act, subject, content, previous);
        }
    }

    /** @param broken positions that do not follow from the one before, in order */
    public record ChainCheck(long links, List<Long> broken) {
        public boolean sound() {
            return broken.isEmpty();
        }
    }

    public Signature sign(long unit, String manifest) {
        var signed = signing.sign(Holder.unit(unit), manifest.getBytes(StandardCharsets.UTF_8));
        try {
            return new Signature(signed.value(), signed.chain().getFirst().getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * One more link. The row of the chain's head is locked until the act is committed or undone.
     *
     * @param subject whose act it is, such as a 档号
     * @param content what must not change any more; only its SM3 stands in the chain
     */
    public void add(String fonds, String act, String subject, String content) {
        database.sql("insert into archives.chain(fonds, position, digest) values (?, 0, ?) on conflict do nothing")
                .params(fonds, BEGINNING)
                .update();
        record Head(long position, String digest) {}
        var head = database.sql("select position, digest from archives.chain where fonds = ? for update")
                .param(fonds)
                .query((row, number) -> new Head(row.getLong(1), row.getString(2)))
                .single();
        long position = head.position() + 1;
        var sm3 = Digests.sm3Hex(content.getBytes(StandardCharsets.UTF_8));
        var digest = reckoned(position, act, subject, sm3, head.digest());
        database.sql("""
                        insert into archives.chain_link(fonds, position, act, subject, content, previous, digest, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(fonds, position, act, subject, sm3, head.digest(), digest, Moments.to(clock.instant()))
                .update();
        database.sql("update archives.chain set position = ?, digest = ? where fonds = ?")
                .params(position, digest, fonds)
                .update();
    }

    /** Reckons the whole chain of a fonds anew, and compares its end with the head. */
    public ChainCheck check(String fonds) {
        var links = database.sql("""
                        select position, act, subject, content, previous, digest from archives.chain_link
                        where fonds = ? order by position""")
                .param(fonds)
                .query((row, number) -> new Link(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
        var broken = new ArrayList<Long>();
        var previous = BEGINNING;
        long expected = 1;
        for (var link : links) {
            if (link.position() != expected
                    || !link.previous().equals(previous)
                    || !link.digest().equals(link.computed())) {
                broken.add(link.position());
            }
            previous = link.digest();
            expected = link.position() + 1;
        }
        var head = database.sql("select digest from archives.chain where fonds = ?")
                .param(fonds)
                .query(String.class)
                .optional()
                .orElse(BEGINNING);
        if (!head.equals(previous)) {
            broken.add(expected);
        }
        return new ChainCheck(links.size(), broken);
    }

    /** Whether the chain says the same of this content as on the day of the act. */
    public boolean holds(String fonds, String act, String subject, String content) {
        return database.sql("""
                        select exists (select 1 from archives.chain_link
                        where fonds = ? and act = ? and subject = ? and content = ?)""")
                .params(fonds, act, subject, Digests.sm3Hex(content.getBytes(StandardCharsets.UTF_8)))
                .query(Boolean.class)
                .single();
    }

    private static String reckoned(long position, String act, String subject, String content, String previous) {
        return Digests.sm3Hex("%s|%d|%s|%s|%s"
                .formatted(previous, position, act, subject, content)
                .getBytes(StandardCharsets.UTF_8));
    }
}
