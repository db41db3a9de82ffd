package jinye.office.documents.rules;

import static jinye.office.documents.rules.ProposalSample.CHANGDE;
import static jinye.office.documents.rules.ProposalSample.CHANGSHA;
import static jinye.office.documents.rules.ProposalSample.PROVINCE;
import static jinye.office.documents.rules.ProposalSample.TAOYUAN;
import static jinye.office.documents.rules.ProposalSample.notice;
import static jinye.office.documents.rules.ProposalSample.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jinye.office.documents.elements.Direction;
import jinye.office.documents.elements.IssuedBy;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.elements.Publicity;
import org.junit.jupiter.api.Test;

/** Each rule with a draft that keeps it and drafts that break it. */
class RoutingRulesTests {

    @Test
    void anOrdinaryNoticeAndAnOrdinaryRequestBreakNoRule() {
        assertThat(notice().findings()).isEmpty();
        assertThat(request(CHANGDE, PROVINCE).findings()).isEmpty();
    }

    @Test
    void everyRuleHasItsOwnIdNameAndBasis() {
        var rules = RoutingRules.all();

        assertThat(rules).extracting(RoutingRule::id).doesNotHaveDuplicates();
        assertThat(rules).extracting(RoutingRule::id).contains("R01", "R07", "R13", "E01", "E10");
        assertThat(rules).allSatisfy(rule -> assertThat(rule.basis()).isNotBlank());
    }

    @Test
    void aRequestHasOneAddresseeOnly() {
        var two = request(CHANGDE, PROVINCE).toOutside("常德市人民政府");

        assertThat(two.stopping()).contains("R01");
        assertThat(two.findings())
                .filteredOn(finding -> finding.rule().equals("R01"))
                .first()
                .satisfies(finding -> {
                    assertThat(finding.sentence()).contains("只能主送一个上级机关").contains("2 个");
                    assertThat(finding.pointer()).isEqualTo("/mainTo");
                    assertThat(finding.basis()).contains("第十五条");
                });
    }

    @Test
    void anUpwardDocumentIsNotCopiedToSubordinates() {
        assertThat(request(CHANGDE, PROVINCE).copy(TAOYUAN).stopping()).containsExactly("R01");
        assertThat(request(CHANGDE, PROVINCE).copy(CHANGSHA).stopping()).isEmpty();
    }

    @Test
    void aRequestIsAboutOneMatter() {
        assertThat(request(CHANGDE, PROVINCE).severalMatters().stopping()).containsExactly("R02");
    }

    @Test
    void aReportAsksForNothing() {
        var report = request(CHANGDE, PROVINCE).kind(Kind.REPORT, "关于上半年专卖管理工作的报告");

        assertThat(report.body("上半年查处案件 312 起。特此报告。").stopping()).isEmpty();
        assertThat(report.body("拟增加编制 3 名。妥否，请批示。").stopping()).containsExactly("R02");
        assertThat(report.body("以上报告请予审批。").stopping()).containsExactly("R02");
    }

    @Test
    void aDocumentIsAddressedToAnOrganAndNotToItsLeader() {
        var personal = notice().direction(Direction.PARALLEL).onlyTo().toOutside("王某某副省长");

        assertThat(personal.stopping()).containsExactly("R03");
        assertThat(personal.reason("R03", "副省长 11 月 3 日现场交办").stopping()).isEmpty();
    }

