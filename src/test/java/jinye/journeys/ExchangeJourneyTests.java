package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.SelfSigned;
import jinye.safeguard.cryptography.SignedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two administrators connect another bureau, and the office handles what did not get through to it. */
class ExchangeJourneyTests extends Journey {

    private static final String CODE = "46000000";
    private static final String NAME = "海南省烟草专卖局";
    private static final LocatorAssertions.IsVisibleOptions IN_TIME =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    @Autowired
    private JdbcClient jdbc;

    /** The log refers to it for ever; it is put aside. */
    @AfterEach
    void putAside() {
        jdbc.sql("update partners.outgoing set state = 'ABANDONED' where title = '关于跨省调拨的函'")
                .update();
        jdbc.sql("update transmission.outside_unit set listed = false where node = ?")
                .param(CODE)
                .update();
        jdbc.sql("update partners.partner set state = 'ENDED', code = 'X' || id where code = ?")
                .param(CODE)
                .update();
    }

    @Test
    void twoAdministratorsConnectABureauAndTheOfficeHandlesADeadLetter() {
        var keys = Family.SM2.newKeyPair();
        var certificate = SelfSigned.certificate(keys, NAME + "交换节点", Duration.ofDays(900));
        var cipher = SelfSigned.certificate(Family.SM2.newKeyPair(), NAME + "交换节点", Duration.ofDays(900));
        var card =
                """
                {"format":"jinye-node-card-1","code":"%s","name":"%s","level":"PROVINCE","address":"http://127.0.0.1:1","forCipher":"%s",
                 "units":[{"code":"46000000","name":"%s","shortName":"海南省局","level":"PROVINCE"},
                          {"code":"46010000","name":"海口市烟草专卖局","shortName":"海口市局","level":"CITY"}]}""".formatted(CODE, NAME, Base64.getEncoder().encodeToString(CertificateFiles.encoded(cipher)), NAME);
        var signed = SignedMessage.sign(
                card.getBytes(StandardCharsets.UTF_8), true, keys.getPrivate(), List.of(certificate), Instant.now());

        var system = as("sysadmin");
        system.navigate(address("/workspace/partners"));
        button(system, "登记伙伴").click();
        var dialog = system.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("对方的接入卡").setInputFiles(new FilePayload("海南.jinyecard", "application/octet-stream", signed));
        dialog.getByLabel("加密交换").check();
        dialog.getByLabel("事由").fill("跨省调拨业务需要");
        picture(system, "exchange-propose");
        accessible(system);
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("登记").setExact(true))
                .click();
        assertThat(row(system, NAME).getByText("待确认")).isVisible();

        var security = as("secadmin");
        security.navigate(address("/workspace/partners"));
        in(row(security, NAME), "确认接通").click();
        security.getByLabel("对方的证书指纹")
                .fill(CertificateFiles.fingerprint(certificate).substring(52));
        picture(security, "exchange-confirm");
        security.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("确认接通"))
                .click();
        assertThat(row(security, NAME).getByText("已接通")).isVisible();
        security.waitForCondition(
                () -> {
                    security.reload();
                    row(security, NAME).waitFor();
                    return row(security, NAME).getByText("对方地址连不上").count() > 0;
                },
                new Page.WaitForConditionOptions().setTimeout(60_000));
        assertThat(row(security, NAME).getByText("加密交换")).isVisible();
        picture(security, "exchange-partners");
        accessible(security);
        in(row(security, NAME), "通讯录").click();
        assertThat(security.getByText("海口市烟草专卖局")).isVisible();
        picture(security, "exchange-book");
        accessible(security);

        died();
        var office = as("xiaoyan");
        office.navigate(address("/workspace/partners/dead-letters"));
        var letter = row(office, "关于跨省调拨的函");
        assertThat(letter).isVisible(IN_TIME);
        picture(office, "exchange-dead-letters");
        accessible(office);
        in(letter, "放弃").click();
        office.getByLabel("理由").fill("已改用机要交换送达");
        office.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("放弃发送"))
                .click();
        assertThat(office.getByText("已放弃发送，发文单位的回执单已写明。")).isVisible();
        office.navigate(address("/workspace/partners/ledger"));
        assertThat(office.getByText("关于跨省调拨的函").first()).isVisible();
        picture(office, "exchange-ledger");
        accessible(office);
        button(office, "导入载体文件").click();
        picture(office, "exchange-carrier");

        var phone = as("xiaoyan", Screen.PHONE);
        phone.navigate(address("/workspace/partners"));
        assertThat(phone.getByText(NAME).first()).isVisible();
        picture(phone, "exchange-partners-phone");
        accessible(phone);
        phone.navigate(address("/workspace/partners/ledger"));
        assertThat(phone.getByText("关于跨省调拨的函").first()).isVisible();
        picture(phone, "exchange-ledger-phone");
    }

    private void died() {
        jdbc.sql("""
                        insert into partners.outgoing (parcel, partner, kind, subject, title, content, files, state, queued_at, attempts,
                            next_at, expires_at, trouble)
                        select gen_random_uuid(), id, 'RECEIPT', 'journey', '关于跨省调拨的函', '{}', '{}', 'DEAD', now() - interval '4 days',
                            97, now(), now(), '线路不通：对方地址连不上' from partners.partner where code = ?""").param(CODE).update();
    }

    private static Locator row(Page page, String text) {
        return page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    private static Locator in(Locator row, String act) {
        return row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(act));
    }
}
