package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Year;
import java.util.Map;
import java.util.regex.Pattern;
import jinye.office.archives.EndedDocuments;
import jinye.office.archives.FiledItems;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A city hands archives to the province, which checks and signs; the province counts its shelves and reads its figures. */
class ArchiveTransferJourneyTests extends Journey {

    private static final String TITLE = "关于移交演示的通知";

    @Autowired
    private EndedDocuments ended;

    @Autowired
    private FiledItems filed;

    @Test
    void theCityHandsOverTheProvinceChecksAndBothSign() {
        FiledItems.done(visitor(port, "zengmin")
                .post(
                        "/api/archives/items",
                        json(Map.of(
                                "document",
                                ended.incoming(port, TITLE),
                                "retention",
                                "Y",
                                "classCode",
                                "ZMC",
                                "year",
                                Year.now().getValue()))));

        var city = as("zengmin");
        city.navigate(address("/workspace/archives/items?text=" + TITLE));
        row(city, TITLE).getByRole(AriaRole.CHECKBOX).check();
        button(city, "移交").click();
        city.getByLabel("接收单位")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("湖南省烟草专卖局（在线移交）"));
        city.getByLabel("提前移交的理由").fill("省局集中保管，已商定");
        accessible(city);
        picture(city, "archive-transfer-dialog");
        confirm(city, "签署并移交");
        city.waitForURL(Pattern.compile("/archives/transfers/\\d+"));
        assertThat(city.getByText("已送出").first()).isVisible();
        accessible(city);

        var province = as("pengfang");
        province.navigate(address("/workspace/archives/transfers?tab=receptions"));
        accessible(province);
        picture(province, "archive-receptions");
        var number = city.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                .innerText()
                .replace("移交", "")
                .strip();
        row(province, number)
                .getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Locator.GetByRoleOptions().setName("收取并核对"))
                .click();
        province.waitForURL(Pattern.compile("/archives/receptions/\\d+"));
        button(province, "四性检测").click();
        button(province, "接收并签署交接文据").waitFor();
        accessible(province);
        picture(province, "archive-reception");
        button(province, "接收并签署交接文据").click();
        assertThat(province.getByText("已接收").first()).isVisible();
        var phone = as("pengfang", Screen.PHONE);
        phone.navigate(province.url());
        phone.getByText(TITLE).first().waitFor();
        accessible(phone);
        picture(phone, "archive-reception-phone");

        city.reload();
        assertThat(city.getByText(Pattern.compile("签名有效")).nth(1)).isVisible();
        accessible(city);
        picture(city, "archive-transfer");
        city.navigate(address("/workspace/archives/transfers?tab=packages"));
        city.getByRole(AriaRole.TABLE).first().waitFor();
        accessible(city);
        picture(city, "archive-packages");
    }

    @Test
    void theShelvesAreCountedAndTheYearHasItsFigures() {
        var title = "关于盘点演示的通知";
        filed.item(port, title);
        var archivist = as("pengfang");
        archivist.navigate(address("/workspace/archives/counting"));
        button(archivist, "发起盘点").click();
        archivist.getByLabel("年度").last().fill(Integer.toString(Year.now().getValue()));
        accessible(archivist);
        confirm(archivist, "发起盘点");
        archivist.waitForURL(Pattern.compile("/archives/stocktakes/\\d+"));
        row(archivist, title).getByRole(AriaRole.CHECKBOX).check();
        button(archivist, "不符").click();
        archivist.getByLabel("说明").fill("盒内没有，疑为借阅归还后错放");
        confirm(archivist, "登记");
        button(archivist, "处理 " + title).click();
        archivist.getByLabel("处理结果").fill("在相邻盒中找到，已归位");
        confirm(archivist, "登记");
        assertThat(archivist.getByText(Pattern.compile("在相邻盒中找到")).first()).isVisible();
        accessible(archivist);
        picture(archivist, "archive-stocktake");

        archivist.navigate(address("/workspace/archives/counting?tab=annual"));
        button(archivist, "填报人员和库房").click();
        archivist.getByLabel("档案库房面积（平方米）").fill("120");
        confirm(archivist, "保存");
        assertThat(archivist.getByText("年末室存档案").first()).isVisible();
        accessible(archivist);
        picture(archivist, "archive-annual");
        var phone = as("pengfang", Screen.PHONE);
        phone.navigate(address("/workspace/archives/counting?tab=annual"));
        phone.getByText("年末室存档案").first().waitFor();
        accessible(phone);
        picture(phone, "archive-annual-phone");
    }

    private static com.microsoft.playwright.Locator row(Page page, String words) {
        return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile(words)))
                .first();
    }
}
