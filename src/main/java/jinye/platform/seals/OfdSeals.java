package jinye.platform.seals;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import jinye.kernel.Moments;
import jinye.platform.papers.SealPlace;
import jinye.platform.papers.reading.OfdFile;
import jinye.platform.papers.reading.OfdParts;
import jinye.platform.web.Sentences;
import jinye.safeguard.certificates.Signer;
import jinye.safeguard.certificates.Timestamps;
import jinye.safeguard.certificates.Validation;
import org.springframework.stereotype.Service;

/** The front door for seals in OFD files. */
@Service
public class OfdSeals {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm:ss", Locale.ROOT).withZone(Moments.ZONE);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT).withZone(Moments.ZONE);

    private final Validation validation;
    private final Timestamps timestamps;
    private final StampCheck stamps;
    private final Sentences sentences;
    private final Clock clock;

    OfdSeals(Validation validation, Timestamps timestamps, StampCheck stamps, Sentences sentences, Clock clock) {
        this.validation = validation;
        this.timestamps = timestamps;
        this.stamps = stamps;
        this.sentences = sentences;
        this.clock = clock;
    }

    /**
     * Seals a file (用印), with a timestamp. The caller answers for the right to use the seal.
     *
     * @param last no further seal may follow
     */
    public byte[] seal(byte[] ofd, ElectronicSeal seal, List<SealPlace> places, boolean last, Signer signer) {
        var parts = OfdFile.read(ofd).parts();
        // the structure knows whole seconds
        var at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return OfdParts.pack(OfdSealing.seal(parts, seal, places, last, at, signer, timestamps::stamp));
    }

    /** Every seal of a file; empty when it has none. */
    public List<CheckedSeal> check(OfdFile file) {
        return new OfdSealCheck(
                        file, validation, stamps, clock.instant(), (code, facts) -> sentences.of(code, List.of(facts)))
                .check();
    }

    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    static String day(Instant moment) {
        return DAY.format(moment);
    }
}
