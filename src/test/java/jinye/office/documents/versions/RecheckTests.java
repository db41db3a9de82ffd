package jinye.office.documents.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.rules.ProposalSample;
import org.junit.jupiter.api.Test;

class RecheckTests {

    @Test
    void onlyFormalSlipsAreCorrectedAfterSigning() {
        var before =
                ProposalSample.notice().body("请认真落时。\n间距不少于50米。").proposal().elements();
        var signed = new DocumentVersions.Version(
                1, before.title(), before.body(), DraftContent.of(before).withoutBody(), List.of(), "");

        assertThat(substantive(signed, "请认真落实。\n间距不少于50米。")).isFalse();
        assertThat(substantive(signed, "请认真落时。\n间距不少于30米。")).isTrue();
        assertThat(substantive(signed, "请认真落时。\n间距不少于50米。\n另行通知。")).isTrue();
        assertThat(substantive(signed, "请认真贯彻落实会议精神并抓好组织实施。\n间距不少于50米。")).isTrue();
        assertThat(Recheck.substantive(
                        signed,
                        ProposalSample.notice()
                                .copy(ProposalSample.CHANGSHA)
                                .body("请认真落时。\n间距不少于50米。")
                                .proposal()
                                .elements(),
                        List.of()))
                .isTrue();
        assertThat(Recheck.substantive(
                        signed,
                        ProposalSample.notice()
                                .body("请认真落时。\n间距不少于50米。")
                                .proposal()
                                .elements(),
                        List.of("新附件")))
                .isTrue();
    }

    private static boolean substantive(DocumentVersions.Version signed, String text) {
        return Recheck.substantive(
                signed, ProposalSample.notice().body(text).proposal().elements(), List.of());
    }
}
