package jinye.exchange.partners;

import java.time.Instant;
import jinye.platform.directory.Unit;
import org.jspecify.annotations.Nullable;

/**
 * 交换伙伴: the node of another bureau.
 *
 * @param code    its first unit's code, such as 10000000
 * @param address where its {@code /exchange} is reached
 * @param direct  越级交换许可
 */
record Partner(
        long id,
        long version,
        String code,
        String name,
        Unit.Level level,
        String address,
        State state,
        boolean direct,
        boolean encrypted,
        String reason,
        long proposedBy,
        String proposedByName,
        Instant proposedAt,
        @Nullable String decidedByName,
        @Nullable Instant decidedAt,
        @Nullable String opinion,
        @Nullable Instant reachedAt,
        @Nullable Long skewSeconds,
        @Nullable String trouble,
        @Nullable Instant restoredAt,
        @Nullable Instant bookTakenAt) {

    enum State {
        PROPOSED("待确认"),
        ACTIVE("已接通"),
        SUSPENDED("已暂停"),
        REFUSED("未通过"),
        ENDED("已终止");

        private final String term;

        State(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }
}
