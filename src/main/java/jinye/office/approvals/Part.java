package jinye.office.approvals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** 并联审批: what one department was asked, and what it answered. */
class Part {

    enum State {
        ASKED("办理中"),
        ANSWERED("已答复"),
        /** The lead asked the department again; the new answer counts. */
        REPLACED("已重新征求"),
        /** Taken out while the others go on; asked again only when somebody adds it by hand. */
        WITHDRAWN("已减去"),
        /** The matter went elsewhere before the department answered; coming back, it asks again. */
        LAPSED("未答复");

        private final String term;

        State(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }

        /** Whether it is counted and compared. */
        boolean stands() {
            return this == ASKED || this == ANSWERED;
        }
    }

    final long id;
    final long request;
    final int round;
    final long department;
    int kindVersion;
    final String departmentName;
    final String question;
    final Instant askedAt;
    long version;
    State state;
    ObjectNode data;
    boolean silent;

    @Nullable
    String conclusion;

    @Nullable
    String conclusionLabel;

    @Nullable
    Instant answeredAt;

    @Nullable
    String answeredByName;

    @Nullable
    String askedAgain;

    Part(
            long id,
            long version,
            long request,
            int round,
            int kindVersion,
            long department,
            String departmentName,
            String question,
            Instant askedAt,
            State state,
            ObjectNode data) {
        this.id = id;
        this.version = version;
        this.request = request;
        this.round = round;
        this.kindVersion = kindVersion;
        this.department = department;
        this.departmentName = departmentName;
        this.question = question;
        this.askedAt = askedAt;
        this.state = state;
        this.data = data;
    }
}
