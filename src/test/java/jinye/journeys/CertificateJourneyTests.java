package jinye.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A person gets a certificate, loses the key, and the security administrator ends it; an outside authority is trusted by two. */
class CertificateJourneyTests extends Journey {

    /** Of no real authority; made for this test, valid until 2126. */
    private static final String OUTSIDE = """
            -----BEGIN CERTIFICATE-----
            MIIB1jCCAX2gAwIBAgIUID82wgtNi7D3duzoCtZ4JoG3LJAwCgYIKoZIzj0EAwIw
            ODELMAkGA1UEBhMCQ04xDTALBgNVBAoMBFRlc3QxGjAYBgNVBAMMEU91dHNpZGUg
            QXV0aG9yaXR5MCAXDTI2MTEyNDE3NDIzNloYDzIxMjYxMDMxMTc0MjM2WjA4MQsw
            CQYDVQQGEwJDTjENMAsGA1UECgwEVGVzdDEaMBgGA1UEAwwRT3V0c2lkZSBBdXRo
            b3JpdHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASeJVvh+iDdWqgn39v57yNX
            lO3s2BdN+ta6/SmBNryrN0p0JxcxegiTPAwOA++gKMK3SX82M3r83fP+z92H0y5o
            o2MwYTAdBgNVHQ4EFgQUERHgOkcKwDV/lMDJ+l3zTWrODtQwHwYDVR0jBBgwFoAU
            ERHgOkcKwDV/lMDJ+l3zTWrODtQwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8E
            BAMCAQYwCgYIKoZIzj0EAwIDRwAwRAIgSTViQFxiJdEHSWjjeeQwWM6aN4v/n2Vg
            x0oAD/L0hwkCIBp/v2aGXSHVgHrW7y4wyKAGoqdwMrKgclym23JHmnN+
            -----END CERTIFICATE-----
            """;

    @Test
    void aCertificateIsAskedForIssuedLostAndRevoked() {
        var person = as("huangyan");
        person.navigate(address("/workspace/certificates/own"));
        button(person, "申请证书").click();
        person.getByLabel("事由").fill("公文签发");
        accessible(person);
        confirm(person, "提交申请");
        assertThat(person.getByText("待审批")).isVisible();

        var administrator = as("secadmin");
        administrator
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("证书申请"))
                .first()
                .click();
        administrator
                .getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("黄艳.*公文签发")))
                .first()
                .getByRole(AriaRole.BUTTON)
                .first()
                .click();
        accessible(administrator);
        picture(administrator, "certificate-approval");
        confirm(administrator, "批准并签发");
        assertThat(administrator.getByText("已签发黄艳的证书。")).isVisible();
        administrator.navigate(address("/workspace/certificates/requests"));
        accessible(administrator);
        picture(administrator, "certificate-requests");

        var phone = as("huangyan", Screen.PHONE);
        phone.navigate(address("/workspace/certificates/own"));
        assertThat(phone.getByText("有效").first()).isVisible();
        accessible(phone);
        picture(phone, "own-certificates-phone");
        button(phone, "挂失").click();
        phone.getByLabel("情况说明").fill("智能密码钥匙遗失");
        picture(phone, "certificate-loss-phone");
        confirm(phone, "挂失并暂停使用");
        assertThat(phone.getByText("已暂停").first()).isVisible();
        person.reload();
        assertThat(person.getByText("已暂停").first()).isVisible();
        accessible(person);
        picture(person, "own-certificates");

        administrator.navigate(address("/workspace/certificates/issued?standing=SUSPENDED"));
        accessible(administrator);
        picture(administrator, "certificate-list");
        administrator
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^黄")))
                .first()
                .click();
        button(administrator, "吊销证书").click();
        administrator.getByLabel("说明").fill("无法找回");
        accessible(administrator);
        administrator
                .getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Locator.GetByRoleOptions().setName("吊销证书"))
                .click();
        assertThat(administrator.getByText("已吊销").first()).isVisible();
        assertThat(administrator
                        .getByText("已销毁")
                        .or(administrator.getByText("服务器保管"))
                        .first())
                .isVisible();
        accessible(administrator);
        picture(administrator, "certificate");
    }

    @Test
    void anAuthorityIsProposedByOneAndConfirmedByAnother() {
        var proposer = as("sysadmin");
        proposer.navigate(address("/workspace/certificates/trust"));
        button(proposer, "导入外部机构").click();
        proposer.getByLabel("机构证书")
                .setInputFiles(new FilePayload(
                        "outside.pem", "application/x-pem-file", OUTSIDE.getBytes(StandardCharsets.US_ASCII)));
        proposer.getByLabel("机构名称").fill("国家局试验CA");
        proposer.getByLabel("事由").fill("与国家局交换公文");
        accessible(proposer);
        picture(proposer, "trust-proposal");
        confirm(proposer, "提出信任");
        assertThat(proposer.getByText("待确认")).isVisible();

        var administrator = as("secadmin");
        administrator.navigate(address("/workspace/certificates/trust"));
        button(administrator, "确认信任").click();
        administrator.getByLabel("核对情况").fill("已电话核对指纹");
        confirm(administrator, "确认信任");
        assertThat(administrator.getByText("已信任")).isVisible();
        administrator
                .getByLabel("证书文件")
                .setInputFiles(new FilePayload(
                        "outside.pem", "application/x-pem-file", OUTSIDE.getBytes(StandardCharsets.US_ASCII)));
        button(administrator, "验证").click();
        assertThat(administrator.getByText("没有通过验证。")).isVisible();
        accessible(administrator);
        picture(administrator, "trust-list");

        administrator.navigate(address("/workspace/certificates/authorities"));
        assertThat(administrator.getByText("/certificates/ocsp")).isVisible();
        accessible(administrator);
        picture(administrator, "authorities");
    }
}
