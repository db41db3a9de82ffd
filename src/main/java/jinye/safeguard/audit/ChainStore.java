package jinye.safeguard.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.safeguard.audit.proof.Block;
import jinye.safeguard.audit.proof.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Blocks and seals. Both only grow. */
@Repository
class ChainStore {

    private static final HexFormat HEX = HexFormat.of();

    private final JdbcClient jdbc;

    ChainStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the chain ends. */
    record End(long number, String hash, long lastEntry, Instant at) {}

    /** One process at a time adds to the chain; until the end of the transaction. */
    boolean tryLock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('audit.chain'))")
                .query(Boolean.class)
                .single();
    }

    Optional<End> end() {
        return jdbc.sql("select number, hash, last_entry, sealed_at from audit.block order by number desc limit 1")
                .query((row, n) -> new End(
                        row.getLong("number"),
                        HEX.formatHex(row.getBytes("hash")),
                        row.getLong("last_entry"),
                        Moments.from(row, "sealed_at")))
                .optional();
    }

    void add(Block block) {
        jdbc.sql("""
                        insert into audit.block (number, previous, sealed_at, first_entry, last_entry, entries, leaves, root, hash)
                        values (:number, :previous, :at, :first, :last, :entries, :leaves, :root, :hash)""")
                .param("number", block.number())
                .param("previous", HEX.parseHex(block.previous()))
                .param("at", Moments.to(block.sealedAt()))
                .param("first", block.first())
                .param("last", block.last())
                .param("entries", block.entries().toArray(Long[]::new))
                .param("leaves", block.leavesTogether())
                .param("root", HEX.parseHex(block.root()))
                .param("hash", HEX.parseHex(block.hash()))
                .update();
    }

    List<Block> blocks(long from, int limit) {
        return jdbc.sql("select * from audit.block where number >= :from order by number limit :limit")
                .param("from", from)
                .param("limit", limit)
                .query(ChainStore::block)
                .list();
    }

    /** The blocks that hold entries of a period: entries are tied in soon after they are written, never before. */
    Optional<Range> range(@Nullable Instant from, @Nullable Instant until) {
        return jdbc.sql("""
                        select min(number) as first, max(number) as last from audit.block
                        where (cast(:from as timestamptz) is null or sealed_at >= :from)
                            and (cast(:until as timestamptz) is null or number <= coalesce((select min(number) from audit.block
                                where sealed_at >= :until), 9223372036854775807))""")
                .param("from", Moments.toNullable(from))
                .param("until", Moments.toNullable(until))
                .query((row, n) -> row.getObject("first") == null
                        ? Optional.<Range>empty()
                        : Optional.of(new Range(row.getLong("first"), row.getLong("last"))))
                .single();
    }

    record Range(long first, long last) {}

    long lastEntryBefore(long block) {
        return jdbc.sql("select coalesce(max(last_entry), 0) from audit.block where number = :before")
                .param("before", block - 1)
                .query(Long.class)
                .single();
    }

    long entries() {
        return jdbc.sql("select coalesce(sum(cardinality(entries)), 0) from audit.block")
                .query(Long.class)
                .single();
    }

    void add(Seal seal, Instant at) {
        jdbc.sql("""
                        insert into audit.seal (block, hash, sealed_at, message, timestamp)
                        values (:block, :hash, :at, :message, :timestamp) on conflict do nothing""")
                .param("block", seal.block())
                .param("hash", HEX.parseHex(seal.hash()))
                .param("at", Moments.to(at))
                .param("message", seal.message())
                .param("timestamp", seal.timestamp(), java.sql.Types.BINARY)
                .update();
    }

    /** @param at when it was made */
    record KeptSeal(Seal seal, Instant at) {}

    Optional<KeptSeal> lastSeal() {
        return jdbc.sql("select * from audit.seal order by block desc limit 1")
                .query((row, n) -> new KeptSeal(seal(row), Moments.from(row, "sealed_at")))
                .optional();
    }

    List<Seal> seals(long from, long through) {
        return jdbc.sql("select * from audit.seal where block between :from and :through order by block")
                .param("from", from)
                .param("through", through)
                .query((row, n) -> seal(row))
                .list();
    }

    private static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong("block"),
                HEX.formatHex(row.getBytes("hash")),
                row.getBytes("message"),
                row.getBytes("timestamp"));
    }

    private static Block block(ResultSet row, int number) throws SQLException {
        return new Block(
                row.getLong("number"),
                HEX.formatHex(row.getBytes("previous")),
                Moments.from(row, "sealed_at"),
                List.of((Long[]) row.getArray("entries").getArray()),
                Block.leaves(row.getBytes("leaves")),
                HEX.formatHex(row.getBytes("root")),
                HEX.formatHex(row.getBytes("hash")));
    }
}
