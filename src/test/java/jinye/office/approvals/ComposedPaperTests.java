package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import jinye.platform.workflow.MatterOpinion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A paper never makes somebody say what they did not. */
class ComposedPaperTests {

    @ParameterizedTest
    @CsvSource({"agree, '', 同意。", "refuse, '', 不同意。", "sent, '', 已办理。", "ask-again, '', 已办理。", "refuse, 预算不足。, 预算不足。"})
    void whoDecidesWithoutWordsSaysNoMoreThanTheDecision(String decision, String text, String printed) {
        var opinion = new MatterOpinion("head", "部门审核", null, 1, "赵伟", null, decision, text, null, null, Instant.EPOCH);

        assertThat(ComposedPaper.words(opinion)).isEqualTo(printed);
    }
}
