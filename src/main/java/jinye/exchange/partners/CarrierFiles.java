package jinye.exchange.partners;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.files.Files;
import jinye.platform.journal.Journal;
import jinye.platform.web.Sentences;
import jinye.safeguard.cryptography.SignedMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 载体摆渡: where there is no line, the same signed parcels travel in a file on a carrier, and the same signed answers come back in another.
 * Both nodes export and import the same sort of file, as often as they like: a parcel is taken once and an answer written down once.
 */
@Service
class CarrierFiles {

    private static final int ENTRIES_MAX = 20_000;
    private static final long FILE_MAX = 100L * 1024 * 1024;

    private final JdbcClient jdbc;
    private final ExchangeLedger ledger;
    private final Partners partners;
    private final Outbox outbox;
    private final Delivering delivering;
    private final Reception reception;
    private final Staging staging;
    private final ParcelSealing sealing;
    private final Files files;
    private final Journal journal;
    private final Sentences sentences;
    private final TransactionTemplate transaction;

    CarrierFiles(
            JdbcClient jdbc,
            ExchangeLedger ledger,
            Partners partners,
            Outbox outbox,
            Delivering delivering,
            Reception reception,
            Staging staging,
            ParcelSealing sealing,
            Files files,
            Journal journal,
            Sentences sentences,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.partners = partners;
        this.outbox = outbox;
        this.delivering = delivering;
        this.reception = reception;
        this.staging = staging;
        this.sealing = sealing;
        this.files = files;
        this.journal = journal;
        this.sentences = sentences;
        this.transaction = transaction;
    }

    /** @param sentence what became of it, for people */
    record Brought(String title, boolean good, String sentence) {}

    /** What waits for the partner, and our answers to what came from it by carrier. */
    void write(Actor actor, long id, OutputStream out) throws IOException {
        ledger.require(actor);
        var partner = partners.partner(id);
        var waiting = outbox.unanswered(id);
        transaction.executeWithoutResult(status -> journal.record(
                actor,
                "partners.export-carrier-file",
                new RecordId("partners", id),
                Map.of("partner", partner.name(), "parcels", waiting.size())));
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var written = new HashSet<String>();
        for (var one : waiting) {
            var sealed = delivering.seal(partner, one);
            entry(zip, "parcels/" + one.parcel() + ".json", sealed.wire().getBytes(StandardCharsets.UTF_8));
            var enclosed = Parcel.read(Delivering.content(sealed)).enclosed();
            for (int n = 0; n < enclosed.size(); n++) {
                if (written.add(enclosed.get(n).digest())) {
                    zip.putNextEntry(new ZipEntry("files/" + enclosed.get(n).digest()));
                    try (var in = delivering.enclosed(one, n, enclosed.get(n))) {
                        in.transferTo(zip);
                    }
                    zip.closeEntry();
                }
            }
        }
        record Given(UUID parcel, byte[] answer) {}
        var given = jdbc.sql(
                        "select parcel, answer from partners.incoming where partner = ? and way = 'CARRIER' order by id desc limit 5000")
                .param(id)
                .query((row, number) -> new Given(row.getObject(1, UUID.class), row.getBytes(2)))
                .list();
        for (var one : given) {
            entry(zip, "answers/" + one.parcel() + ".der", one.answer());
        }
        zip.finish();
    }

    /** Takes in whatever the file holds, in the order of the sender's numbers. */
    List<Brought> read(Actor actor, long file) {
        ledger.require(actor);
        var parcels = new HashMap<Long, byte[]>();
        var answers = new HashMap<UUID, byte[]>();
        var stored = files.uploadedBy(actor, file);
        try (var zip = new ZipInputStream(files.open(stored.id()), StandardCharsets.UTF_8)) {
            int entries = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > ENTRIES_MAX) {
                    throw new NoCarrierFile();
                }
                read(entry.getName(), zip, parcels, answers);
            }
        } catch (ZipException broken) {
            throw new NoCarrierFile();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (parcels.isEmpty() && answers.isEmpty()) {
            throw new NoCarrierFile();
        }
        transaction.executeWithoutResult(status -> journal.record(
                actor,
                "partners.import-carrier-file",
                new RecordId("partners", 0),
                Map.of("file", stored.name(), "parcels", parcels.size(), "answers", answers.size())));
        var brought = new ArrayList<Brought>();
        parcels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> brought.add(take(one.getValue())));
        answers.forEach((parcel, answer) -> brought.add(take(parcel, answer)));
        return brought;
    }

    private void read(String name, InputStream in, Map<Long, byte[]> parcels, Map<UUID, byte[]> answers)
            throws IOException {
        if (name.matches("parcels/[0-9a-f-]{36}\\.json")) {
            var wire = limited(in, ExchangeFilter.MESSAGE_MAX);
            var content = SignedMessage.read(ParcelSealing.Sealed.read(wire).message(), null)
                    .content();
            parcels.put(content == null ? 0 : Parcel.read(content).counter(), wire);
        } else if (name.matches("answers/[0-9a-f-]{36}\\.der")) {
            answers.put(UUID.fromString(name.substring(8, 44)), limited(in, 256 * 1024));
        } else if (name.matches("files/[0-9a-f]{64}")) {
            staging.bring(name.substring(6), in, FILE_MAX);
        } else {
            throw new NoCarrierFile();
        }
    }

    private Brought take(byte[] wire) {
        var title = "报文";
        try {
            var opened = sealing.open(ParcelSealing.Sealed.read(wire), true);
            var parcel = Parcel.read(opened.content());
            title = parcel.title();
            staging.adopt(opened.partner().id(), parcel.enclosed());
            var reply = reception.receive(wire, "载体", "CARRIER");
            if (reply.status() != 200) {
                return new Brought(title, false, "文件不全，载体中缺少附件，请对方重新导出。");
            }
            var answer = Answer.read(java.util.Objects.requireNonNull(SignedMessage.read(
                            Base64.getDecoder()
                                    .decode(reply.body().path("answer").asString("")),
                            null)
                    .content()));
            return new Brought(title, answer.taken(), answer.taken() ? "已接收。" : "已拒收：" + answer.words());
        } catch (Refusal refused) {
            return new Brought(title, false, sentences.of(refused.code(), refused.facts()));
        }
    }

    private Brought take(UUID parcel, byte[] answer) {
        try {
            var waiting = outbox.find(parcel).orElseThrow(Delivering.NotToThis::new);
            outbox.byCarrier(waiting.id());
            delivering.take(
                    partners.partner(waiting.partner()), Base64.getEncoder().encodeToString(answer), parcel);
            return new Brought("回执：" + waiting.title(), true, "已登记。");
        } catch (Refusal refused) {
            return new Brought("回执", false, sentences.of(refused.code(), refused.facts()));
        } catch (Line.LineTrouble later) {
            return new Brought("回执", false, later.words());
        }
    }

    private static byte[] limited(InputStream in, int max) throws IOException {
        var bytes = in.readNBytes(max + 1);
        if (bytes.length > max) {
            throw new NoCarrierFile();
        }
        return bytes;
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    static final class NoCarrierFile extends Refusal {
        NoCarrierFile() {
            super(Kind.INVALID, "partners.no-carrier-file");
        }
    }
}