    @Test
    void aSkippedLevelNeedsAReasonAndACopy() {
        var skipping = request(TAOYUAN, PROVINCE);

        assertThat(skipping.findings())
                .filteredOn(finding -> finding.rule().equals("R04"))
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.WARN, Finding.Severity.BLOCK);
        assertThat(skipping.findings())
                .first()
                .extracting(Finding::sentence)
                .asString()
                .contains("常德市烟草专卖局");
        assertThat(skipping.copy(CHANGDE).stopping()).containsExactly("R04");
        assertThat(skipping.reason("R04", "抢险救灾，市局通信中断").stopping()).isEmpty();
    }

    @Test
    void aLevelIsSkippedDownwardsToo() {
        assertThat(notice().onlyTo(TAOYUAN).stopping()).containsExactly("R04");
        assertThat(notice().onlyTo(CHANGDE, TAOYUAN).reason("R04", "同时发至县级局").stopping())
                .isEmpty();
    }

    @Test
    void aBureauUnderTwoSuperiorsWritesToOneOfThem() {
        var both = request(CHANGDE, PROVINCE).toOutside("常德市人民政府");

        assertThat(both.stopping()).contains("R05");
        assertThat(request(CHANGDE, PROVINCE).important().stopping()).containsExactly("R05");
        assertThat(request(CHANGDE, PROVINCE).important().copyOutside("常德市人民政府").stopping())
                .isEmpty();
    }

    @Test
    void anImportantOrderIsCopiedToTheIssuersSuperior() {
        var order = notice().from(CHANGDE).onlyTo(TAOYUAN).important();

        assertThat(order.stopping()).containsExactly("R06");
        assertThat(order.copy(PROVINCE).stopping()).isEmpty();
        assertThat(notice().important().stopping()).containsExactly("R06");
        assertThat(notice().important().copyOutside("国家烟草专卖局").stopping()).isEmpty();
    }

    @Test
    void aBureauGivesNoOrdersToAGovernment() {
        assertThat(notice().toOutside("常德市人民政府").stopping()).containsExactly("R07");
        assertThat(notice().kind(Kind.LETTER, "关于商请支持卷烟打假工作的函")
                        .onlyTo()
                        .toOutside("常德市人民政府")
                        .stopping())
                .isEmpty();
    }

    @Test
    void nothingGoesDownWhileDepartmentsDisagree() {
        assertThat(notice().objections("财务管理处").stopping()).containsExactly("R08");
    }

    @Test
    void onlyTheOfficeSpeaksForTheHouse() {
        assertThat(notice().issuedBy(IssuedBy.DEPARTMENT).stopping()).containsExactly("R09");
        assertThat(notice().issuedBy(IssuedBy.OFFICE).stopping()).isEmpty();
        assertThat(notice().issuedBy(IssuedBy.DEPARTMENT)
                        .onlyTo(PROVINCE)
                        .direction(Direction.PARALLEL)
                        .stopping())
                .isEmpty();
    }

    @Test
    void onlyOrgansOfOneLevelIssueTogether() {
        assertThat(notice().from(CHANGDE).onlyTo(TAOYUAN).with(CHANGSHA).stopping())
                .isEmpty();
        assertThat(notice().with(CHANGSHA).stopping()).containsExactly("R10");
    }

    @Test
    void aReplyNamesTheRequestItAnswers() {
        var reply = notice().kind(Kind.REPLY, "关于同意购置执法记录仪的批复");

        assertThat(reply.stopping()).containsExactly("R11");
        assertThat(reply.answers(Kind.REPORT, "关于工作的报告", "常烟办〔2026〕3号").stopping())
                .containsExactly("R11");
        assertThat(reply.answers(Kind.REQUEST, "关于购置执法记录仪的请示", "常烟办〔2026〕31号").stopping())
                .isEmpty();
    }

    @Test
    void equalsWriteLettersToEachOther() {
        var request = request(CHANGDE, CHANGSHA);

        assertThat(request.stopping()).containsExactly("R12");
        assertThat(request(PROVINCE, CHANGDE).onlyTo().toOutside("湖南省财政厅").stopping())
                .containsExactly("R12");
    }

    @Test
    void aCityReachesTheStateAdministrationThroughTheProvince() {
        assertThat(request(CHANGDE, PROVINCE).onlyTo().toOutside("国家烟草专卖局").stopping())
                .containsExactly("R13");
        assertThat(request(PROVINCE, PROVINCE).onlyTo().toOutside("国家烟草专卖局").stopping())
                .isEmpty();
    }

    @Test
    void aStateSecretIsRefusedWhereverItIsMarked() {
        assertThat(notice().title("机密★5年 关于某事的通知").stopping()).containsExactly("E01");
        assertThat(notice().body("秘密★\n正文").stopping()).containsExactly("E01");
        assertThat(notice().attachments("绝密级文件.pdf").stopping()).containsExactly("E01");
        assertThat(notice().body("各单位要严守保密纪律，保守国家秘密，不得泄露工作秘密。").stopping()).isEmpty();
    }

    @Test
    void aReasonDoesNotLiftABlock() {
        assertThat(notice().title("机密★5年 关于某事的通知").reason("E01", "已请示").stopping())
                .containsExactly("E01");
    }

    @Test
    void anUpwardDocumentIsSignedByThePrincipalHead() {
        assertThat(request(CHANGDE, PROVINCE).signer(ProposalSample.DEPUTY).stopping())
                .containsExactly("E03");
        assertThat(request(CHANGDE, PROVINCE).noPrincipal().stopping()).containsExactly("E03");
        assertThat(notice().signer(null).stopping()).containsExactly("E03");
    }

    @Test
    void aUnitWithoutRegistrarReceivesNothing() {
        assertThat(notice().withoutRegistrar(CHANGDE).stopping()).containsExactly("E04");
        assertThat(notice().copy(CHANGSHA).withoutRegistrar(CHANGSHA).stopping())
                .containsExactly("E04");
    }

    @Test
    void publicityIsDecidedWithAReason() {
        assertThat(notice().publicity(null, "").stopping()).containsExactly("E05");
        assertThat(notice().publicity(Publicity.CLOSED, "").stopping()).containsExactly("E05");
        assertThat(notice().publicity(Publicity.CLOSED, "内部管理信息").stopping()).isEmpty();
    }

    @Test
    void attachmentsAreNamedAndPresent() {
        assertThat(notice().body("布局标准见附件。").stopping()).containsExactly("E06");
        assertThat(notice().body("布局标准见附件。").attachments("零售点间距标准").stopping()).isEmpty();
        assertThat(notice().attachments("名单", "名单").stopping()).containsExactly("E06");
    }

    @Test
    void aRequestNamesWhomToAsk() {
        assertThat(request(CHANGDE, PROVINCE).noContact().stopping()).containsExactly("E07");
    }

    @Test
    void aBureauIssuesOnlyKindsThatAreItsOwn() {
        assertThat(notice().kind("01", "关于某事的决议").stopping()).containsExactly("E08");
        assertThat(notice().kind(Kind.LETTER, "关于商洽工作的函")
                        .direction(Direction.UP)
                        .signer(null)
                        .stopping())
                .contains("E08");
    }

    @Test
    void aTitleEndsWithTheKind() {
        assertThat(notice().title("零售点布局工作安排").stopping()).containsExactly("E09");
        assertThat(notice().title("关于印发管理办法的通知（试行）").stopping()).isEmpty();
    }

    @Test
    void aDirectionFitsItsReceivers() {
        assertThat(request(CHANGDE, TAOYUAN).stopping()).contains("E10");
        assertThat(notice().from(CHANGDE).onlyTo(PROVINCE).stopping()).contains("E10");
    }

    @Test
    void anEmptyDraftIsTold() {
        var empty = notice().title("").body("").onlyTo();

        assertThat(empty.findings())
                .filteredOn(finding -> finding.rule().equals("E02"))
                .extracting(Finding::pointer)
                .isEqualTo(List.of("/title", "/body", "/mainTo"));
    }
}
