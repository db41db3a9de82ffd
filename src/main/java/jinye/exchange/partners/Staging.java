package jinye.exchange.partners;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import jinye.kernel.Moments;
import jinye.kernel.Outage;
import jinye.kernel.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 收件暂存: files on their way in, piece by piece. How much of one is here is the length of its part on disk, so that neither side
 * loses anything when it is killed. A part is worth nothing until its digest is the announced one.
 */
@Component
class Staging {

    private final Path folder;
    private final JdbcClient jdbc;
    private final jinye.platform.files.Files stored;
    private final Closing closing;
    private final Clock clock;
    private final Cache<String, Promise> promises = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    Staging(
            @Value("${jinye.data}") Path data,
            JdbcClient jdbc,
            jinye.platform.files.Files stored,
            Closing closing,
            Clock clock) {
        this.folder = data.resolve("partners").resolve("arriving");
        this.jdbc = jdbc;
        this.stored = stored;
        this.closing = closing;
        this.clock = clock;
    }

    /** Whoever knows the token may bring these files and nothing else. */
    private record Promise(long partner, Map<String, Long> sizes) {}

    record Missing(String digest, long offset) {}

    List<Missing> missing(long partner, List<Parcel.Enclosed> enclosed) {
        return enclosed.stream()
                .filter(one -> taken(one.digest()).isEmpty())
                .map(one -> new Missing(one.digest(), length(part(partner, one.digest()))))
                .filter(one -> !isWhole(partner, one, enclosed))
                .distinct()
                .toList();
    }

    private boolean isWhole(long partner, Missing missing, List<Parcel.Enclosed> enclosed) {
        return enclosed.stream()
                .filter(one -> one.digest().equals(missing.digest()))
                .anyMatch(one -> one.size() == missing.offset() && Files.exists(part(partner, one.digest())));
    }

    /** @throws Outage when there is no room for what is still to come */
    String promise(long partner, List<Parcel.Enclosed> enclosed, List<Missing> missing) {
        var sizes = enclosed.stream()
                .collect(Collectors.toMap(Parcel.Enclosed::digest, Parcel.Enclosed::size, (one, same) -> one));
        stored.requireRoom(missing.stream()
                .mapToLong(one -> sizes.getOrDefault(one.digest(), 0L) - one.offset())
                .sum());
        var token = UUID.randomUUID().toString();
        promises.put(token, new Promise(partner, sizes));
        return token;
    }

    /** @return how much is here now */
    synchronized long append(String token, String digest, long offset, byte[] piece) {
        var promise = promises.getIfPresent(token);
        var announced = promise == null ? null : promise.sizes().get(digest);
        if (promise == null || announced == null) {
            throw new NotAnnounced();
        }
        long size = announced;
        var part = part(promise.partner(), digest);
        long here = length(part);
        if (offset != here || here + piece.length > size) {
            throw new WrongPlace(here);
        }
        stored.requireRoom(piece.length);
        try {
            Files.createDirectories(folder);
            Files.write(part, piece, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            long now = here + piece.length;
            if (now == size && !digestOf(part).equals(digest)) {
                Files.delete(part);
                throw new Damaged();
            }
            return now;
        } catch (IOException full) {
            throw new Outage("partners.disk-full", full);
        }
    }

    /** A file that came on a carrier, before it is known from whom. */
    void bring(String digest, InputStream in, long max) throws IOException {
        stored.requireRoom(0);
        Files.createDirectories(folder);
        var brought = brought(digest);
        try (var out = Files.newOutputStream(brought)) {
            var buffer = new byte[64 * 1024];
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > max) {
                    throw new CarrierFiles.NoCarrierFile();
                }
                out.write(buffer, 0, read);
            }
        }
        if (!digestOf(brought).equals(digest)) {
            Files.delete(brought);
            throw new Damaged();
        }
    }

    /** The files that a believed parcel announces are the partner's. */
    void adopt(long partner, List<Parcel.Enclosed> enclosed) {
        for (var one : enclosed) {
            var brought = brought(one.digest());
            try {
                if (Files.exists(brought)) {
                    Files.move(brought, part(partner, one.digest()), StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** Keeps an announced file for good. The parts stay until {@link #forget}, so that a rolled back transaction loses nothing. */
    long keep(long partner, Parcel.Enclosed enclosed) {
        var known = taken(enclosed.digest());
        if (known.isPresent()) {
            return known.get();
        }
        var part = part(partner, enclosed.digest());
        try (var in = enclosed.plain() == null ? Files.newInputStream(part) : closing.open(part, enclosed.plain())) {
            long file = stored.storeArrived(enclosed.name(), in).id();
            jdbc.sql("insert into partners.file_taken (digest, file, at) values (?, ?, ?) on conflict do nothing")
                    .params(enclosed.digest(), file, Moments.to(clock.instant()))
                    .update();
            return file;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void forget(long partner, List<Parcel.Enclosed> enclosed) {
        for (var one : enclosed) {
            try {
                Files.deleteIfExists(part(partner, one.digest()));
            } catch (IOException leftOver) {
                // the next parcel with the same file would use it
            }
        }
    }

    private Optional<Long> taken(String digest) {
        return jdbc.sql("select file from partners.file_taken where digest = ?")
                .param(digest)
                .query(Long.class)
                .optional();
    }

    private Path part(long partner, String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new Parcel.Malformed();
        }
        return folder.resolve(partner + "-" + digest + ".part");
    }

    private Path brought(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new Parcel.Malformed();
        }
        return folder.resolve("brought-" + digest + ".part");
    }

    private static long length(Path part) {
        try {
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String digestOf(Path part) throws IOException {
        try (InputStream in = Files.newInputStream(part)) {
            return Filling.digest(in);
        }
    }

    static final class NotAnnounced extends Refusal {
        NotAnnounced() {
            super(Kind.NOT_FOUND, "partners.not-announced");
        }
    }

    static final class WrongPlace extends Refusal {
        WrongPlace(long here) {
            super(Kind.CONFLICT, "partners.wrong-place", here);
        }
    }

    static final class Damaged extends Refusal {
        Damaged() {
            super(Kind.INVALID, "partners.damaged");
        }
    }
}
