package jinye.platform.mining;

import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import jinye.platform.workflow.Visits;
import org.springframework.stereotype.Component;

/** Shows what a matter is about only to those who may read it; the others see how it runs. */
@Component
class CaseTitles {

    private static final String HIDDEN = "（标题仅有权查看该办件的人员可见）";

    private final Visits visits;

    CaseTitles(Visits visits) {
        this.visits = visits;
    }

    Page<CaseList.CaseRow> of(Actor actor, Page<CaseList.CaseRow> page) {
        return new Page<>(
                page.items().stream()
                        .map(row -> mayRead(actor, row.id()) ? row : row.titled(HIDDEN))
                        .toList(),
                page.next());
    }

    List<ProcessFigures.OpenVisit> of(Actor actor, List<ProcessFigures.OpenVisit> oldest) {
        return oldest.stream()
                .map(visit -> mayRead(actor, visit.caseId()) ? visit : visit.titled(HIDDEN))
                .toList();
    }

    /** Cases of another log and of the demo's past have negative numbers and no matter behind them. */
    private boolean mayRead(Actor actor, long caseId) {
        return caseId < 0 || visits.mayRead(actor, caseId);
    }
}
