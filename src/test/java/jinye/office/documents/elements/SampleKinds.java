package jinye.office.documents.elements;

import java.util.List;

/** Some kinds as the seed data has them, for tests without a database. */
public final class SampleKinds {

    public static final List<Kind> ALL = List.of(
            new Kind("01", "决议", List.of(Direction.DOWN), false, false, false, false),
            new Kind(
                    Kind.OPINION,
                    "意见",
                    List.of(Direction.DOWN, Direction.UP, Direction.PARALLEL),
                    true,
                    false,
                    false,
                    false),
            new Kind(Kind.NOTICE, "通知", List.of(Direction.DOWN, Direction.PARALLEL), true, false, false, false),
            new Kind(Kind.REPORT, "报告", List.of(Direction.UP), true, true, false, false),
            new Kind(Kind.REQUEST, "请示", List.of(Direction.UP), true, true, true, false),
            new Kind(Kind.REPLY, "批复", List.of(Direction.DOWN), true, false, false, false),
            new Kind(Kind.LETTER, "函", List.of(Direction.PARALLEL), true, false, false, false));

    private SampleKinds() {}
}
